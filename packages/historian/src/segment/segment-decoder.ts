import { reserveSamples, type SampleColumns } from '../copy/sample-columns.ts';
import { EPOCH_2000_US, TWO_TO_32 } from '../copy/copy-format.ts';
import { SEGMENTS_TARGET } from './segments-target.ts';

const FIELD = Object.fromEntries(
  SEGMENTS_TARGET.columns.map((column, place) => [column, place]),
) as Readonly<Record<string, number>>;
const FIELD_COUNT = SEGMENTS_TARGET.columns.length;
const OFFSETS = [
  [FIELD['offsets_int2']!, 2],
  [FIELD['offsets_int4']!, 4],
  [FIELD['offsets_int8']!, 8],
] as const;
const VALUES = [
  [FIELD['values_int2']!, 'int2'],
  [FIELD['values_int4']!, 'int4'],
  [FIELD['values_float4']!, 'float4'],
  [FIELD['values_float8']!, 'float8'],
] as const;
const ARRAY_HEAD_BYTES = 20;

/** Reads the samples of segments out of tuples of COPY's binary format. */
export interface SegmentDecoder {
  /**
   * Appends the samples of the segment whose tuple begins at an offset.
   *
   * @returns where the next tuple begins
   * @throws Error when it is no tuple of `timeseries.segments`: a bug, since whoever gives it has checked it
   */
  decode(tuples: Uint8Array, at: number, into: SampleColumns): number;
}

/** Makes a decoder: its scratch memory is used again for every segment. */
export function createSegmentDecoder(): SegmentDecoder {
  // Where each field begins; -1 for one that is null.
  const fields = new Int32Array(FIELD_COUNT);
  return {
    decode(tuples, at, into) {
      const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
      const end = findFields(view, at, fields);
      const count = view.getInt32(fields[FIELD['sample_count']!]!);
      const start = into.length;
      reserveSamples(into, start + count);
      into.length = start + count;
      into.tag.fill(view.getInt32(fields[FIELD['tag_id']!]!), start, into.length);
      readTimes(view, fields, into, start);
      readValues(view, fields, into, start);
      readStatuses(view, fields, into, start);
      return end;
    },
  };
}

function findFields(view: DataView, start: number, fields: Int32Array): number {
  const fieldCount = view.getInt16(start);
  if (fieldCount !== FIELD_COUNT) {
    throw new Error(`a segment: expected ${FIELD_COUNT} fields, got ${fieldCount}`);
  }
  let at = start + 2;
  for (let field = 0; field < FIELD_COUNT; field++) {
    const length = view.getInt32(at);
    at += 4;
    fields[field] = length === -1 ? -1 : at;
    at += Math.max(0, length);
  }
  return at;
}

function int8At(view: DataView, at: number): number {
  return view.getInt32(at) * TWO_TO_32 + view.getUint32(at + 4);
}

function readTimes(
  view: DataView,
  fields: Int32Array,
  { time, length }: SampleColumns,
  start: number,
): void {
  const first = int8At(view, fields[FIELD['first_time']!]!) + EPOCH_2000_US;
  const stepUs = int8At(view, fields[FIELD['step_us']!]!);
  const unitUs = view.getInt32(fields[FIELD['unit_us']!]!);
  for (const [field, bytes] of OFFSETS) {
    let at = fields[field]!;
    if (at === -1) continue;
    at += ARRAY_HEAD_BYTES + 4;
    for (let place = start; place < length; place++) {
      const offset =
        bytes === 2 ? view.getInt16(at) : bytes === 4 ? view.getInt32(at) : int8At(view, at);
      // Added last: after 2255 a double does not hold every microsecond between two times that it holds.
      time[place] = first + ((place - start) * stepUs + offset * unitUs);
      at += bytes + 4;
    }
    return;
  }
  for (let place = start; place < length; place++) time[place] = first + (place - start) * stepUs;
}

function readValues(view: DataView, fields: Int32Array, into: SampleColumns, start: number): void {
  for (const [field, kind] of VALUES) {
    if (fields[field] === -1) continue;
    into.isNull.fill(0, start, into.length);
    const at = fields[field]! + ARRAY_HEAD_BYTES;
    if (kind === 'float4' || kind === 'float8') readFloats({ view, at, kind }, into, start);
    else {
      const scale = view.getFloat64(fields[FIELD['scale']!]!);
      readIntegers({ view, at, scale }, into, start);
    }
    return;
  }
  readConstant(view, fields[FIELD['first_value']!]!, into, start);
}

function readConstant(
  view: DataView,
  at: number,
  { value, isNull, length }: SampleColumns,
  start: number,
): void {
  isNull.fill(at === -1 ? 1 : 0, start, length);
  if (at === -1) {
    value.fill(Number.NaN, start, length);
    return;
  }
  const bits = new DataView(value.buffer, value.byteOffset);
  for (let place = start; place < length; place++) copyDouble(view, at, bits, 8 * place);
}

/** Bit by bit: what a NaN carries is kept. */
function copyDouble(from: DataView, at: number, to: DataView, place: number): void {
  to.setUint32(place + 4, from.getUint32(at), true);
  to.setUint32(place, from.getUint32(at + 4), true);
}

/** Where the elements of an array lie, and how they are read. */
type ElementsOf<Form> = Form & { readonly view: DataView; readonly at: number };

function readFloats(
  { view, at: firstAt, kind }: ElementsOf<{ readonly kind: 'float4' | 'float8' }>,
  { value, isNull, length }: SampleColumns,
  start: number,
): void {
  const bits = new DataView(value.buffer, value.byteOffset);
  let at = firstAt;
  for (let place = start; place < length; place++) {
    const bytes = view.getInt32(at);
    at += 4;
    if (bytes === -1) {
      value[place] = Number.NaN;
      isNull[place] = 1;
      continue;
    }
    if (kind === 'float4') value[place] = view.getFloat32(at);
    else copyDouble(view, at, bits, 8 * place);
    at += bytes;
  }
}

function readIntegers(
  { view, at: firstAt, scale }: ElementsOf<{ readonly scale: number }>,
  { value, isNull, length }: SampleColumns,
  start: number,
): void {
  let at = firstAt;
  for (let place = start; place < length; place++) {
    const bytes = view.getInt32(at);
    at += 4;
    if (bytes === -1) {
      value[place] = Number.NaN;
      isNull[place] = 1;
      continue;
    }
    const integer = bytes === 2 ? view.getInt16(at) : view.getInt32(at);
    value[place] = scale < 1 ? integer * scale : integer / scale;
    at += bytes;
  }
}

function readStatuses(
  view: DataView,
  fields: Int32Array,
  { status, length }: SampleColumns,
  start: number,
): void {
  const codesAt = fields[FIELD['status_codes']!]!;
  if (codesAt === -1) {
    status.fill(0, start, length);
    return;
  }
  const lengthsAt = fields[FIELD['status_lengths']!]!;
  const runCount = view.getInt32(codesAt + 12);
  let place = start;
  for (let run = 0; run < runCount; run++) {
    const at = ARRAY_HEAD_BYTES + 8 * run + 4;
    const end = place + view.getInt32(lengthsAt + at);
    status.fill(view.getInt32(codesAt + at), place, end);
    place = end;
  }
}
