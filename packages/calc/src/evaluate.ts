import { domainOfName, type Domains } from './argument-domains.ts';
import {
  argumentIssues,
  noSolution,
  rangeIssues,
  type Ranges,
  valueIssues,
} from './argument-issues.ts';
import { abs } from './math.ts';
import { type Issue, isUsable, NO_ISSUES, POSITIVE, type Quantity } from './quantity.ts';

/**
 * Evaluates a formula of several results between two checks: of the arguments that it reads against
 * physics, of arguments and results against the data behind it.
 *
 * It checks the numbers that the formula reads from its argument, so that a caller's object may have
 * more. It runs on NaN first: no iteration ever starts from an argument that is impossible.
 *
 * @param domains - domains of this function, in place of those that the names have by themselves
 * @param ranges - ranges of the data behind the formula, of arguments and of results
 * @returns the result; NaN in place of its numbers when there is none that is finite
 */
export const evaluateFields = <Input extends object, Result extends object>(
  input: Input,
  formula: (input: Input) => Result,
  domains: Domains = {},
  ranges: Ranges = {},
): Result & { readonly issues: readonly Issue[] } => {
  const read: Record<string, number> = {};
  const absent = new Set<string>();
  let isTrial = true;
  const view = new Proxy(input, {
    get(target, name) {
      const value: unknown = target[name as keyof Input];
      if (value === undefined) absent.add(name as string);
      if (value !== null && typeof value !== 'number') return value;
      // A number from a database was never typed: null would count as 0.
      read[name as string] = value as number;
      return isTrial ? Number.NaN : value;
    },
  });
  let result = formula(view);
  let issues: readonly Issue[] = argumentIssues(read, domains);
  if (issues.length === 0) {
    isTrial = false;
    result = formula(view);
    issues = argumentIssues(read, domains);
  }
  if (issues.length === 0) issues = resultIssues(result, read, domains, absent);
  return unlessIssues(
    issues.length > 0 ? issues : rangeIssues({ ...read, ...result }, ranges),
    result,
  );
};

/** Says that a result is not finite, by naming the arguments whose zero it may come from, or itself. */
const resultIssues = (
  result: object,
  read: Readonly<Record<string, number>>,
  domains: Domains,
  absent: ReadonlySet<string>,
): readonly Issue[] => {
  const lost = Object.entries(result).find(
    ([, value]) => typeof value === 'number' && !Number.isFinite(value),
  );
  if (lost === undefined) return NO_ISSUES;
  const [parameter, value] = lost;
  const zeros = Object.keys(read).filter(
    (name) => read[name] === 0 && (domains[name] ?? domainOfName(name)).min === 0,
  );
  return abs(value) === Infinity && zeros.length > 0
    ? zeros.flatMap((name) => valueIssues(name, 0, POSITIVE))
    : [
        noSolution(
          parameter,
          `it would be ${value}${absent.size > 0 ? `; not given: ${[...absent].join(', ')}` : ''}`,
        ),
      ];
};

/** Evaluates a formula between the checks of {@link evaluateFields}. */
export const evaluate = <Input extends object>(
  input: Input,
  formula: (input: Input) => number,
  domains?: Domains,
  ranges?: Ranges,
): Quantity => evaluateFields(input, (checked) => ({ value: formula(checked) }), domains, ranges);

/**
 * The result when the issues leave one, or NaN in place of its numbers and columns. What would be NaN without an issue
 * gets one.
 */
export const unlessIssues = <Result extends object>(
  issues: readonly Issue[],
  result: Result,
): Result & { readonly issues: readonly Issue[] } => ({
  ...(isUsable(issues) ? result : withoutNumbers(result)),
  issues: issues.length > 0 ? issues : lostIssues(result),
});

/** One issue for each number that is not finite, and for each column with rows that are not. */
export const lostIssues = (result: object): readonly Issue[] =>
  Object.entries(result).flatMap(([name, value]: readonly [string, unknown]) => {
    const column = value instanceof Float64Array ? value : typeof value === 'number' ? [value] : [];
    let lost = 0;
    for (let row = 0; row < column.length; row++) if (!Number.isFinite(column[row])) lost++;
    return lost > 0 ? noSolution(name, `${lost} of ${column.length} would not be finite`) : [];
  });

/** The same names; NaN in place of every number, of every row of a column as well, and no indices. */
export const withoutNumbers = <Named extends object>(named: Named): Named => {
  const entries = Object.entries(named).map(([name, value]) => [
    name,
    typeof value === 'number'
      ? Number.NaN
      : value instanceof Float64Array
        ? nanColumn(value.length)
        : value instanceof Uint32Array
          ? new Uint32Array(0)
          : value,
  ]);
  // The names and types are those of the argument: only numbers were replaced.
  return Object.fromEntries(entries) as Named;
};

/** A column of rows that have no value yet. */
export const nanColumn = (count: number): Float64Array => new Float64Array(count).fill(Number.NaN);
