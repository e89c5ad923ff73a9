import { abs, floor, min } from '../math.ts';
import { isUsable } from '../quantity.ts';
import { type KeptSamples, type SampleColumns, checkSamples, keepNone } from './sample-columns.ts';

/**
 * Keeps the samples that look most like the whole curve (largest triangle three buckets).
 *
 * The first and the last sample are kept; the others are cut into buckets of equal count, of which
 * each gives the sample that makes the largest triangle with the sample kept before it and the mean
 * of the next bucket.
 *
 * @param signal - samples; number of samples to keep, 0 or more
 *
 * Convention: of equal triangles the first; a count of 0, or of no fewer than there are samples,
 * keeps them all, as the author's code does; 1 and 2 keep the ends. Extremes may be lost.
 * Source: Steinarsson (2013), Downsampling Time Series for Visual Representation, University of
 * Iceland.
 */
export const lttbIndices = (
  signal: SampleColumns & { readonly keepCount: number },
): KeptSamples => {
  const issues = checkSamples(signal, { times: { least: 0 } }, 'keepCount');
  if (!isUsable(issues)) return keepNone(issues);
  const count = signal.times.length;
  const wanted = floor(signal.keepCount);
  if (wanted === 0 || wanted >= count) {
    return { indices: Uint32Array.from({ length: count }, (_, i) => i), issues };
  }
  const indices = new Uint32Array(wanted);
  const width = (count - 2) / (wanted - 2);
  const edge = (bucket: number): number => min(floor(bucket * width) + 1, count - 1);
  let kept = 0;
  for (let bucket = 0; bucket < wanted - 2; bucket++) {
    const from = edge(bucket);
    const to = edge(bucket + 1);
    const target = meanSample(signal, to, min(floor((bucket + 2) * width) + 1, count));
    kept = largestTriangle(
      { times: signal.times, values: signal.values },
      kept,
      [from, to],
      target,
    );
    indices[bucket + 1] = kept;
  }
  if (wanted > 1) indices[wanted - 1] = count - 1;
  return { indices, issues };
};

interface Sample {
  readonly time: number;
  readonly value: number;
}

const meanSample = (signal: SampleColumns, from: number, to: number): Sample => {
  let time = 0;
  let value = 0;
  for (let i = from; i < to; i++) {
    time += signal.times[i]!;
    value += signal.values[i]!;
  }
  return { time: time / (to - from), value: value / (to - from) };
};

const largestTriangle = (
  { times, values }: SampleColumns,
  corner: number,
  [from, to]: readonly [from: number, to: number],
  target: Sample,
): number => {
  const time = times[corner]!;
  const value = values[corner]!;
  let largest = -1;
  let best = from;
  for (let i = from; i < to; i++) {
    const twice = abs(
      (time - target.time) * (values[i]! - value) - (time - times[i]!) * (target.value - value),
    );
    if (twice > largest) {
      largest = twice;
      best = i;
    }
  }
  return best;
};
