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
}

const FIRST_UNCERTAIN = 0x4000_0000;
const US_PER_SECOND = 1e6;

/** Columns of a run. */
type Run = Pick<SampleBatch, 'time' | 'status'> & ValueColumns;

/** Facts that one look at a run finds. */
export interface RunScan {
  /** All samples follow one another by the same time, which is more than 0; microseconds. */
  isRegular: boolean;
  stepUs: number;
  /** Single precision holds all values, and all are numbers. */
  isSingle: boolean;
  /** Status of all samples is 0. */
  isAllGood: boolean;
  minimum: number;
  maximum: number;
  /** Sum of the values between the first and the last. */
  middle: number;
}

/** Looks at samples of one tag in order of time. @param scan - receives what is found */
export function scanRun(
  { time, value, status }: Run,
  from: number,
  to: number,
  scan: RunScan,
): void {
  const first = value[from]!;
  const stepUs = to - from === 1 ? 1 : time[from + 1]! - time[from]!;
  let isRegular = stepUs > 0;
  let isSingle = Math.fround(first) === first;
  let statuses = status[from]!;
  let minimum = first;
  let maximum = first;
  let sum = 0;
  let middle = 0;
  let lastTime = time[from]!;
  for (let at = from + 1; at < to; at++) {
    const now = time[at]!;
    const number = value[at]!;
    if (now - lastTime !== stepUs) isRegular = false;
    lastTime = now;
    statuses |= status[at]!;
    if (Math.fround(number) !== number) isSingle = false;
    if (number < minimum) minimum = number;
    if (number > maximum) maximum = number;
    middle = sum;
    sum += number;
  }
  scan.isRegular = isRegular;
  scan.stepUs = stepUs;
  scan.isSingle = isSingle;
  scan.isAllGood = statuses === 0;
  scan.minimum = minimum;
  scan.maximum = maximum;
  scan.middle = middle;
}

/** Summarises samples of one tag in order of time. @param summary - receives it */
export function summarize(
  samples: Run,
  { from, to }: Stretch,
  scan: RunScan,
  summary: Summary,
): void {
  // Nearly all runs count as a whole; where one does not, its sums say so by not being finite.
  if (scan.isAllGood && summarizeNumbers(samples, { from, to }, scan, summary)) return;
  summarizeAny(samples, from, to, summary);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Summarises samples that all are Good. @returns false, and the summary is not to be used, unless all are finite numbers */
function summarizeNumbers(
  samples: Run,
  { from, to }: Stretch,
  scan: RunScan,
  summary: Summary,
): boolean {
  const { time, value } = samples;
  const first = value[from]!;
  const last = value[to - 1]!;
  // As a sum from zero has it: of -0 alone, 0.
  const total = to - from === 1 ? 0 + first : 0 + first + scan.middle + last;
  if (!Number.isFinite(total)) return false;
  if (scan.isRegular) {
    const isLone = to - from === 1;
    summary.stepIntegral = isLone ? 0 : (first + scan.middle) * scan.stepUs;
    summary.linearIntegral = isLone ? 0 : (first / 2 + scan.middle + last / 2) * scan.stepUs;
  } else integrate(samples, from, to, summary);
  if (!Number.isFinite(summary.stepIntegral) || !Number.isFinite(summary.linearIntegral))
    return false;
  summary.stepIntegral /= US_PER_SECOND;
  summary.linearIntegral /= US_PER_SECOND;
  summary.goodCount = to - from;
  summary.goodUs = time[to - 1]! - time[from]!;
  summary.minimum = scan.minimum;
  summary.maximum = scan.maximum;
  summary.total = total;
  const mean = total / (to - from);
  let squares = 0;
  for (let at = from; at < to; at++) {
    const deviation = value[at]! - mean;
    squares += deviation * deviation;
  }
  summary.squaredDeviation = squares;
  summary.worstStatus = 0;
  return true;
}

function integrate({ time, value }: Run, from: number, to: number, summary: Summary): void {
  let lastTime = time[from]!;
  let lastValue = value[from]!;
  let stepIntegral = 0;
  let linearIntegral = 0;
  for (let at = from + 1; at < to; at++) {
    const elapsed = time[at]! - lastTime;
    const number = value[at]!;
    stepIntegral += lastValue * elapsed;
    linearIntegral += ((lastValue + number) / 2) * elapsed;
    lastTime = time[at]!;
    lastValue = number;
  }
  summary.stepIntegral = stepIntegral;
  summary.linearIntegral = linearIntegral;
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
