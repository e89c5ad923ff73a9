import { reserveSamples, type SampleColumns } from '../copy/sample-columns.ts';
import { TWO_TO_32 } from '../copy/copy-format.ts';
import type { NumberSpace } from './number-space.ts';
import { NumberKind } from './packing.ts';
import { readValues } from './read-values.ts';
import {
  FIELD,
  findFields,
  int64At,
  segmentFields,
  timeAt,
  type SegmentTuple,
} from './segment-fields.ts';
import { MOST_SAMPLES_PER_SEGMENT, type SegmentColumn } from './segments-target.ts';
import { unpackNumbers, type PackedField } from './unpack-numbers.ts';
import { unpackWideNumbers } from './unpack-wide-numbers.ts';

const ARRAY_HEAD_BYTES = 20;

/** Reads the samples of segments out of tuples of COPY's binary format. */
export interface SegmentDecoder {
  /**
   * Appends the samples of the segment whose tuple begins at an offset.
   *
   * @returns where the next tuple begins
   * @throws Error when it is no tuple of `timeseries.segments`, or its packed numbers are none
   */
  decode(tuples: Uint8Array, at: number, into: SampleColumns): number;
}

/** Where samples of a segment go, and the memory that its numbers pass through. */
interface Opening {
  readonly into: SampleColumns;
  readonly start: number;
  readonly space: NumberSpace;
}

/** Makes a decoder: its scratch memory is used again for every segment. */
export function createSegmentDecoder(): SegmentDecoder {
  const fields = segmentFields();
  const space: NumberSpace = {
    numbers: new Int32Array(MOST_SAMPLES_PER_SEGMENT),
    low: new Int32Array(MOST_SAMPLES_PER_SEGMENT),
    high: new Int32Array(MOST_SAMPLES_PER_SEGMENT),
  };
  return {
    decode(tuples, at, into) {
      const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
      const end = findFields(view, at, fields);
      const count = view.getInt32(fields[FIELD.sample_count]!);
      if (count < 1 || count > MOST_SAMPLES_PER_SEGMENT)
        throw new Error(`a segment: expected 1 to 10,000 samples, got ${count}`);
      const start = into.length;
      reserveSamples(into, start + count);
      into.length = start + count;
      into.tag.fill(view.getInt32(fields[FIELD.tag_id]!), start, into.length);
      const tuple = { view, fields };
      try {
        open(tuple, { into, start, space });
      } catch (error) {
        into.length = start;
        throw namedFailure(tuple, error);
      }
      return end;
    },
  };
}

function open(tuple: SegmentTuple, opening: Opening): void {
  openTimes(tuple, opening);
  openValues(tuple, opening);
  openStatuses(tuple, opening);
}

/** Says which segment cannot be opened. */
function namedFailure({ view, fields }: SegmentTuple, cause: unknown): Error {
  const tagId = view.getInt32(fields[FIELD.tag_id]!);
  const first = new Date(timeAt(view, fields[FIELD.first_time]!) / 1_000).toISOString();
  const why = (cause as Error).message;
  return new Error(`the segment of tag ${tagId} from ${first} on cannot be opened: ${why}`, {
    cause,
  });
}

/** A field of packed numbers; undefined where it is null. */
function packedField(
  { view, fields }: SegmentTuple,
  column: SegmentColumn,
): PackedField | undefined {
  const at = fields[FIELD[column]]!;
  return at === -1 ? undefined : { view, at, byteCount: view.getInt32(at - 4) };
}

/** @returns the kind of the numbers @throws Error when there is no such kind, or the bytes are none of it */
function unpack(field: PackedField, count: number, space: NumberSpace): NumberKind {
  const kind = field.byteCount > 0 ? field.view.getUint8(field.at) : 0;
  if (kind < NumberKind.decimal || kind > NumberKind.double)
    throw new Error(`packed numbers: expected a kind from 1 to 5, got ${kind}`);
  if (kind < NumberKind.wideDecimal) unpackNumbers(field, count, space.numbers);
  else unpackWideNumbers(field, count, space);
  return kind as NumberKind;
}

function openTimes(tuple: SegmentTuple, { into, start, space }: Opening): void {
  const { view, fields } = tuple;
  const { time, length } = into;
  const first = timeAt(view, fields[FIELD.first_time]!);
  const stepUs = int64At(view, fields[FIELD.step_us]!);
  const unitUs = view.getInt32(fields[FIELD.unit_us]!);
  const field = packedField(tuple, 'times');
  if (field === undefined) {
    for (let place = start; place < length; place++) time[place] = first + (place - start) * stepUs;
    return;
  }
  const kind = unpack(field, length - start, space);
  const isWide = kind === NumberKind.wideDecimal;
  if (!isWide && kind !== NumberKind.decimal)
    throw new Error(`times: expected the kind 1 or 4, got ${kind}`);
  const { numbers, low, high } = space;
  for (let place = start; place < length; place++) {
    const at = place - start;
    const offset = isWide ? high[at]! * TWO_TO_32 + (low[at]! >>> 0) : numbers[at]!;
    // Added last: after 2255 a double does not hold every microsecond between two times that it holds.
    time[place] = first + (at * stepUs + offset * unitUs);
  }
}

function openValues(tuple: SegmentTuple, { into, start, space }: Opening): void {
  const { view, fields } = tuple;
  into.isNull.fill(0, start, into.length);
  const field = packedField(tuple, 'packed');
  if (field === undefined) {
    openConstant(view, fields[FIELD.first_value]!, into, start);
    return;
  }
  const kind = unpack(field, into.length - start, space);
  const scaleAt = fields[FIELD.scale]!;
  if (scaleAt === -1 && isDecimal(kind)) throw new Error('packed: decimals have no scale');
  const scale = scaleAt === -1 ? 1 : view.getFloat64(scaleAt);
  readValues({ kind, scale, space }, into, start);
}

function isDecimal(kind: NumberKind): boolean {
  return kind !== NumberKind.single && kind !== NumberKind.double;
}

function openConstant(
  view: DataView,
  at: number,
  { value, isNull, length }: SampleColumns,
  start: number,
): void {
  if (at === -1) {
    isNull.fill(1, start, length);
    value.fill(Number.NaN, start, length);
    return;
  }
  // Bit by bit: what a NaN carries is kept.
  const bits = new DataView(value.buffer, value.byteOffset);
  for (let place = start; place < length; place++) {
    bits.setUint32(8 * place + 4, view.getUint32(at), true);
    bits.setUint32(8 * place, view.getUint32(at + 4), true);
  }
}

function openStatuses(tuple: SegmentTuple, { into, start }: Pick<Opening, 'into' | 'start'>): void {
  const { view, fields } = tuple;
  const { value, isNull, status, length } = into;
  const codesAt = fields[FIELD.status_codes]!;
  if (codesAt === -1) {
    status.fill(0, start, length);
    return;
  }
  const lengthsAt = fields[FIELD.status_lengths]!;
  const nullsAt = fields[FIELD.status_nulls]!;
  const runCount = elementCount(tuple, 'status_codes', 4);
  if (elementCount(tuple, 'status_lengths', 4) !== runCount)
    throw new Error('statuses: expected as many lengths as codes');
  if (nullsAt !== -1 && elementCount(tuple, 'status_nulls', 1) !== runCount)
    throw new Error('statuses: expected as many nulls as codes');
  let place = start;
  for (let run = 0; run < runCount; run++) {
    const at = ARRAY_HEAD_BYTES + 8 * run + 4;
    const runLength = view.getInt32(lengthsAt + at);
    if (runLength < 1 || runLength > length - place) break;
    const end = place + runLength;
    status.fill(view.getInt32(codesAt + at), place, end);
    if (nullsAt !== -1 && view.getUint8(nullsAt + ARRAY_HEAD_BYTES + 5 * run + 4) === 1) {
      value.fill(Number.NaN, place, end);
      isNull.fill(1, place, end);
    }
    place = end;
  }
  if (place !== length)
    throw new Error(`statuses: the lengths do not add up to ${length - start} samples`);
}

/** Elements of an array of one dimension without nulls. @throws Error when it is none */
function elementCount(
  { view, fields }: SegmentTuple,
  column: SegmentColumn,
  bytes: number,
): number {
  const at = fields[FIELD[column]]!;
  const byteCount = at === -1 ? 0 : view.getInt32(at - 4);
  const count = byteCount < ARRAY_HEAD_BYTES ? 0 : view.getInt32(at + 12);
  if (count < 1 || byteCount !== ARRAY_HEAD_BYTES + count * (4 + bytes))
    throw new Error(`${column}: expected an array of one dimension without nulls`);
  return count;
}
