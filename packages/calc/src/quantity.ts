/** What is wrong with an input or a result. Stable: callers match on it. */
export type IssueCode =
  /** An input is NaN or infinite. */
  | 'NOT_FINITE'
  /** An input cannot physically have this value (a negative pressure, a water cut of 2). */
  | 'OUT_OF_DOMAIN'
  /** The inputs contradict each other or have no solution (no operating point, all abscissae equal). */
  | 'NO_SOLUTION'
  /** An iteration ended before it met its tolerance. */
  | 'NOT_CONVERGED'
  /** An input is outside the range that the correlation was made from: there is a value, extrapolated. */
  | 'EXTRAPOLATED';

/** One thing that a caller has to know about a result. */
export interface Issue {
  readonly code: IssueCode;
  /** Name of the argument (or of the result) that it concerns. */
  readonly parameter: string;
  /** What was expected and what came, with numbers and units. */
  readonly message: string;
}

/** A calculated number in the unit that the function's name or docstring says; NaN when an issue forbids one. */
export interface Quantity {
  readonly value: number;
  /** Empty when the value may be used without a second thought. */
  readonly issues: readonly Issue[];
}

/** Shared by every result without an issue, so that a good result costs one object. */
export const NO_ISSUES: readonly Issue[] = Object.freeze([]);

/** A value with nothing to say about it. */
export const quantity = (value: number, issues: readonly Issue[] = NO_ISSUES): Quantity => ({
  value,
  issues,
});

/** NaN with its reasons. */
export const noQuantity = (issues: readonly Issue[]): Quantity => ({ value: Number.NaN, issues });

/** Whether the issues leave a value (they are all of extrapolation). */
export const isUsable = (issues: readonly Issue[]): boolean =>
  issues.every((issue) => issue.code === 'EXTRAPOLATED');

/** What an argument may be: open bounds exclude the number itself. */
export interface Domain {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

/** Any number greater than zero. */
export const POSITIVE: Domain = { above: 0 };
/** Zero or any greater number. */
export const NOT_NEGATIVE: Domain = { min: 0 };
/** 0 to 1, ends included. */
export const FRACTION: Domain = { min: 0, max: 1 };
/** Any finite number. */
export const FINITE: Domain = {};

/**
 * Checks arguments against the domains that physics gives them.
 *
 * @param values - the arguments by name
 * @param domains - the domain of each name that is checked
 * @returns one issue for each argument that is not finite or outside its domain
 */
export const checkDomains = <Name extends string>(
  values: Readonly<Record<Name, number>>,
  domains: Readonly<Partial<Record<Name, Domain>>>,
): readonly Issue[] => {
  let issues: Issue[] | undefined;
  for (const name in domains) {
    const domain = domains[name];
    if (domain === undefined) continue;
    const issue = domainIssue(name, values[name], domain);
    if (issue !== undefined) (issues ??= []).push(issue);
  }
  return issues ?? NO_ISSUES;
};

const domainIssue = (parameter: string, value: number, domain: Domain): Issue | undefined => {
  if (!Number.isFinite(value)) {
    return { code: 'NOT_FINITE', parameter, message: `${parameter} is ${value}` };
  }
  const { min, max, above, below } = domain;
  const expected =
    min !== undefined && value < min
      ? `at least ${min}`
      : max !== undefined && value > max
        ? `at most ${max}`
        : above !== undefined && value <= above
          ? `greater than ${above}`
          : below !== undefined && value >= below
            ? `less than ${below}`
            : undefined;
  if (expected === undefined) return undefined;
  return {
    code: 'OUT_OF_DOMAIN',
    parameter,
    message: `${parameter}: expected ${expected}, got ${value}`,
  };
};

/**
 * Says which arguments lie outside the range that a correlation was made from.
 *
 * @param values - the arguments by name
 * @param ranges - lowest and highest value of the data behind the correlation, by name
 * @returns one EXTRAPOLATED issue for each argument outside
 */
export const checkRanges = <Name extends string>(
  values: Readonly<Record<Name, number>>,
  ranges: Readonly<Partial<Record<Name, readonly [low: number, high: number]>>>,
): readonly Issue[] => {
  let issues: Issue[] | undefined;
  for (const name in ranges) {
    const range = ranges[name];
    if (range === undefined) continue;
    const value = values[name];
    if (value >= range[0] && value <= range[1]) continue;
    (issues ??= []).push({
      code: 'EXTRAPOLATED',
      parameter: name,
      message: `${name}: the correlation holds from ${range[0]} to ${range[1]}, got ${value}`,
    });
  }
  return issues ?? NO_ISSUES;
};
