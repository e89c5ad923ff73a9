import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { max } from '../math.ts';
import { type Issue, NOT_NEGATIVE } from '../quantity.ts';

/** What a counter counted between its readings. */
export interface TotalizerDelta {
  /** Between each reading and the next; shape (n - 1). */
  readonly deltas: Float64Array;
  readonly total: number;
  /** Position of the first reading after each rollover. */
  readonly rollovers: Uint32Array;
  /** Position of the first reading after each reset. */
  readonly resets: Uint32Array;
  readonly issues: readonly Issue[];
}

/**
 * Calculates what a counter counted, across its rollovers and resets.
 *
 * A reading below the one before has rolled over: the difference plus the modulus counts. When that
 * is more than `greatestDelta` allows, or there is no modulus, the counter was reset, and counts
 * from zero.
 *
 * @param counter - readings of shape (n), 0 to below the modulus; modulus above 0 (10000 for four
 *   digits), the reading at which the counter is back at 0; greatest delta that is believed after a
 *   fall (the modulus when not given)
 *
 * Source: by definition of a cumulative counter.
 */
export const totalizerDelta = (counter: {
  readonly readings: ArrayLike<number>;
  readonly modulus?: number;
  readonly greatestDelta?: number;
}): TotalizerDelta => {
  const { readings, modulus = 0 } = counter;
  const { greatestDelta = modulus } = counter;
  const issues = argumentIssues(counter, {
    readings: { min: 0, max: modulus > 0 ? modulus : Infinity },
    modulus: NOT_NEGATIVE,
  });
  const deltas = new Float64Array(max(readings.length - 1, 0));
  const rollovers: number[] = [];
  const resets: number[] = [];
  let total = 0;
  for (let i = 0; i < deltas.length; i++) {
    const rise = readings[i + 1]! - readings[i]!;
    let delta = rise;
    if (rise < 0) {
      const isRollover = modulus > 0 && rise + modulus <= greatestDelta;
      (isRollover ? rollovers : resets).push(i + 1);
      delta = isRollover ? rise + modulus : readings[i + 1]!;
    }
    deltas[i] = delta;
    total += delta;
  }
  return unlessIssues(issues, {
    deltas,
    total,
    rollovers: Uint32Array.from(rollovers),
    resets: Uint32Array.from(resets),
  });
};
