import type { ReadRequest } from './read-request.ts';
import { ProtocolError } from '../frame/protocol-error.ts';
import { StatusCode } from '../sample/status-code.ts';
import { isBitFunction, type FunctionCode } from './function-code.ts';

/** Bit that marks an answer's function code as an exception. */
export const EXCEPTION_BIT = 0x80;
const HEADER_BYTES = 2;

interface Exception {
  readonly name: string;
  readonly status: number;
}

// Exceptions 1 to 3 say that the device lacks what the configuration asks for.
const { badConfigurationError, badDeviceFailure, badNoCommunication } = StatusCode;

/** Source: MODBUS Application Protocol V1.1b3, section 7. */
const EXCEPTIONS: Readonly<Record<number, Exception>> = {
  1: { name: 'illegal function', status: badConfigurationError },
  2: { name: 'illegal data address', status: badConfigurationError },
  3: { name: 'illegal data value', status: badConfigurationError },
  4: { name: 'server device failure', status: badDeviceFailure },
  5: { name: 'acknowledge', status: badDeviceFailure },
  6: { name: 'server device busy', status: badDeviceFailure },
  8: { name: 'memory parity error', status: badDeviceFailure },
  10: { name: 'gateway path unavailable', status: badNoCommunication },
  11: { name: 'gateway target device failed to respond', status: badNoCommunication },
};

const UNKNOWN_EXCEPTION: Exception = { name: 'unknown', status: badDeviceFailure };

/**
 * Checks the response to a read request.
 *
 * Source: MODBUS Application Protocol V1.1b3, sections 6.1 to 6.4 and 7.
 *
 * @param bytes - holds the protocol data unit (function, byte count, data) from `start` to `end`
 * @returns index at which the data begin
 * @throws ProtocolError MODBUS_EXCEPTION, MODBUS_FUNCTION_MISMATCH, MODBUS_LENGTH_MISMATCH
 */
export function readResponseData(
  bytes: Uint8Array,
  start: number,
  end: number,
  { functionCode, quantity }: Pick<ReadRequest, 'functionCode' | 'quantity'>,
): number {
  const received = end - start;
  if (received < HEADER_BYTES) {
    throw new ProtocolError(
      'MODBUS_LENGTH_MISMATCH',
      `expected a response of at least ${HEADER_BYTES} bytes, got ${received}`,
    );
  }
  const answered = bytes[start]!;
  if (answered === (functionCode | EXCEPTION_BIT)) throw exceptionError(bytes[start + 1]!);
  if (answered !== functionCode) {
    throw new ProtocolError(
      'MODBUS_FUNCTION_MISMATCH',
      `expected function ${functionCode}, got ${answered}`,
    );
  }
  const expected = responseDataBytes(functionCode, quantity);
  const announced = bytes[start + 1]!;
  const present = received - HEADER_BYTES;
  if (announced !== expected || present !== expected) {
    throw new ProtocolError(
      'MODBUS_LENGTH_MISMATCH',
      `expected ${expected} bytes of data, got ${present} and ${announced} announced`,
    );
  }
  return start + HEADER_BYTES;
}

/** Gives the bytes of data in the answer to a request for `quantity` registers or bits. */
export function responseDataBytes(functionCode: FunctionCode, quantity: number): number {
  return isBitFunction(functionCode) ? Math.ceil(quantity / 8) : quantity * 2;
}

/** Whether a protocol data unit can answer a request, by its function code and the length of its data. */
export function looksAnswered(
  pdu: Uint8Array,
  { functionCode, quantity }: Pick<ReadRequest, 'functionCode' | 'quantity'>,
): boolean {
  if (pdu[0] === (functionCode | EXCEPTION_BIT)) return true;
  const expected = responseDataBytes(functionCode, quantity);
  return pdu[0] === functionCode && pdu[1] === expected && pdu.length === HEADER_BYTES + expected;
}

function exceptionError(code: number): ProtocolError {
  const { name, status } = EXCEPTIONS[code] ?? UNKNOWN_EXCEPTION;
  return new ProtocolError('MODBUS_EXCEPTION', `the device answered exception ${code}, ${name}`, {
    status,
  });
}
