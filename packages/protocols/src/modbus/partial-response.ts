import { isBitFunction, type FunctionCode } from './function-code.ts';
import type { ReadRequest } from './read-request.ts';
import { responseDataBytes } from './read-response-data.ts';

/**
 * A response joined from the answers to parts of a request, of which some are missing. The format is Varve's own:
 *
 *     uint8 function + 64 | uint16 missing ranges | data | per missing range: uint16 first, uint16 count, int32 status
 *
 * big-endian; `first` counts registers, or bits of a bit table, from the request's address. The data of a missing range are 0.
 */
export interface PartialResponse {
  readonly parts: readonly ResponsePart[];
  readonly missing: readonly MissingRange[];
}

/** An answered part. */
interface ResponsePart {
  /** Registers or bits from the request's address on. */
  readonly first: number;
  readonly count: number;
  /** Big-endian registers, or bits from the least significant on. */
  readonly data: Uint8Array;
}

/** Registers of a value, or bits in a table of bits; counted from its request's address. */
export interface Extent {
  readonly first: number;
  /** The one behind the last. */
  readonly end: number;
}

/** A missing part. */
export interface MissingRange {
  readonly first: number;
  readonly count: number;
  /** The reason, as a Bad status. */
  readonly status: number;
}

// No device's answer has this bit: its function code was compared with the request's.
const PARTIAL_BIT = 0x40;
const HEADER_BYTES = 3;
const RANGE_BYTES = 8;

/** Packs a partial response to a request. */
export function packPartialResponse(
  request: ReadRequest,
  { parts, missing }: PartialResponse,
): Uint8Array {
  const { functionCode, quantity } = request;
  const dataBytes = responseDataBytes(functionCode, quantity);
  const payload = new Uint8Array(HEADER_BYTES + dataBytes + missing.length * RANGE_BYTES);
  payload.set([functionCode | PARTIAL_BIT, missing.length >> 8, missing.length & 0xff]);
  const data = payload.subarray(HEADER_BYTES, HEADER_BYTES + dataBytes);
  for (const part of parts) {
    if (isBitFunction(functionCode)) copyBits(part, data);
    else data.set(part.data, 2 * part.first);
  }
  const view = new DataView(payload.buffer, HEADER_BYTES + dataBytes);
  for (const [index, { first, count, status }] of missing.entries()) {
    view.setUint16(index * RANGE_BYTES, first);
    view.setUint16(index * RANGE_BYTES + 2, count);
    view.setInt32(index * RANGE_BYTES + 4, status);
  }
  return payload;
}

/** Whether the payload of a frame is a partial response to a function. */
export function isPartialResponse(
  bytes: Uint8Array,
  start: number,
  functionCode: FunctionCode,
): boolean {
  return bytes[start] === (functionCode | PARTIAL_BIT);
}

/** Gives the index at which the data of a partial response begin. */
export function partialDataStart(payloadStart: number): number {
  return payloadStart + HEADER_BYTES;
}

/** Reads the missing ranges of a partial response whose data begin at `dataStart`. */
export function missingRanges(
  view: DataView,
  dataStart: number,
  { functionCode, quantity }: ReadRequest,
): MissingRange[] {
  const from = dataStart + responseDataBytes(functionCode, quantity);
  return Array.from({ length: view.getUint16(dataStart - 2) }, (_, index) => {
    const at = from + index * RANGE_BYTES;
    return {
      first: view.getUint16(at),
      count: view.getUint16(at + 2),
      status: view.getInt32(at + 4),
    };
  });
}

function copyBits({ first, count, data }: ResponsePart, to: Uint8Array): void {
  for (let bit = 0; bit < count; bit++) {
    if (((data[bit >> 3]! >> (bit & 7)) & 1) === 0) continue;
    const at = first + bit;
    to[at >> 3]! |= 1 << (at & 7);
  }
}
