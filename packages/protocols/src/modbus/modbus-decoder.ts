import type { RunColumns } from '../sample/sample-runs.ts';
import { StatusCode } from '../sample/status-code.ts';
import { markMissing } from './mark-missing.ts';
import { bitsWithNulls, withNulls } from './with-nulls.ts';
import type { ModbusReadPlan, ModbusTagGroup } from './modbus-read-plan.ts';
import { PARTIAL, type ModbusResponses } from './modbus-responses.ts';
import { bitDecoder, valueDecoder, type ValueDecoder } from './value-decoder.ts';

/**
 * Puts the samples of all responses of a plan into columns, tag by tag.
 *
 * @param view - over the memory that the responses lie in
 * @param places - where the next sample of each tag goes, by its position in the historian's list: moved on
 */
export type ModbusDecoder = (
  view: DataView,
  responses: ModbusResponses,
  columns: RunColumns,
  places: Int32Array,
) => void;

/** Responses whose data are read for one tag after the other: so many stay in a processor's nearest memory meanwhile. */
const MOST_AT_ONCE = 256;

/** Makes the decoder of a plan's responses: all choices are made here, none per sample. */
export function modbusDecoder(plan: ModbusReadPlan): ModbusDecoder {
  const groups = plan.groups.map((group) => ({ group, decoders: tagDecoders(group) }));
  return (view, responses, columns, places) => {
    for (let from = 0; from < responses.count;) {
      const to = stretchEnd(responses, from);
      const status = responses.status[from]!;
      if (status < 0) {
        appendOutages({ responses, from, to }, plan.tags, columns, places);
      } else {
        for (const { group, decoders } of groups) {
          decodeGroup(view, { responses, from, to }, group, decoders, columns, places);
        }
        if (status === PARTIAL) {
          markMissing(plan, view, responses.dataStart[from]!, columns, places);
        }
      }
      from = to;
    }
  };
}

/** The decoder of each tag of a group. */
function tagDecoders({ kind, rawType, byteOrder, nulls }: ModbusTagGroup): ValueDecoder[] {
  const decode = kind === 'bits' ? bitDecoder : valueDecoder(rawType, byteOrder);
  return nulls.map((ofTag) => {
    if (ofTag === undefined) return decode;
    return kind === 'bits' ? bitsWithNulls(decode, ofTag) : withNulls(decode, ofTag);
  });
}

/** Responses behind one another that all have data, or have none; one that lacks some stands alone. */
interface Stretch {
  readonly responses: ModbusResponses;
  readonly from: number;
  readonly to: number;
}

function stretchEnd({ status, count }: ModbusResponses, from: number): number {
  if (status[from] === PARTIAL) return from + 1;
  const most = Math.min(count, from + MOST_AT_ONCE);
  const isGood = status[from] === StatusCode.good;
  let to = from + 1;
  while (to < most && status[to] !== PARTIAL && (status[to] === StatusCode.good) === isGood) to++;
  return to;
}

function decodeGroup(
  view: DataView,
  { responses: { timeUs, dataStart }, from, to }: Stretch,
  { rawType, tags, offsets, scales, shifts }: ModbusTagGroup,
  decoders: readonly ValueDecoder[],
  columns: RunColumns,
  places: Int32Array,
): void {
  const { time, value, status } = columns;
  const count = to - from;
  const isWide = rawType === 'int64' || rawType === 'uint64';
  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index]!;
    const place = places[tag]!;
    places[tag] = place + count;
    decoders[index]!(view, dataStart, from, to, offsets[index]!, value, place);
    for (let at = 0; at < count; at++) time[place + at] = timeUs[from + at]!;
    for (let at = place; at < place + count; at++) status[at] = StatusCode.good;
    if (isWide) markInexact(columns, place, count);
    if (!scaleAll(value, place, count, scales[index]!, shifts[index]!)) {
      const raw = new Float64Array(count);
      decoders[index]!(view, dataStart, from, to, offsets[index]!, raw, 0);
      markFailures(columns, place, raw);
    }
  }
}

/** Raw value × scale + shift. @returns whether all are numbers, and finite */
function scaleAll(
  value: Float64Array,
  place: number,
  count: number,
  scale: number,
  shift: number,
): boolean {
  let isAllFinite = true;
  for (let at = place; at < place + count; at++) {
    const scaled = value[at]! * scale + shift;
    value[at] = scaled;
    // Zero but for what is not finite.
    if (scaled - scaled !== 0) isAllFinite = false;
  }
  return isAllFinite;
}

/** A double holds not each integer from 2^53 on: what is read may be its neighbour. */
function markInexact({ value, status }: RunColumns, place: number, count: number): void {
  for (let at = place; at < place + count; at++) {
    if (Math.abs(value[at]!) > Number.MAX_SAFE_INTEGER) {
      status[at] = StatusCode.uncertainDataSubNormal;
    }
  }
}

/**
 * A sensor that answers NaN or infinity has failed, as has one that answers that there is no value; what only its scale makes infinite is
 * out of range. The outage is stored, not the number.
 */
function markFailures({ value, status }: RunColumns, place: number, raw: Float64Array): void {
  for (let index = 0; index < raw.length; index++) {
    const at = place + index;
    if (Number.isFinite(value[at]!)) continue;
    value[at] = Number.NaN;
    status[at] = Number.isFinite(raw[index]!)
      ? StatusCode.badOutOfRange
      : StatusCode.badSensorFailure;
  }
}

/** A request that failed gives a sample without a value of each of its tags. */
function appendOutages(
  { responses, from, to }: Stretch,
  tags: Int32Array,
  { time, value, status }: RunColumns,
  places: Int32Array,
): void {
  for (const tag of tags) {
    let place = places[tag]!;
    for (let at = from; at < to; at++, place++) {
      time[place] = responses.timeUs[at]!;
      value[place] = Number.NaN;
      status[place] = responses.status[at]!;
    }
    places[tag] = place;
  }
}
