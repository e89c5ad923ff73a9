import { StatusCode } from '../sample/status-code.ts';

/** A Variant: a value with its type (OPC 10000-6 v1.05, section 5.2.2.16). */
export interface TypedValue {
  readonly dataType: number;
  readonly arrayType: number;
  readonly value?: unknown;
}

/** The value that a tag takes from a Variant. */
export interface ReadValue<Value> {
  /** undefined where the Variant has none that the tag takes. */
  readonly value: Value | undefined;
  /** Status of the sample if the server says Good. */
  readonly status: number;
}

// Numbers of the built-in types (OPC 10000-6 v1.05, table 1), and of the library's array types.
const NO_TYPE = 0;
const INT64 = 8;
const UINT64 = 9;
const LOCALIZED_TEXT = 21;
const SCALAR = 0;

const NOTHING = { value: undefined, status: StatusCode.badNoData } as const;
const NOT_OURS = { value: undefined, status: StatusCode.badDecodingError } as const;

/** Reads a number or a boolean; no text, array or structure. A 64-bit integer that a double cannot hold is Uncertain (sub-normal). */
export function readNumber(variant: TypedValue | null | undefined): ReadValue<number> {
  if (isEmpty(variant)) return NOTHING;
  const { value } = variant;
  if (typeof value === 'number') return { value, status: StatusCode.good };
  if (typeof value === 'boolean') return { value: value ? 1 : 0, status: StatusCode.good };
  const exact = readInteger64(variant);
  if (exact === undefined) return NOT_OURS;
  const near = Number(exact);
  const status = BigInt(near) === exact ? StatusCode.good : StatusCode.uncertainDataSubNormal;
  return { value: near, status };
}

/** Reads a text, or a value that can be written as one; no array or structure. */
export function readText(variant: TypedValue | null | undefined): ReadValue<string> {
  if (isEmpty(variant)) return NOTHING;
  const { value } = variant;
  if (typeof value === 'string') return { value, status: StatusCode.good };
  if (value instanceof Date) return textOfTime(value);
  if (variant.dataType === LOCALIZED_TEXT && variant.arrayType === SCALAR) {
    const { text } = value as { readonly text?: string | null };
    return typeof text === 'string' ? { value: text, status: StatusCode.good } : NOTHING;
  }
  const exact = readInteger64(variant);
  if (exact !== undefined) return { value: exact.toString(), status: StatusCode.good };
  const number = readNumber(variant);
  return number.value === undefined ? NOT_OURS : { ...number, value: number.value.toString() };
}

function isEmpty(variant: TypedValue | null | undefined): variant is null | undefined {
  return (
    variant === null ||
    variant === undefined ||
    variant.dataType === NO_TYPE ||
    variant.value === null ||
    variant.value === undefined
  );
}

function textOfTime(time: Date): ReadValue<string> {
  return Number.isNaN(time.getTime())
    ? NOT_OURS
    : { value: time.toISOString(), status: StatusCode.good };
}

/** 64-bit integers come as a pair of high and low word, both without a sign. */
function readInteger64({ dataType, arrayType, value }: TypedValue): bigint | undefined {
  if ((dataType !== INT64 && dataType !== UINT64) || arrayType !== SCALAR) return undefined;
  const [high, low] = value as readonly [number, number];
  const bits = (BigInt(high) << 32n) | BigInt(low);
  return dataType === INT64 ? BigInt.asIntN(64, bits) : bits;
}
