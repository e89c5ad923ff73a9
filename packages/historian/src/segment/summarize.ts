import type { ValueColumns } from './choose-values.ts';
import type { SampleBatch } from '@varve/protocols';

/** What is known of a run without opening it. A value counts when it is a number and its status Good. */
export interface Summary {
  goodCount: number;
  /** Microseconds that follow a sample which counts, up to the last sample. */
  goodUs: number;
  minimum: number;
  maximum: number;
  total: number;
  /** Sum of the squares of the deviations from the mean. */
  squaredDeviation: number;
  /** Integral over seconds of values held to the next sample; in `linearIntegral` with straight lines between two that count. */
  stepIntegral: number;
  linearIntegral: number;
  /** First status of the worst severity. */
  worstStatus: number;
  /** Status of all samples is 0. */
  isAllGood: boolean;
}

const FIRST_UNCERTAIN = 0x4000_0000;
const US_PER_SECOND = 1e6;

/** Summarises samples of one tag in order of time. @param summary - receives it */
export function summarize(
  samples: Pick<SampleBatch, 'time' | 'status'> & ValueColumns,
  from: number,
  to: number,
  summary: Summary,
): void {
  const { time, value, status } = samples;
  let goodCount = 0;
  let goodUs = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  let total = 0;
  let stepIntegral = 0;
  let linearIntegral = 0;
  let worst = status[from]!;
  let statusBits = 0;
  let lastTime = 0;
  let lastValue = 0;
  let lastCounts = false;
  for (let at = from; at < to; at++) {
    const now = time[at]!;
    const number = value[at]!;
    const code = status[at]!;
    statusBits |= code;
    if (code >>> 30 > worst >>> 30) worst = code;
    const counts = code >= 0 && code < FIRST_UNCERTAIN && number === number;
    // Of no time, infinity would make the integral no number.
    if (lastCounts && now > lastTime) {
      const elapsed = now - lastTime;
      goodUs += elapsed;
      stepIntegral += lastValue * elapsed;
      linearIntegral += counts ? ((lastValue + number) / 2) * elapsed : lastValue * elapsed;
    }
    if (counts) {
      goodCount++;
      total += number;
      if (number < minimum) minimum = number;
      if (number > maximum) maximum = number;
    }
    lastTime = now;
    lastValue = number;
    lastCounts = counts;
  }
  summary.goodCount = goodCount;
  summary.goodUs = goodUs;
  summary.minimum = minimum;
  summary.maximum = maximum;
  summary.total = total;
  summary.squaredDeviation = squaredDeviation(samples, from, to, total / goodCount);
  summary.stepIntegral = stepIntegral / US_PER_SECOND;
  summary.linearIntegral = linearIntegral / US_PER_SECOND;
  summary.worstStatus = worst;
  summary.isAllGood = statusBits === 0;
}

function squaredDeviation(
  { value, status }: Pick<SampleBatch, 'status'> & ValueColumns,
  from: number,
  to: number,
  mean: number,
): number {
  let sum = 0;
  for (let at = from; at < to; at++) {
    const number = value[at]!;
    const code = status[at]!;
    if (code >= 0 && code < FIRST_UNCERTAIN && number === number) sum += (number - mean) ** 2;
  }
  return sum;
}
