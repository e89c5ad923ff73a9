import {
  putField,
  putInt32,
  putNull,
  putText,
  putTimestamp,
  reserveBytes,
  type TupleWriter,
} from '../copy/tuple-writer.ts';
import { isStorableTime, STORABLE_TIMES } from '../tags/is-storable-time.ts';
import { putNumeric } from './put-numeric.ts';
import type { RecordColumnType } from './record-columns.ts';

/** Puts a value that is not null as a field; false, with nothing put, where it is not of the type. */
export type PutValue = (writer: TupleWriter, value: unknown) => boolean;

/** How a column's values are put, and what they have to be. */
export interface ValueCodec {
  readonly put: PutValue;
  /** `a whole number from -32768 to 32767` */
  readonly expected: string;
}

const MS_PER_DAY = 86_400_000;
/** PostgreSQL counts from 2000. */
const EPOCH_2000_DAYS = 10_957;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const JSONB_VERSION = 1;
const INT8 = { low: -(2n ** 63n), high: 2n ** 63n - 1n };

/** Puts NULL for null, undefined, and what is no number among floats: an instrument that says nothing. */
export function putValue(writer: TupleWriter, value: unknown, put: PutValue): boolean {
  if (value !== null && value !== undefined && !Number.isNaN(value)) return put(writer, value);
  putNull(writer);
  return true;
}

/** The codec of each type. Source: the `*_recv` functions of PostgreSQL 18, src/backend/utils/adt. */
export const VALUE_CODECS: Readonly<Record<RecordColumnType, ValueCodec>> = {
  timestamptz: {
    expected: STORABLE_TIMES,
    put(writer, value) {
      if (typeof value !== 'number' || !isStorableTime(value)) return false;
      putTimestamp(writer, value);
      return true;
    },
  },
  date: { expected: 'a date as 2026-11-27', put: putDate },
  float8: {
    expected: 'a number',
    put(writer, value) {
      if (typeof value !== 'number') return false;
      const at = putField(writer, 8);
      writer.view.setFloat64(at, value);
      return true;
    },
  },
  float4: {
    expected: 'a number',
    put(writer, value) {
      if (typeof value !== 'number') return false;
      const at = putField(writer, 4);
      writer.view.setFloat32(at, value);
      return true;
    },
  },
  int8: { expected: 'a whole number of 64 bits', put: putInt8 },
  int4: {
    expected: 'a whole number of 32 bits',
    put(writer, value) {
      if (typeof value !== 'number' || (value | 0) !== value) return false;
      putInt32(writer, value);
      return true;
    },
  },
  int2: {
    expected: 'a whole number of 16 bits',
    put(writer, value) {
      if (typeof value !== 'number' || (value << 16) >> 16 !== value) return false;
      const at = putField(writer, 2);
      writer.view.setInt16(at, value);
      return true;
    },
  },
  numeric: {
    expected: 'a decimal number',
    put(writer, value) {
      return typeof value === 'number' || typeof value === 'string'
        ? putNumeric(writer, String(value))
        : false;
    },
  },
  bool: {
    expected: 'true or false',
    put(writer, value) {
      if (typeof value !== 'boolean') return false;
      const at = putField(writer, 1);
      writer.view.setUint8(at, value ? 1 : 0);
      return true;
    },
  },
  text: {
    expected: 'a text',
    put(writer, value) {
      if (typeof value !== 'string') return false;
      putText(writer, value);
      return true;
    },
  },
  uuid: { expected: 'a UUID', put: putUuid },
  jsonb: { expected: 'what JSON can write', put: putJsonb },
};

function putDate(writer: TupleWriter, value: unknown): boolean {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const days = Date.parse(value) / MS_PER_DAY;
  // 31 February is no day, though Date.parse takes some such texts for the next month.
  const isDay = !Number.isNaN(days) && new Date(days * MS_PER_DAY).toISOString().startsWith(value);
  if (isDay) putInt32(writer, days - EPOCH_2000_DAYS);
  return isDay;
}

function putInt8(writer: TupleWriter, value: unknown): boolean {
  const isWhole = typeof value === 'bigint' || Number.isSafeInteger(value);
  if (!isWhole) return false;
  const whole = BigInt(value as number | bigint);
  if (whole < INT8.low || whole > INT8.high) return false;
  const at = putField(writer, 8);
  writer.view.setBigInt64(at, whole);
  return true;
}

function putUuid(writer: TupleWriter, value: unknown): boolean {
  if (typeof value !== 'string' || !UUID.test(value)) return false;
  const at = putField(writer, 16);
  writer.bytes.set(Buffer.from(value.replaceAll('-', ''), 'hex'), at);
  return true;
}

function putJsonb(writer: TupleWriter, value: unknown): boolean {
  let text: string | undefined;
  try {
    text = JSON.stringify(value) as string | undefined;
  } catch {
    // A circle, or a BigInt.
    return false;
  }
  if (text === undefined) return false;
  const start = writer.length;
  putText(writer, text);
  const end = writer.length;
  // A version stands in front of the text, within the field.
  reserveBytes(writer, 1);
  writer.bytes.copyWithin(start + 5, start + 4, end);
  writer.bytes[start + 4] = JSONB_VERSION;
  writer.view.setInt32(start, end - start - 3);
  writer.length = end + 1;
  return true;
}
