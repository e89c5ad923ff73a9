import type { ModbusDataType, ScalingDefinition } from '../definition/modbus-source-definition.ts';
import type { RunColumns } from '../sample/sample-runs.ts';
import { StatusCode } from '../sample/status-code.ts';
import { markMissing } from './mark-missing.ts';
import type { ModbusReadPlan, ModbusTagGroup } from './modbus-read-plan.ts';
import { PARTIAL, type ModbusResponses, type ResponseRange } from './modbus-responses.ts';
import { scaleByRanges } from './scale-by-ranges.ts';
import { bitDecoder, valueDecoder, type ValueDecoder } from './value-decoder.ts';
import { bitsWithNulls, withNulls } from './with-nulls.ts';

/**
 * Puts the samples of all responses of a plan into columns, tag by tag.
 *
 * @param view - over the memory that holds the responses
 * @param next - index of each tag's next sample, by its position in the historian's list; advanced
 */
export type ModbusDecoder = (
  view: DataView,
  responses: ModbusResponses,
  columns: RunColumns,
  next: Int32Array,
) => void;

/** Responses whose data are read for one tag after the other: the nearest cache holds this many. */
const MOST_AT_ONCE = 256;

/** Makes the decoder of a plan's responses: every choice is made here, none for each sample. */
export function modbusDecoder(plan: ModbusReadPlan): ModbusDecoder {
  const tags = plan.groups.flatMap(tagDecoders);
  return (view, responses, columns, next) => {
    for (let from = 0; from < responses.count;) {
      const range: ResponseRange = { view, responses, from, to: rangeEnd(responses, from) };
      const status = responses.status[from]!;
      if (status < 0) markOutages(range, plan.tags, columns, next);
      else for (const tag of tags) decodeTag(range, tag, columns, next);
      if (status === PARTIAL) markMissing(plan, range, columns, next);
      from = range.to;
    }
  };
}

/** How one tag of a plan is decoded. */
interface TagDecoder {
  /** Position of the tag in the historian's list. */
  readonly tag: number;
  readonly decode: ValueDecoder;
  /** Offset of the value from the start of the data, in bytes for numbers and in bits for bits. */
  readonly offset: number;
  /** Raw value × scale + shift. */
  readonly scale: number;
  readonly shift: number;
  /** Scaling by two ranges in place of scale and shift. */
  readonly scaling: ScalingDefinition | undefined;
  /** Whether the raw value is an integer of 64 bits, which a double may round. */
  readonly isWide: boolean;
  /** Reads NaN where registers hold no number, whatever the tag's nulls; undefined for types that always are one. */
  readonly decodeDigits: ValueDecoder | undefined;
}

const WIDE: ReadonlySet<ModbusDataType> = new Set(['int64', 'uint64', 'unix-milliseconds']);
const DECIMAL: ReadonlySet<ModbusDataType> = new Set(['bcd16', 'bcd32']);

function tagDecoders(group: ModbusTagGroup): TagDecoder[] {
  const { kind, rawType, byteOrder, tags, offsets, scales, shifts, scalings } = group;
  const decode = kind === 'bits' ? bitDecoder : valueDecoder(rawType, byteOrder);
  return group.nulls.map((nulls, index) => ({
    tag: tags[index]!,
    decode: nulls === undefined ? decode : nullDecoder(decode, nulls, kind),
    offset: offsets[index]!,
    scale: scales[index]!,
    shift: shifts[index]!,
    scaling: scalings[index],
    isWide: WIDE.has(rawType),
    decodeDigits: DECIMAL.has(rawType) ? decode : undefined,
  }));
}

function nullDecoder(
  decode: ValueDecoder,
  nulls: Float64Array,
  kind: ModbusTagGroup['kind'],
): ValueDecoder {
  return kind === 'bits' ? bitsWithNulls(decode, nulls) : withNulls(decode, nulls);
}

/** Consecutive responses are decoded together when all have data, or none has; a partial response is decoded alone. */
function rangeEnd({ status, count }: ModbusResponses, from: number): number {
  if (status[from] === PARTIAL) return from + 1;
  const most = Math.min(count, from + MOST_AT_ONCE);
  const isGood = status[from] === StatusCode.good;
  let to = from + 1;
  while (to < most && status[to] !== PARTIAL && (status[to] === StatusCode.good) === isGood) to++;
  return to;
}

function decodeTag(
  range: ResponseRange,
  tag: TagDecoder,
  columns: RunColumns,
  next: Int32Array,
): void {
  const { responses, from, to } = range;
  const { timeUs } = responses;
  const { time, value, status } = columns;
  const start = next[tag.tag]!;
  const end = start + to - from;
  next[tag.tag] = end;
  tag.decode(range, tag.offset, value, start);
  for (let at = start; at < end; at++) time[at] = timeUs[from + at - start]!;
  for (let at = start; at < end; at++) status[at] = StatusCode.good;
  if (tag.isWide) markInexact(columns, start, end);
  const { scaling } = tag;
  const isAllFinite =
    scaling === undefined
      ? scaleAll(value, start, end, tag)
      : scaleByRanges(columns, start, end, scaling);
  if (isAllFinite) return;
  const raw = new Float64Array(end - start);
  tag.decode(range, tag.offset, raw, 0);
  markFailures(columns, start, raw);
  if (tag.decodeDigits === undefined) return;
  tag.decodeDigits(range, tag.offset, raw, 0);
  markUndecodable(columns, start, raw);
}

/** Scales raw values in place. @returns whether all results are finite */
function scaleAll(
  value: Float64Array,
  start: number,
  end: number,
  { scale, shift }: TagDecoder,
): boolean {
  let isAllFinite = true;
  for (let at = start; at < end; at++) {
    const scaled = value[at]! * scale + shift;
    value[at] = scaled;
    // The difference is zero for finite numbers, and NaN for all others.
    if (scaled - scaled !== 0) isAllFinite = false;
  }
  return isAllFinite;
}

/** A double does not hold every integer from 2^53 on: the value may be the neighbour of what the device sent. */
function markInexact({ value, status }: RunColumns, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    if (Math.abs(value[at]!) > Number.MAX_SAFE_INTEGER) {
      status[at] = StatusCode.uncertainDataSubNormal;
    }
  }
}

/**
 * Makes values that are not finite Bad, without a value. A raw value of NaN or infinity is a failed sensor, and so is one of the tag's
 * nulls; a value that only its scale makes infinite is out of range.
 */
function markFailures({ value, status }: RunColumns, start: number, raw: Float64Array): void {
  for (let index = 0; index < raw.length; index++) {
    const at = start + index;
    if (Number.isFinite(value[at]!)) continue;
    value[at] = Number.NaN;
    status[at] = Number.isFinite(raw[index]!)
      ? StatusCode.badOutOfRange
      : StatusCode.badSensorFailure;
  }
}

/** Tells registers that hold no number of their type from a value that means that there is none. */
function markUndecodable({ status }: RunColumns, start: number, raw: Float64Array): void {
  for (let index = 0; index < raw.length; index++) {
    if (Number.isNaN(raw[index]!)) status[start + index] = StatusCode.badDecodingError;
  }
}

/** Gives each tag of a failed request a sample without a value. */
function markOutages(
  { responses, from, to }: ResponseRange,
  tags: Int32Array,
  { time, value, status }: RunColumns,
  next: Int32Array,
): void {
  for (const tag of tags) {
    let index = next[tag]!;
    for (let at = from; at < to; at++, index++) {
      time[index] = responses.timeUs[at]!;
      value[index] = Number.NaN;
      status[index] = responses.status[at]!;
    }
    next[tag] = index;
  }
}
