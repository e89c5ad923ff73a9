import { type Rules, andOrder, argumentIssues } from '../argument-issues.ts';
import { FINITE, type Issue } from '../quantity.ts';

/** Samples of one tag in time order. */
export interface SampleColumns {
  /** Ascending, in any unit of time that the function's other times share; shape (n). */
  readonly times: ArrayLike<number>;
  /** Finite, in the unit of the tag; shape (n). */
  readonly values: ArrayLike<number>;
}

/** Positions of the samples that a filter keeps. */
export interface KeptSamples {
  /** Ascending, no repeats. */
  readonly indices: Uint32Array;
  readonly issues: readonly Issue[];
}

/** Issues of samples, and of the other arguments beside them. */
export const checkSamples = (
  signal: SampleColumns,
  rules: Rules = {},
  needs = '',
  strictly = false,
): readonly Issue[] => {
  const issues = argumentIssues(signal, { times: FINITE, values: FINITE, ...rules }, needs);
  return andOrder(issues, 'times', signal.times, strictly);
};

/** Nothing kept, for the reasons given. */
export const keepNone = (issues: readonly Issue[]): KeptSamples => ({
  indices: new Uint32Array(0),
  issues,
});

/** Number of times at or before a time: one above the position of the last of them. */
export const countUpTo = (times: ArrayLike<number>, time: number): number => {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
};
