import {
  checkDomains,
  isUsable,
  NO_ISSUES,
  type Domain,
  type Issue,
  type Quantity,
} from '../quantity.ts';

/** Named numbers: an interface or a literal with nothing else in it. */
export type Numbers<T> = { readonly [Name in keyof T]: number };

/** Named columns. */
export type Columns<T> = { readonly [Name in keyof T]: Float64Array };

/** A domain for each argument. */
export type Domains<T> = { readonly [Name in keyof T]: Domain };

/** Looks at a result; an issue other than extrapolation takes its numbers away. */
export type Judge<Result> = (result: Result) => readonly Issue[];

/**
 * Computes several numbers from arguments in their domains; else NaN for each of them, with the reasons.
 *
 * Only the names of the domains are looked at: a caller's object may have more.
 *
 * The names of the result come from the formula itself, which also runs (on NaN) when it may not be used.
 */
export function evaluateFields<T extends Numbers<T>, Result extends Numbers<Result>>(
  values: T,
  domains: NoInfer<Domains<T>>,
  formula: (values: T) => Result,
  judge: Judge<Result> = () => NO_ISSUES,
): Result & { readonly issues: readonly Issue[] } {
  const bad = checkDomains<Extract<keyof T, string>>(values, domains);
  const result = formula(isUsable(bad) ? values : allNaN(values));
  const isFinite = Object.values<number>(result).every(Number.isFinite);
  const judged = isUsable(bad) ? judge(result) : bad;
  if (!isUsable(judged)) return { ...allNaN(result), issues: judged };
  return isFinite ? { ...result, issues: judged } : { ...allNaN(result), issues: OVERFLOW };
}

/** Computes a number from arguments in their domains; else NaN with the reasons. */
export function evaluate<T extends Numbers<T>>(
  values: T,
  domains: NoInfer<Domains<T>>,
  formula: (values: T) => number,
  judge?: Judge<{ readonly value: number }>,
): Quantity {
  return evaluateFields(values, domains, (checked) => ({ value: formula(checked) }), judge);
}

/** The same names, with NaN. */
export function allNaN<T extends Numbers<T>>(values: T): T {
  // The names are those of T, and T has numbers only.
  return Object.fromEntries(Object.keys(values).map((name) => [name, Number.NaN])) as T;
}

/** One reason, in a list. */
export function issue(code: Issue['code'], parameter: string, message: string): readonly Issue[] {
  return [{ code, parameter, message }];
}

const OVERFLOW: readonly Issue[] = [
  {
    code: 'OUT_OF_DOMAIN',
    parameter: 'result',
    message: 'no finite result: an argument is zero or too great',
  },
];

/** Checks that columns are of one length and not empty, and that each value is in the domain of its name. */
export function checkColumns<T extends Columns<T>>(
  columns: T,
  domains: NoInfer<Domains<T>>,
): readonly Issue[] {
  let length: number | undefined;
  for (const [name, column] of Object.entries<Float64Array>(columns)) {
    length ??= column.length;
    if (column.length !== length || length === 0) {
      const message = `${name}: expected ${length || 1} rows, got ${column.length}`;
      return issue('OUT_OF_DOMAIN', name, message);
    }
    const domain = { [name]: domains[name as keyof T] };
    // Not a number is neither less nor more, but stays.
    const least = column.reduce((a, b) => Math.min(a, b));
    const greatest = column.reduce((a, b) => Math.max(a, b));
    const issues = checkDomains({ [name]: least }, domain);
    const bad = issues.length > 0 ? issues : checkDomains({ [name]: greatest }, domain);
    if (bad.length > 0) return bad;
  }
  return NO_ISSUES;
}
