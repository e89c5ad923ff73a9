import { argumentIssues, issue } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import type { Issue } from '../quantity.ts';
import { type SampleColumns, checkSamples, countUpTo } from './sample-columns.ts';

/** How a signal goes from one sample to the next: held and then jumping, or in a straight line. */
export type SignalShape = 'step' | 'linear';

/** Values of a signal at the times asked for. */
export interface InterpolatedSignal {
  /** NaN before the first sample; shape (m). */
  readonly values: Float64Array;
  /** EXTRAPOLATED when a time is outside the samples. */
  readonly issues: readonly Issue[];
}

/**
 * Calculates the value of a signal at given times.
 *
 * Before the first sample there is no value (NaN); after the last one it is held. Among samples at the
 * same time the last one counts.
 *
 * @param signal - samples; times asked for, in any order, in the unit of the samples' times
 *
 * Source: piecewise constant or linear interpolation, by definition.
 */
export const interpolateSignal = (
  signal: SampleColumns & { readonly at: ArrayLike<number>; readonly shape: SignalShape },
): InterpolatedSignal => {
  const { times, at } = signal;
  const issues = [...checkSamples(signal), ...argumentIssues({ at }, { at: { least: 0 } })];
  const values = Float64Array.from(at, (time) => signalAt(signal, time, signal.shape));
  const first = times[0]!;
  const last = times[times.length - 1]!;
  const outside = Array.from(at).find((time) => time < first || time > last);
  if (outside !== undefined) issues.push(outsideSamples('at', outside));
  return unlessIssues(issues, { values });
};

/** Value at one time of samples that were checked; NaN before the first of them. */
export const signalAt = (
  { times, values }: SampleColumns,
  time: number,
  shape: SignalShape,
): number => {
  const after = countUpTo(times, time);
  if (after === 0) return Number.NaN;
  const value = values[after - 1]!;
  if (shape === 'step' || after === times.length) return value;
  const start = times[after - 1]!;
  return value + ((values[after]! - value) * (time - start)) / (times[after]! - start);
};

/** The issue of a time that no sample surrounds. */
export const outsideSamples = (parameter: string, time: number): Issue =>
  issue('EXTRAPOLATED', parameter, `${time} is outside the samples`);
