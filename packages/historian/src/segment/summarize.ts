import type { ValueColumns } from './choose-values.ts';
import type { SampleBatch } from '@varve/protocols';

/**
 * Summary of a run, for questions that need not open it. A value counts when it is a finite number and its status Good. Sums are not finite where no
 * double holds them.
 */
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

/** Columns of a run. */
type Run = Pick<SampleBatch, 'time' | 'status'> & ValueColumns;

/** Summarises samples of one tag in order of time. @param summary - receives it */
export function summarize(samples: Run, from: number, to: number, summary: Summary): void {
  summary.isAllGood = isAllGood(samples, from, to);
  // Nearly all runs count as a whole; where one does not, its sums say so by not being finite.
  if (summary.isAllGood && summarizeNumbers(samples, from, to, summary)) return;
  summarizeAny(samples, from, to, summary);
}

function isAllGood({ status }: Run, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (status[at] !== 0) return false;
  return true;
}

/** Summarises samples that all are Good. @returns false, and the summary is not to be used, unless all are finite numbers */
function summarizeNumbers(
  { time, value }: Run,
  from: number,
  to: number,
  summary: Summary,
): boolean {
  let lastTime = time[from]!;
  let lastValue = value[from]!;
  let minimum = lastValue;
  let maximum = lastValue;
  // As a sum from zero has it: of -0 alone, 0.
  let total = 0 + lastValue;
  let stepIntegral = 0;
  let linearIntegral = 0;
  for (let at = from + 1; at < to; at++) {
    const now = time[at]!;
    const number = value[at]!;
    const elapsed = now - lastTime;
    stepIntegral += lastValue * elapsed;
    linearIntegral += ((lastValue + number) / 2) * elapsed;
    total += number;
    if (number < minimum) minimum = number;
    if (number > maximum) maximum = number;
    lastTime = now;
    lastValue = number;
  }
  if (!Number.isFinite(total) || !Number.isFinite(linearIntegral)) return false;
  summary.goodCount = to - from;
  summary.goodUs = lastTime - time[from]!;
  summary.minimum = minimum;
  summary.maximum = maximum;
  summary.total = total;
  const mean = total / (to - from);
  let squares = 0;
  for (let at = from; at < to; at++) squares += (value[at]! - mean) ** 2;
  summary.squaredDeviation = squares;
  summary.stepIntegral = stepIntegral / US_PER_SECOND;
  summary.linearIntegral = linearIntegral / US_PER_SECOND;
  summary.worstStatus = 0;
  return true;
}

function summarizeAny(samples: Run, from: number, to: number, summary: Summary): void {
  const { time, value, status } = samples;
  let goodCount = 0;
  let goodUs = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  let total = 0;
  let stepIntegral = 0;
  let linearIntegral = 0;
  let worst = status[from]!;
  let lastTime = 0;
  let lastValue = 0;
  let lastCounts = false;
  for (let at = from; at < to; at++) {
    const now = time[at]!;
    const number = value[at]!;
    const code = status[at]!;
    if (code >>> 30 > worst >>> 30) worst = code;
    const counts = code >= 0 && code < FIRST_UNCERTAIN && Number.isFinite(number);
    // A mean beyond all numbers, times no time, would not be a number.
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
}

function squaredDeviation({ value, status }: Run, from: number, to: number, mean: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) {
    const number = value[at]!;
    const code = status[at]!;
    if (code >= 0 && code < FIRST_UNCERTAIN && Number.isFinite(number)) sum += (number - mean) ** 2;
  }
  return sum;
}
