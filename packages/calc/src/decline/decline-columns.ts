import type { Domains } from '../argument-domains.ts';
import type { Ranges } from '../argument-issues.ts';
import { evaluate, lostIssues } from '../evaluate.ts';
import type { Issue } from '../quantity.ts';

/** A decline over time as columns. */
export interface DeclineColumns {
  /** Rate at each time, in the unit of the initial rate; NaN where the time is negative or none. */
  readonly ratesPerDay: Float64Array;
  /** Volume from time zero to each time, in the volume unit of the rate; NaN alike. */
  readonly cumulatives: Float64Array;
  readonly issues: readonly Issue[];
}

/** Times of columns, d, in any order. */
export interface DeclineTimes {
  /** Shape (n). */
  readonly timesDays: ArrayLike<number>;
}

/** Rate and volume as functions of time. */
interface DeclineKernels {
  readonly rate: (timeDays: number) => number;
  readonly volume: (timeDays: number) => number;
}

/** Fills the columns of a decline that is checked once; times before zero have no value. */
export const declineColumns = <Decline extends DeclineTimes>(
  input: Decline,
  kernelsOf: (decline: Decline) => DeclineKernels,
  domains: Domains = {},
  ranges: Ranges = {},
): DeclineColumns => {
  const { value, issues } = evaluate(
    input,
    (decline) => kernelsOf(decline).rate(1),
    domains,
    ranges,
  );
  const { rate, volume } = kernelsOf(input);
  // NaN is contagious: that of a bad decline spoils the whole column.
  const column = (valueAt: (timeDays: number) => number): Float64Array =>
    Float64Array.from(input.timesDays, (time) =>
      time >= 0 && time !== null ? valueAt(time) + 0 * value : Number.NaN,
    );
  const columns = { ratesPerDay: column(rate), cumulatives: column(volume) };
  return { ...columns, issues: issues.length > 0 ? issues : lostIssues(columns) };
};
