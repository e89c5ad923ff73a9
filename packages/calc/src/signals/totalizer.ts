import { argumentIssues, issue } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { max } from '../math.ts';
import { type Issue, NOT_NEGATIVE } from '../quantity.ts';

/** Count of a counter between its readings. */
export interface TotalizerDelta {
  /**
   * Between each reading and the one before; shape (n - 1). NaN at a reading that is left out: the next delta counts
   * from the reading before it.
   */
  readonly deltas: Float64Array;
  readonly total: number;
  /** Position of the first reading after each rollover. */
  readonly rollovers: Uint32Array;
  /** Position of the first reading after each reset. */
  readonly resets: Uint32Array;
  /** Position of each reading that is left out. */
  readonly leftOut: Uint32Array;
  readonly issues: readonly Issue[];
}

/** Share of the reading before that a fall to near zero leaves at most. */
const NEAR_ZERO = 0.01;

/**
 * Calculates what a counter counted, across its rollovers, its resets and single readings of zero.
 *
 * A fall to zero, or to 1 % of the reading before, whose next reading is at or above the one before the fall is no
 * reading of the counter: it is left out, with an issue LEFT_OUT. Any other fall is a rollover when the modulus is known
 * and `modulus - before + after` is believable, at most half the modulus, or at most `greatestDelta` when that is given.
 * Else the counter was reset and counts from zero.
 *
 * @param counter - readings of shape (n), 0 to below the modulus; modulus above 0 (10000 for four
 *   digits), the reading at which the counter is back at 0; greatest delta that is believed after a
 *   fall (half the modulus when not given)
 *
 * Source: by definition of a cumulative counter.
 */
export const totalizerDelta = (counter: {
  readonly readings: ArrayLike<number>;
  readonly modulus?: number;
  readonly greatestDelta?: number;
}): TotalizerDelta => {
  const { readings, modulus = 0 } = counter;
  const { greatestDelta = modulus / 2 } = counter;
  const issues = argumentIssues(counter, {
    readings: { min: 0, max: modulus > 0 ? modulus : Infinity },
    modulus: NOT_NEGATIVE,
  });
  const deltas = new Float64Array(max(readings.length - 1, 0));
  const [rollovers, resets, leftOut]: [number[], number[], number[]] = [[], [], []];
  let total = 0;
  let before = readings[0]!;
  for (let i = 1; i < readings.length; i++) {
    const after = readings[i]!;
    let delta = after - before;
    if (delta < 0) {
      if (after <= NEAR_ZERO * before && readings[i + 1]! >= before) {
        leftOut.push(i);
        deltas[i - 1] = Number.NaN;
        continue;
      }
      const rolledOver = delta + modulus;
      const isRollover = modulus > 0 && rolledOver <= greatestDelta;
      (isRollover ? rollovers : resets).push(i);
      delta = isRollover ? rolledOver : after;
    }
    deltas[i - 1] = delta;
    total += delta;
    before = after;
  }
  if (leftOut.length > 0) {
    const detail = `near 0 between readings that go on, left out at ${leftOut.join(', ')}`;
    issues.push(issue('LEFT_OUT', 'readings', detail));
  }
  return unlessIssues(issues, {
    deltas,
    total,
    rollovers: Uint32Array.from(rollovers),
    resets: Uint32Array.from(resets),
    leftOut: Uint32Array.from(leftOut),
  });
};
