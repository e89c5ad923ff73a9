import type { SampleBatch } from '@varve/protocols';
import { chooseTimes, type TimeShape } from './choose-times.ts';
import { chooseValues, type ValueColumns, type ValueShape } from './choose-values.ts';
import type { NumberSpace } from './number-space.ts';
import { planNumbers, putNumbers } from './put-numbers.ts';
import { planWideNumbers, putWideNumbers } from './put-wide-numbers.ts';
import { NumberKind, type Packing } from './packing.ts';
import { MOST_SAMPLES_PER_SEGMENT, SEGMENTS_TARGET } from './segments-target.ts';
import { putStatuses } from './put-statuses.ts';
import { scanRun, summarize, type RunScan, type Summary } from './summarize.ts';
import {
  putDouble,
  putFieldCount,
  putFloat64,
  putInt32,
  putInt64,
  putNull,
  putTimestamp,
  reserveBytes,
  type TupleWriter,
} from '../copy/tuple-writer.ts';

/** Samples as a segment is made of them. */
export interface SegmentColumns extends Pick<SampleBatch, 'time' | 'status'>, ValueColumns {}

/**
 * Writes samples of one tag, in order of time and within a UTC week, as one tuple of a binary COPY into `timeseries.segments`; 10,000 at most.
 *
 * @returns false, and nothing is written, when two samples have one time and everything else alike: a segment has each once
 */
export type SegmentEncoder = (
  tuples: TupleWriter,
  samples: SegmentColumns,
  run: SampleRun,
) => boolean;

/** Where samples of one tag lie. */
export interface SampleRun {
  readonly from: number;
  readonly to: number;
  /** The database's id. */
  readonly tagId: number;
}

/** All columns, of which none but arrays and packed numbers takes more than 8 bytes and its length. */
const FIXED_BYTES = 2 + SEGMENTS_TARGET.columns.length * 12;

/** Makes an encoder: its scratch memory is used again for every segment. */
export function createSegmentEncoder(): SegmentEncoder {
  const [timeSpace, valueSpace] = [createNumberSpace(), createNumberSpace()];
  const scan: RunScan = {
    isRegular: true,
    stepUs: 1,
    isSingle: true,
    isAllGood: true,
    minimum: 0,
    maximum: 0,
    middle: 0,
  };
  const times: TimeShape = { stepUs: 1, unitUs: 1, kind: undefined, packing: undefined };
  const values: ValueShape = { kind: undefined, scale: undefined, nullCount: 0 };
  const summary: Summary = {
    goodCount: 0,
    goodUs: 0,
    minimum: 0,
    maximum: 0,
    total: 0,
    squaredDeviation: 0,
    stepIntegral: 0,
    linearIntegral: 0,
    worstStatus: 0,
  };
  return (tuples, samples, run) => {
    const { from, to } = run;
    const count = to - from;
    scanRun(samples, from, to, scan);
    if (!scan.isRegular && repeatsSample(samples, from, to)) return false;
    chooseTimes(samples, run, { scan, shape: times, space: timeSpace });
    chooseValues(samples, run, { scan, shape: values, space: valueSpace });
    summarize(samples, run, scan, summary);
    reserveBytes(tuples, FIXED_BYTES);
    putFixed(tuples, samples, run, { times, values, summary });
    if (times.packing === undefined) putNull(tuples);
    else putPacked(tuples, times.kind!, timeSpace, { count, packing: times.packing });
    if (values.kind === undefined) putNull(tuples);
    else putPacked(tuples, values.kind, valueSpace, { count, packing: undefined });
    putStatuses(tuples, samples, run, {
      isAllGood: scan.isAllGood,
      hasNulls: values.nullCount > 0 && values.kind !== undefined,
    });
    return true;
  };
}

function createNumberSpace(): NumberSpace {
  return {
    numbers: new Int32Array(MOST_SAMPLES_PER_SEGMENT),
    low: new Int32Array(MOST_SAMPLES_PER_SEGMENT),
    high: new Int32Array(MOST_SAMPLES_PER_SEGMENT),
  };
}

function putPacked(
  tuples: TupleWriter,
  kind: NumberKind,
  space: NumberSpace,
  { count, packing }: { readonly count: number; readonly packing: Packing | undefined },
): void {
  if (kind < NumberKind.wideDecimal) {
    const { numbers } = space;
    const { transform } = packing ?? planNumbers(numbers, count);
    putNumbers(tuples, { kind, numbers, count }, transform);
  } else {
    const { transform } = packing ?? planWideNumbers(space, count);
    putWideNumbers(tuples, { ...space, kind, count }, transform);
  }
}

/** Few samples share a time: each is compared with those before it. */
function repeatsSample(samples: SegmentColumns, from: number, to: number): boolean {
  const { time } = samples;
  for (let at = from + 1; at < to; at++) {
    for (let before = at - 1; before >= from && time[before] === time[at]; before--) {
      if (isSameSample(samples, before, at)) return true;
    }
  }
  return false;
}

/** Whether two samples of one time are one, as SQL compares: NaN is NaN, 0 is -0, and NULL is nothing else. */
export function isSameSample(
  { value, status, isNull }: SegmentColumns,
  one: number,
  other: number,
): boolean {
  if (status[one] !== status[other] || isNull?.[one] !== isNull?.[other]) return false;
  const number = value[one]!;
  return number === value[other] || (number !== number && value[other] !== value[other]);
}

interface Choices {
  readonly times: TimeShape;
  readonly values: ValueShape;
  readonly summary: Summary;
}

function putFixed(
  tuples: TupleWriter,
  { time, value, isNull }: SegmentColumns,
  { from, to, tagId }: SampleRun,
  { times, values, summary }: Choices,
): void {
  const last = to - 1;
  const counts = summary.goodCount > 0;
  putFieldCount(tuples, SEGMENTS_TARGET.columns.length);
  putTimestamp(tuples, time[from]!);
  putTimestamp(tuples, time[last]!);
  putInt64(tuples, times.stepUs);
  putInt64(tuples, summary.goodUs);
  for (const known of [
    summary.minimum,
    summary.maximum,
    summary.total,
    summary.squaredDeviation,
    summary.stepIntegral,
    summary.linearIntegral,
  ]) {
    if (counts && Number.isFinite(known)) putFloat64(tuples, known);
    else putNull(tuples);
  }
  for (const at of [from, last]) {
    if (isNull !== undefined && isNull[at] === 1) putNull(tuples);
    else putDouble(tuples, value, at);
  }
  if (values.scale === undefined) putNull(tuples);
  else putFloat64(tuples, values.scale);
  putInt32(tuples, tagId);
  putInt32(tuples, to - from);
  putInt32(tuples, summary.goodCount);
  putInt32(tuples, summary.worstStatus);
  putInt32(tuples, times.unitUs);
}
