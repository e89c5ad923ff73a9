import { floor, log } from '../math.ts';
import { medianOf } from '../statistics/quantile.ts';

// The usable samples of a production history, and a summary of them, for a fit.

/** Samples of a decline, in time order. */
export interface FitSamples {
  /** Days since the origin of the decline. */
  readonly times: Float64Array;
  /** Rates, or their natural logarithms when `isLog`. */
  readonly values: Float64Array;
  readonly isLog: boolean;
}

/** Keeps the samples with a finite time at or after the origin and a rate above the minimum. */
export const usableSamples = (
  timesDays: ArrayLike<number>,
  ratesPerDay: ArrayLike<number>,
  originDays: number,
  minRatePerDay: number,
  isLog: boolean,
): FitSamples => {
  const times = new Float64Array(timesDays.length);
  const values = new Float64Array(timesDays.length);
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    const time = timesDays[i]! - originDays;
    const rate = ratesPerDay[i]!;
    if (time >= 0 && time < Infinity && rate > minRatePerDay && rate < Infinity) {
      times[count] = time;
      values[count] = isLog ? log(rate) : rate;
      count++;
    }
  }
  return { times: times.subarray(0, count), values: values.subarray(0, count), isLog };
};

/** Replaces runs of neighbours by their medians, so that at most `countMax` samples remain. */
export const thinSamples = (samples: FitSamples, countMax: number): FitSamples => {
  const count = samples.times.length;
  if (count <= countMax) return samples;
  const thinTimes = new Float64Array(countMax);
  const thinValues = new Float64Array(countMax);
  for (let bin = 0; bin < countMax; bin++) {
    const from = floor((bin * count) / countMax);
    const to = floor(((bin + 1) * count) / countMax);
    thinTimes[bin] = (samples.times[from]! + samples.times[to - 1]!) / 2;
    thinValues[bin] = medianOf(samples.values.slice(from, to));
  }
  return { times: thinTimes, values: thinValues, isLog: samples.isLog };
};
