import type { SampleBatch } from '@varve/protocols';
import { chooseTimes, type TimeShape } from './choose-times.ts';
import { chooseValues, type ValueColumns, type ValueShape } from './choose-values.ts';
import { ElementType, SEGMENTS_TARGET } from './segments-target.ts';
import { summarize, type Summary } from './summarize.ts';
import {
  putArrayHead,
  putDouble,
  putFieldCount,
  putFloat64,
  putInt32,
  putInt64,
  putIntegerElement,
  putNull,
  putSingles,
  putTimestamp,
  reserveBytes,
  type TupleWriter,
} from '../copy/tuple-writer.ts';

/** Samples as a segment is made of them. */
export interface SegmentColumns extends Pick<SampleBatch, 'time' | 'status'>, ValueColumns {}

/**
 * Writes samples of one tag, in order of time and within a UTC day, as one tuple of a binary COPY into `timeseries.segments`.
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

/** All that is not an array, with its lengths; and the heads of two arrays of numbers and two of statuses. */
const MOST_FIXED_BYTES = 2 + 27 * 12 + 4 * 24;
/** An offset of 8 bytes, a value of 8 bytes, a status and its length. */
const MOST_SAMPLE_BYTES = 12 + 12 + 8 + 8;

/** Makes an encoder: its scratch memory is used again for every segment. */
export function createSegmentEncoder(): SegmentEncoder {
  const times: TimeShape = { stepUs: 0, unitUs: 1, offsetBytes: 0, hasRepetitions: false };
  const values: ValueShape = { kind: 'constant', scale: 1, nullCount: 0 };
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
    isAllGood: true,
  };
  return (tuples, samples, run) => {
    const { from, to } = run;
    chooseTimes(samples, from, to, times);
    if (times.hasRepetitions && repeatsSample(samples, from, to)) return false;
    chooseValues(samples, from, to, values);
    summarize(samples, from, to, summary);
    reserveBytes(tuples, MOST_FIXED_BYTES + (to - from) * MOST_SAMPLE_BYTES);
    writeFixed(tuples, samples, run, { times, values, summary });
    writeOffsets(tuples, samples, run, times);
    writeValues(tuples, samples, run, values);
    writeStatuses(tuples, samples, run, summary);
    return true;
  };
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

function writeFixed(
  tuples: TupleWriter,
  { time, value, isNull }: SegmentColumns,
  { from, to, tagId }: SampleRun,
  { times, values, summary }: Choices,
): void {
  const last = to - 1;
  const counts = summary.goodCount > 0;
  const isScaled = values.kind === 'int2' || values.kind === 'int4';
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
  if (isScaled) putFloat64(tuples, values.scale);
  else putNull(tuples);
  putInt32(tuples, tagId);
  putInt32(tuples, to - from);
  putInt32(tuples, summary.goodCount);
  putInt32(tuples, summary.worstStatus);
  putInt32(tuples, times.unitUs);
}

function writeOffsets(
  tuples: TupleWriter,
  { time }: SegmentColumns,
  { from, to }: SampleRun,
  { stepUs, unitUs, offsetBytes }: TimeShape,
): void {
  for (const bytes of [2, 4, 8] as const) {
    if (bytes !== offsetBytes) {
      putNull(tuples);
      continue;
    }
    const first = time[from]!;
    putArrayHead(tuples, {
      type: OFFSET_TYPES[bytes],
      elementCount: to - from,
      elementBytes: bytes,
      nullCount: 0,
    });
    for (let at = from; at < to; at++) {
      putIntegerElement(tuples, bytes, (time[at]! - first - (at - from) * stepUs) / unitUs);
    }
  }
}

const OFFSET_TYPES = { 2: ElementType.int2, 4: ElementType.int4, 8: ElementType.int8 } as const;

function writeValues(
  tuples: TupleWriter,
  samples: SegmentColumns,
  run: SampleRun,
  shape: ValueShape,
): void {
  for (const kind of ['int2', 'int4', 'float4', 'float8'] as const) {
    if (kind !== shape.kind) putNull(tuples);
    else if (kind === 'float4' || kind === 'float8') writeFloats(tuples, samples, run, shape);
    else writeIntegers(tuples, samples, run, shape);
  }
}

function writeFloats(
  tuples: TupleWriter,
  { value, isNull }: SegmentColumns,
  { from, to }: SampleRun,
  { kind, nullCount }: ValueShape,
): void {
  const bytes = kind === 'float4' ? 4 : 8;
  const type = kind === 'float4' ? ElementType.float4 : ElementType.float8;
  putArrayHead(tuples, { type, elementCount: to - from, elementBytes: bytes, nullCount });
  if (nullCount === 0 && kind === 'float4') {
    putSingles(tuples, value, from, to);
    return;
  }
  for (let at = from; at < to; at++) {
    if (nullCount > 0 && isNull![at] === 1) putNull(tuples);
    else if (kind === 'float4') putSingles(tuples, value, at, at + 1);
    else putDouble(tuples, value, at);
  }
}

function writeIntegers(
  tuples: TupleWriter,
  { value, isNull }: SegmentColumns,
  { from, to }: SampleRun,
  { kind, nullCount, scale }: ValueShape,
): void {
  const bytes = kind === 'int2' ? 2 : 4;
  const type = kind === 'int2' ? ElementType.int2 : ElementType.int4;
  putArrayHead(tuples, { type, elementCount: to - from, elementBytes: bytes, nullCount });
  for (let at = from; at < to; at++) {
    if (nullCount > 0 && isNull![at] === 1) putNull(tuples);
    else
      putIntegerElement(
        tuples,
        bytes,
        Math.round(scale < 1 ? value[at]! / scale : value[at]! * scale),
      );
  }
}

/** Statuses as codes and how often each comes in a row; none where all are 0. */
function writeStatuses(
  tuples: TupleWriter,
  { status }: SegmentColumns,
  { from, to }: SampleRun,
  { isAllGood }: Summary,
): void {
  if (isAllGood) {
    putNull(tuples);
    putNull(tuples);
    return;
  }
  let runs = 1;
  for (let at = from + 1; at < to; at++) if (status[at] !== status[at - 1]) runs++;
  const head = { type: ElementType.int4, elementCount: runs, elementBytes: 4, nullCount: 0 };
  putArrayHead(tuples, head);
  for (let at = from; at < to; at++) {
    if (at === from || status[at] !== status[at - 1]) putInt32(tuples, status[at]!);
  }
  putArrayHead(tuples, head);
  let start = from;
  for (let at = from + 1; at <= to; at++) {
    if (at < to && status[at] === status[at - 1]) continue;
    putInt32(tuples, at - start);
    start = at;
  }
}
