import { packReadRequest, READ_REQUEST_BYTES, type ReadRequest } from './read-request.ts';

/** A protocol data unit with its MBAP header. */
export interface MbapFrame {
  /** Transaction id, which an answer copies from its request. */
  readonly transaction: number;
  readonly unitId: number;
  readonly pdu: Uint8Array;
}

const HEADER_BYTES = 7;
/** Bytes of transaction, protocol and length; the length counts the bytes behind them. */
const PREFIX_BYTES = 6;
// The shortest frame has unit, function and one byte; the longest has unit and the longest protocol data unit.
const SHORTEST = 3;
const LONGEST = 254;

/**
 * Packs a request for Modbus TCP.
 *
 * Source: MODBUS Messaging on TCP/IP Implementation Guide V1.0b, section 3.1.3.
 */
export function packMbapRequest(transaction: number, request: ReadRequest): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + READ_REQUEST_BYTES);
  frame.set([transaction >> 8, transaction & 0xff, 0, 0, 0, 1 + READ_REQUEST_BYTES]);
  frame[PREFIX_BYTES] = request.unitId;
  frame.set(packReadRequest(request), HEADER_BYTES);
  return frame;
}

/** Frames that are complete with the given bytes. */
interface MbapFrames {
  /** In order of arrival. */
  readonly frames: readonly MbapFrame[];
  /** Fault in place of a frame: no byte behind it can be read. */
  readonly outOfStep?: string;
}

/** Splits a stream into frames. */
interface MbapReader {
  /** Takes the next bytes, which may end anywhere in a frame. */
  take(bytes: Uint8Array): MbapFrames;
  /** Bytes of an incomplete frame. */
  readonly pendingBytes: number;
}

/** Makes a reader at the beginning of a stream. */
export function createMbapReader(): MbapReader {
  let pending: Uint8Array = new Uint8Array(0);
  return {
    take(bytes) {
      const stream = joined(pending, bytes);
      const frames: MbapFrame[] = [];
      let at = 0;
      while (stream.length - at >= PREFIX_BYTES) {
        const outOfStep = faultAt(stream, at);
        if (outOfStep !== undefined) return { frames, outOfStep };
        const end = at + PREFIX_BYTES + uint16At(stream, at + 4);
        if (end > stream.length) break;
        frames.push({
          transaction: uint16At(stream, at),
          unitId: stream[at + PREFIX_BYTES]!,
          pdu: stream.subarray(at + HEADER_BYTES, end),
        });
        at = end;
      }
      pending = stream.subarray(at);
      return { frames };
    },
    get pendingBytes() {
      return pending.length;
    },
  };
}

function faultAt(stream: Uint8Array, at: number): string | undefined {
  const protocol = uint16At(stream, at + 2);
  const length = uint16At(stream, at + 4);
  if (protocol === 0 && length >= SHORTEST && length <= LONGEST) return undefined;
  const seen = [...stream.subarray(at, at + HEADER_BYTES)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ');
  const fault =
    protocol === 0
      ? `a length of ${SHORTEST} to ${LONGEST} was expected, ${length} came`
      : `protocol 0 was expected, ${protocol} came`;
  return `the stream is out of step: ${fault} (${seen})`;
}

function joined(pending: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (pending.length === 0) return bytes;
  const all = new Uint8Array(pending.length + bytes.length);
  all.set(pending);
  all.set(bytes, pending.length);
  return all;
}

function uint16At(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 256 + bytes[at + 1]!;
}
