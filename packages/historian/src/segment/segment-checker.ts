import { createSampleColumns } from '../copy/sample-columns.ts';
import { createTupleWriter, type TupleWriter } from '../copy/tuple-writer.ts';
import { createSegmentDecoder } from './segment-decoder.ts';
import { createSegmentEncoder } from './segment-encoder.ts';
import { FIELD, findFields, segmentFields, timeAt, type SegmentTuple } from './segment-fields.ts';
import { MOST_SAMPLES_PER_SEGMENT, US_PER_WEEK, type SegmentColumn } from './segments-target.ts';

/** A segment that was looked at. */
export interface CheckedSegment {
  /** The database's id. */
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly firstTimeUs: number;
  readonly sampleCount: number;
  /** The first thing that is wrong with it; undefined when nothing is. */
  readonly fault: string | undefined;
  /** Where the next tuple begins. */
  readonly end: number;
}

/** Looks at the segment whose tuple begins at an offset. @throws Error when it is no tuple of `timeseries.segments` */
export type SegmentChecker = (tuples: Uint8Array, at: number) => CheckedSegment;

/** Columns that follow from the samples of a segment without a choice of the encoder. Sums may have been added up in another order. */
const EXACT = [
  'last_time',
  'good_us',
  'minimum',
  'maximum',
  'first_value',
  'last_value',
  'good_count',
  'worst_status',
  'status_codes',
  'status_lengths',
  'status_nulls',
] as const satisfies readonly SegmentColumn[];
const SUMS = [
  'total',
  'squared_deviation',
  'step_integral',
  'linear_integral',
] as const satisfies readonly SegmentColumn[];
const SUM_TOLERANCE = 1e-9;

/** Makes a checker: it opens a segment, and compares what its columns say of the samples with what the samples say. */
export function createSegmentChecker(): SegmentChecker {
  const fields = segmentFields();
  const freshFields = segmentFields();
  const decoder = createSegmentDecoder();
  const encode = createSegmentEncoder();
  const samples = createSampleColumns(MOST_SAMPLES_PER_SEGMENT);
  const fresh = createTupleWriter(MOST_SAMPLES_PER_SEGMENT);

  function faultOf(stored: SegmentTuple, tuples: Uint8Array, at: number): string | undefined {
    samples.length = 0;
    try {
      decoder.decode(tuples, at, samples);
    } catch (error) {
      return (error as Error).message;
    }
    const disorder = disorderOf(samples);
    if (disorder !== undefined) return disorder;
    fresh.length = 0;
    if (!encode(fresh, samples, { from: 0, to: samples.length, tagId: 0 }))
      return 'has a sample twice';
    return differenceOf(stored, encodedTuple(fresh, freshFields));
  }

  return (tuples, at) => {
    const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
    const end = findFields(view, at, fields);
    return {
      tagId: view.getInt32(fields[FIELD.tag_id]!),
      firstTimeUs: timeAt(view, fields[FIELD.first_time]!),
      sampleCount: view.getInt32(fields[FIELD.sample_count]!),
      fault: faultOf({ view, fields }, tuples, at),
      end,
    };
  };
}

function disorderOf({ time, length }: { time: Float64Array; length: number }): string | undefined {
  for (let at = 1; at < length; at++) {
    if (time[at]! < time[at - 1]!) return `sample ${at} is before the one that it follows`;
  }
  const isOneWeek =
    Math.floor(time[0]! / US_PER_WEEK) === Math.floor(time[length - 1]! / US_PER_WEEK);
  return isOneWeek ? undefined : 'does not lie within a week';
}

function encodedTuple({ bytes, length }: TupleWriter, fields: Int32Array): SegmentTuple {
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  findFields(view, 0, fields);
  return { view, fields };
}

function differenceOf(stored: SegmentTuple, fresh: SegmentTuple): string | undefined {
  const different =
    EXACT.find((column) => !isSameField(stored, fresh, column)) ??
    SUMS.find((column) => !isNearlySame(numberIn(stored, column), numberIn(fresh, column)));
  return different && `${different} does not go with its samples`;
}

function isSameField(one: SegmentTuple, other: SegmentTuple, column: SegmentColumn): boolean {
  const [oneAt, otherAt] = [one.fields[FIELD[column]]!, other.fields[FIELD[column]]!];
  if (oneAt === -1 || otherAt === -1) return oneAt === otherAt;
  const length = one.view.getInt32(oneAt - 4);
  if (length !== other.view.getInt32(otherAt - 4)) return false;
  for (let byte = 0; byte < length; byte++) {
    if (one.view.getUint8(oneAt + byte) !== other.view.getUint8(otherAt + byte)) return false;
  }
  return true;
}

function numberIn({ view, fields }: SegmentTuple, column: SegmentColumn): number | undefined {
  const at = fields[FIELD[column]]!;
  return at === -1 ? undefined : view.getFloat64(at);
}

function isNearlySame(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Math.abs(one - other) <= SUM_TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
}
