/** Kind of an issue of an input or a result. The codes are stable: callers match on them. */
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
  | 'EXTRAPOLATED'
  /** An entry is not believed: there is a value, from the others. */
  | 'LEFT_OUT';

/** One thing that a caller has to know about a result. */
export interface Issue {
  readonly code: IssueCode;
  /** Name of the argument (or of the result) that it concerns. */
  readonly parameter: string;
  /** Expected and found values, with numbers and units. */
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

/** Whether the issues leave a value (they are all of extrapolation, or of entries that are left out). */
export const isUsable = (issues: readonly Issue[]): boolean =>
  issues.every(({ code }) => code === 'EXTRAPOLATED' || code === 'LEFT_OUT');

/** Domain of an argument, or of every entry of a column; open bounds exclude the number itself. */
export interface Domain {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  /** Whether it has to be a whole number. */
  readonly isWhole?: boolean;
  /** Entries that a column has to have, 1 when absent. */
  readonly least?: number;
}

/** Any number greater than zero. */
export const POSITIVE: Domain = { above: 0 };
/** Zero or any greater number. */
export const NOT_NEGATIVE: Domain = { min: 0 };
/** 0 to 1, ends included. */
export const FRACTION: Domain = { min: 0, max: 1 };
/** Any finite number. */
export const FINITE: Domain = {};
