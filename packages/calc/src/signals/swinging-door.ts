import { max, min } from '../math.ts';
import { POSITIVE, isUsable } from '../quantity.ts';
import { type KeptSamples, type SampleColumns, checkSamples, keepNone } from './sample-columns.ts';

/**
 * Keeps the samples that a line from kept to kept sample needs to stay within a deviation of all.
 *
 * The slow, obvious form that fast filters are tested against: the strict test of PI. From the last
 * kept sample, each sample opens a door of slopes to its value ± the deviation; the doors of all
 * samples since overlap in a range of slopes. A sample whose own slope is outside that range closes
 * it: the sample before is kept and the doors start again there. The first and the last sample are
 * always kept.
 *
 * @param signal - samples with strictly ascending times; compression deviation, 0 or more, in the
 *   unit of the values; longest time between kept samples, in the unit of the times (none by default)
 *
 * Accuracy: every sample lies within the deviation of the line through the kept ones. (The looser
 * variant, which waits until the doors no longer overlap, errs by up to twice the deviation.)
 * Source: Bristol (1990), Swinging Door Trending: Adaptive Trend Recording?, ISA National
 * Conference Proceedings; US patent 4,669,097 (1987).
 */
export const swingingDoorIndices = (
  signal: SampleColumns & { readonly deviation: number; readonly longestGap?: number },
): KeptSamples => {
  const { times, deviation, longestGap = Infinity } = signal;
  const issues = checkSamples(signal, { longestGap: POSITIVE }, 'deviation', true);
  if (!isUsable(issues)) return keepNone(issues);
  const indices = [0];
  let from = 0;
  let lowest = -Infinity;
  let highest = Infinity;
  for (let i = 1; i < times.length; i++) {
    const slope = slopeTo(signal, from, i, 0);
    const isOutside = slope < lowest || slope > highest;
    if (i - 1 > from && (isOutside || times[i]! - times[from]! > longestGap)) {
      from = i - 1;
      indices.push(from);
      lowest = -Infinity;
      highest = Infinity;
    }
    lowest = max(lowest, slopeTo(signal, from, i, -deviation));
    highest = min(highest, slopeTo(signal, from, i, deviation));
  }
  if (times.length > 1) indices.push(times.length - 1);
  return { indices: Uint32Array.from(indices), issues };
};

/** Slope from one sample to another whose value is moved. */
const slopeTo = ({ times, values }: SampleColumns, from: number, to: number, by: number): number =>
  (values[to]! + by - values[from]!) / (times[to]! - times[from]!);
