import { andOrder, argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { log, max, min } from '../math.ts';
import { FINITE, type Issue, POSITIVE } from '../quantity.ts';

/** A column of well-test results. */
export interface TestColumn {
  readonly values: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the logarithmic derivative of pressure change, dΔp / d ln t, smoothed by Bourdet's
 * method: the mean of the slopes to both sides, each weighted by the length of the other.
 *
 * In radial flow it is level at 70.6 q B µ / (k h) = slope per cycle / ln(10).
 *
 * @param input - columns of shape (n), n of 3 or more: `timesHours` above 0 and increasing (of a
 *   build-up after a short production Agarwal's times tp dt/(tp + dt)), `pressureChangesPsi`; `smoothing` L, the
 *   least distance of the neighbours in ln(t), 0 and above: default 0.1, usual up to 0.5
 * @returns shape (n), psi. Where the record ends before the distance the last point there is
 *   taken, and at the very ends the slope to the one side
 *
 * Source: D. Bourdet, J.A. Ayoub and Y.M. Pirard, Use of Pressure Derivative in Well-Test
 * Interpretation, SPE Formation Evaluation, June 1989 (SPE 12777).
 */
export const bourdetDerivative = (input: {
  readonly timesHours: ArrayLike<number>;
  readonly pressureChangesPsi: ArrayLike<number>;
  readonly smoothing?: number;
}): TestColumn => {
  const { timesHours, smoothing = 0.1 } = input;
  const issues = andOrder(
    argumentIssues(input, { timesHours: { ...POSITIVE, least: 3 }, pressureChangesPsi: FINITE }),
    'timesHours',
    timesHours,
    true,
  );
  const count = timesHours.length;
  const values = new Float64Array(count);
  const logs = Float64Array.from(timesHours, log);
  let [left, right] = [0, 0];
  for (let i = 0; i < count; i++) {
    // Nearest neighbours at the distance; both only move on as i does.
    while (left + 1 < i && logs[i]! - logs[left + 1]! >= smoothing) left++;
    right = max(right, min(i + 1, count - 1));
    while (right < count - 1 && logs[right]! - logs[i]! < smoothing) right++;
    values[i] = weightedSlope(logs, input.pressureChangesPsi, left, i, right);
  }
  return unlessIssues(issues, { values });
};

const weightedSlope = (
  x: Float64Array,
  y: ArrayLike<number>,
  left: number,
  i: number,
  right: number,
): number => {
  const before = x[i]! - x[left]!;
  const after = x[right]! - x[i]!;
  const slopeBefore = (y[i]! - y[left]!) / before;
  const slopeAfter = (y[right]! - y[i]!) / after;
  if (before === 0) return slopeAfter;
  if (after === 0) return slopeBefore;
  return (slopeBefore * after + slopeAfter * before) / (before + after);
};
