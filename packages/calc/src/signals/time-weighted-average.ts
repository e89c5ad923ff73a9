import { max } from '../math.ts';
import { FINITE, type Issue, NO_ISSUES, isUsable } from '../quantity.ts';
import { type SignalShape, outsideSamples, signalAt } from './interpolation.ts';
import { type SampleColumns, checkSamples, countUpTo } from './sample-columns.ts';

/** Mean of a signal over a time, weighted by how long it had each value. */
export interface TimeWeightedAverage {
  readonly value: number;
  /** Time integral of the value over the part of the window that is covered. */
  readonly integral: number;
  /** Part of the window after the first sample, 0 to 1. */
  readonly coverage: number;
  readonly issues: readonly Issue[];
}

/**
 * Averages a signal over a window, each value weighted by the time that it lasted.
 *
 * The signal is interpolated at both edges of the window. The part before the first sample does not
 * count (`coverage` says how much is left); after the last one its value is held. Both raise
 * EXTRAPOLATED. A window without length gives the value at its time.
 *
 * @param signal - samples; start and end of the window in the unit of the samples' times
 *
 * Source: time average by definition; as AVEVA and OPC 10000-13 TimeAverage on good samples.
 */
export const timeWeightedAverage = (
  signal: SampleColumns & {
    readonly start: number;
    readonly end: number;
    readonly shape: SignalShape;
  },
): TimeWeightedAverage => {
  const { times, start, end, shape } = signal;
  const issues = checkSamples(signal, { start: FINITE, end: { min: start } }, 'start end');
  const nothing = { value: Number.NaN, integral: Number.NaN, coverage: 0 };
  if (!isUsable(issues)) return { ...nothing, issues };
  const from = max(start, times[0]!);
  if (from > end) return { ...nothing, issues: [outsideSamples('end', end)] };
  if (start === end) {
    return { value: signalAt(signal, start, shape), integral: 0, coverage: 1, issues };
  }
  const edges = [from];
  for (let i = countUpTo(times, from); i < times.length && times[i]! < end; i++) {
    edges.push(times[i]!);
  }
  edges.push(end);
  let integral = 0;
  for (let k = 1; k < edges.length; k++) {
    integral += pieceIntegral(signal, edges[k - 1]!, edges[k]!, shape);
  }
  const beyond = from > start ? start : end > times[times.length - 1]! ? end : undefined;
  return {
    value: from < end ? integral / (end - from) : signalAt(signal, end, shape),
    integral,
    coverage: (end - from) / (end - start),
    issues: beyond === undefined ? NO_ISSUES : [outsideSamples('window', beyond)],
  };
};

/** Integral between two times that have no sample between them. */
const pieceIntegral = (
  signal: SampleColumns,
  from: number,
  to: number,
  shape: SignalShape,
): number => {
  const value = signalAt(signal, from, shape);
  if (shape === 'step') return value * (to - from);
  const next = countUpTo(signal.times, from);
  if (next === signal.times.length) return value * (to - from);
  const start = signal.times[next - 1]!;
  const slope = (signal.values[next]! - signal.values[next - 1]!) / (signal.times[next]! - start);
  return (value + (slope * (to - from)) / 2) * (to - from);
};
