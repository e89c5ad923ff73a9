import { abs, max } from '../math.ts';
import { isUsable } from '../quantity.ts';
import { type KeptSamples, type SampleColumns, checkSamples, keepNone } from './sample-columns.ts';

/**
 * Keeps the samples that leave a band around the last kept value.
 *
 * The slow, obvious form that fast filters are tested against. When a sample leaves the band, the
 * one before it is kept too (unless told otherwise), so that a line through the kept samples shows
 * the hold and then the jump. The first and the last sample are always kept.
 *
 * @param signal - samples; half-width of the band, 0 or more, in the unit of the values; whether to
 *   keep the sample before each exception (default true)
 *
 * Convention: strictly outside, `|value - kept| > band`; a difference that exceeds the band by
 * rounding alone (four units in the last place of the values) stays inside.
 * Source: OPC 10000-4 v1.05, absolute dead band of the data change filter; exception reporting of
 * process historians (previous and new value).
 */
export const deadBandIndices = (
  signal: SampleColumns & { readonly band: number; readonly keepPrevious?: boolean },
): KeptSamples => {
  const { values, keepPrevious = true } = signal;
  const issues = checkSamples(signal, {}, 'band');
  if (!isUsable(issues)) return keepNone(issues);
  const indices = [0];
  let kept = values[0]!;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    const rounding = 4 * Number.EPSILON * max(abs(value), abs(kept));
    if (abs(value - kept) <= signal.band + rounding) continue;
    if (keepPrevious && indices.at(-1)! < i - 1) indices.push(i - 1);
    indices.push(i);
    kept = value;
  }
  if (indices.at(-1)! < values.length - 1) indices.push(values.length - 1);
  return { indices: Uint32Array.from(indices), issues };
};
