import {
  checkDomains,
  checkRanges,
  noQuantity,
  quantity,
  type Domain,
  type Issue,
  type Quantity,
} from '../quantity.ts';

/** The domain that each argument of an area has, by its name: one name, one meaning. */
export type NamedDomains = Readonly<Record<string, Domain>>;

/** What a single function wants beyond the domains of its area. */
export interface FormulaLimits {
  /** Domains that go before those of the area. */
  readonly domains?: NamedDomains;
  /** Published ranges: outside them there is a value with an issue. */
  readonly ranges?: Readonly<Record<string, readonly [low: number, high: number]>>;
}

/** Issues of the arguments that are present and outside the domain of their name. */
export function namedIssues(
  input: object,
  domains: NamedDomains,
  further: NamedDomains = {},
): readonly Issue[] {
  const asked: Record<string, Domain> = {};
  for (const name in input) {
    const domain = further[name] ?? domains[name];
    if (domain !== undefined) asked[name] = domain;
  }
  return checkDomains(input as Readonly<Record<string, number>>, asked);
}

/**
 * Evaluates a formula after its arguments are checked; a result that is not finite becomes an
 * issue, so that no argument left out and no overflow passes as a number.
 */
export function evaluate<Input extends object>(
  input: Input,
  domains: NamedDomains,
  formula: (input: Input) => number,
  limits: FormulaLimits = {},
): Quantity {
  const issues = namedIssues(input, domains, limits.domains);
  if (issues.length > 0) return noQuantity(issues);
  const value = formula(input);
  if (!Number.isFinite(value)) return noQuantity([noSolution('result', `it would be ${value}`)]);
  const { ranges } = limits;
  return ranges === undefined
    ? quantity(value)
    : quantity(value, checkRanges(input as Readonly<Record<string, number>>, ranges));
}

/** Says that the arguments contradict each other or have no answer. */
export function noSolution(parameter: string, message: string): Issue {
  return { code: 'NO_SOLUTION', parameter, message };
}

/** All fields NaN when there are issues, or as they are: results with several numbers. */
export function unlessIssues<Result extends object>(
  issues: readonly Issue[],
  result: Result,
): Result & { readonly issues: readonly Issue[] } {
  if (issues.length === 0) return { ...result, issues };
  const entries = Object.entries(result).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number.NaN : value,
  ]);
  // The fields and their types are those of the result: only numbers were replaced.
  return { ...(Object.fromEntries(entries) as Result), issues };
}
