import type { FunctionCode } from './function-code.ts';

/** A range of registers or bits that one request reads. */
export interface ReadRequest {
  readonly unitId: number;
  readonly functionCode: FunctionCode;
  /** First register or bit, counted from 0. */
  readonly address: number;
  /** Count of registers or bits. */
  readonly quantity: number;
}

/** Bytes of a read request's protocol data unit. */
export const READ_REQUEST_BYTES = 5;

/**
 * Packs a request.
 *
 * Source: MODBUS Application Protocol V1.1b3, sections 6.1 to 6.4.
 *
 * @returns the protocol data unit: function, address and quantity, big-endian; shape (5)
 */
export function packReadRequest({ functionCode, address, quantity }: ReadRequest): Uint8Array {
  return Uint8Array.of(functionCode, address >> 8, address & 0xff, quantity >> 8, quantity & 0xff);
}
