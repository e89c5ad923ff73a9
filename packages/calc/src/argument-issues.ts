import { domainOfName } from './argument-domains.ts';
import { max } from './math.ts';
import { type Domain, type Issue, type IssueCode, NO_ISSUES, isUsable } from './quantity.ts';

/** A domain, or for a column that may have gaps (NaN) the entries that it has to have. */
export type Rule = Domain | number;

/** Rules of arguments by name. */
export type Rules = Readonly<Record<string, Rule>>;

/** Lowest and highest value of the data behind a formula, by the name of an argument or of a result. */
export type Ranges = Readonly<Record<string, readonly [low: number, high: number]>>;

/** One issue, whose message begins with the name that it concerns. */
export const issue = (code: IssueCode, parameter: string, detail: string): Issue => ({
  code,
  parameter,
  message: `${parameter}: ${detail}`,
});

/** One issue of an argument that cannot have its value. */
export const outOfDomain = (parameter: string, detail: string): Issue =>
  issue('OUT_OF_DOMAIN', parameter, detail);

/** One issue of arguments that leave nothing to solve. */
export const noSolution = (parameter: string, detail: string): Issue =>
  issue('NO_SOLUTION', parameter, detail);

const expectation = (value: number, domain: Domain): string | undefined => {
  const { min = -Infinity, max: most = Infinity, above = -Infinity, below = Infinity } = domain;
  return !Number.isFinite(value)
    ? 'a finite number'
    : value < min
      ? `at least ${min}`
      : value > most
        ? `at most ${most}`
        : value <= above
          ? `greater than ${above}`
          : value >= below
            ? `less than ${below}`
            : domain.isWhole === true && value % 1 !== 0
              ? 'a whole number'
              : undefined;
};

/** Says that a number is outside its domain; with the row, when it comes from a column. */
export const valueIssues = (
  parameter: string,
  value: number,
  domain: Domain,
  row?: number,
): readonly Issue[] => {
  const expected = expectation(value, domain);
  if (expected === undefined) return NO_ISSUES;
  const code = Number.isFinite(value) ? 'OUT_OF_DOMAIN' : 'NOT_FINITE';
  const place = row === undefined ? '' : ` at ${row}`;
  return [issue(code, parameter, `expected ${expected}, got ${value}${place}`)];
};

/** Says that a column is not of a length, or what is wrong with the first impossible entry. */
export const columnIssues = (
  parameter: string,
  column: ArrayLike<number>,
  expected: number,
  rule: Rule,
): readonly Issue[] => {
  if (column.length !== expected) {
    return [outOfDomain(parameter, `expected ${expected} entries, got ${column.length}`)];
  }
  for (let row = 0; typeof rule === 'object' && row < expected; row++) {
    const issues = valueIssues(parameter, column[row]!, rule, row);
    if (issues.length > 0) return issues;
  }
  return NO_ISSUES;
};

/**
 * Says which numbers of an argument object are impossible, and which columns are too short, differ
 * in length or have an impossible entry.
 *
 * @param input - arguments by name
 * @param rules - of numbers in place of the domains that their names have by themselves, and of the
 *   columns that are to be checked; what is neither is passed over
 * @param needs - names of numbers that have to be there, by a space between; null is never a number
 * @returns at most one issue for each argument
 */
export const argumentIssues = (input: object, rules: Rules = {}, needs = ''): Issue[] => {
  const issues: Issue[] = [];
  let length: number | undefined;
  const absent = Object.fromEntries(needs.split(' ').map((name) => [name, name && null]));
  for (const [name, value] of Object.entries({ ...absent, ...input } as Record<string, unknown>)) {
    const rule = rules[name];
    if (typeof value === 'number' || value === null || (value === undefined && name in absent)) {
      // A number from a database or a socket was never typed.
      issues.push(
        ...valueIssues(name, value as number, (rule as Domain | undefined) ?? domainOfName(name)),
      );
    } else if (rule !== undefined && value !== undefined) {
      const column = value as ArrayLike<number>;
      const least = typeof rule === 'number' ? rule : (rule.least ?? 1);
      issues.push(...columnIssues(name, column, max((length ??= column.length), least), rule));
    }
  }
  return issues;
};

/**
 * Checks a list of one or more columns of one length.
 *
 * @param parameter - name of the list, for its issues
 */
export const columnListIssues = (
  parameter: string,
  columns: readonly ArrayLike<number>[],
  length: number,
): readonly Issue[] => [
  ...valueIssues(parameter, columns.length, { min: 1 }),
  ...columns.flatMap((column, j) => columnIssues(`${parameter}[${j}]`, column, length, {})),
];

/** The issues, and one of a column that falls somewhere (`strictly`: does not rise everywhere). */
export const andOrder = (
  issues: readonly Issue[],
  parameter: string,
  column: ArrayLike<number>,
  strictly = false,
): readonly Issue[] => {
  for (let row = 1; row < (isUsable(issues) ? column.length : 0); row++) {
    const step = column[row]! - column[row - 1]!;
    if (step > 0 || (step === 0 && !strictly)) continue;
    return [outOfDomain(parameter, `expected ascending entries, got ${column[row]} at ${row}`)];
  }
  return issues;
};

/** Says which of the values lie outside the ranges; a range without a value is passed over. */
export const rangeIssues = (values: object, ranges: Ranges): readonly Issue[] =>
  Object.entries(ranges).flatMap(([name, [low, high]]) => {
    const value = (values as Readonly<Record<string, number | undefined>>)[name];
    return value === undefined || (value >= low && value <= high)
      ? NO_ISSUES
      : [issue('EXTRAPOLATED', name, `the data behind it go from ${low} to ${high}, got ${value}`)];
  });
