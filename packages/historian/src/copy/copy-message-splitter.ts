import type { TupleRun } from './tuple-run.ts';

/** Takes what a server sends while it COPYs to a client. */
export interface CopyMessageTaker {
  /** A COPY begins: of statements that are sent together, each is one. */
  begin(): void;
  /** Tuples, each in a message of its own, in memory that is used again. */
  takeTuples(run: TupleRun): void;
  /** A message that holds no data, in memory of its own. */
  takeOther(message: Buffer): void;
}

/**
 * Takes bytes as they come, cut anywhere.
 *
 * @returns undefined while statements run; then, of an error and of the end of all, everything from that message on
 */
export type CopyMessageSplitter = (chunk: Buffer) => Buffer | undefined;

const COPY_OUT_RESPONSE = code('H');
const COPY_DATA = code('d');
const ERROR_RESPONSE = code('E');
const READY_FOR_QUERY = code('Z');
/** A code, and a length that counts itself and what follows. */
const HEAD_BYTES = 5;
/** Signature, flags, and the length of what may follow the header. */
const COPY_HEADER_BYTES = 19;
const EXTENSION_LENGTH_AT = 15;
/** A message with nothing but the trailer, a field count of -1. */
const TRAILER_MESSAGE_BYTES = HEAD_BYTES + 2;
const FIRST_HELD_BYTES = 131_072;

/**
 * Splits what comes while `COPY … TO STDOUT (FORMAT binary)` runs: tuples are not copied, and none becomes an object.
 *
 * A server sends each tuple in a CopyData message, the header in front of the first; notices and changed settings may come in between.
 * Source: PostgreSQL 18 documentation, 54.2.6 "COPY Operations", 54.7 "Message Formats"; COPY, "Binary Format".
 */
export function createCopyMessageSplitter(taker: CopyMessageTaker): CopyMessageSplitter {
  const hold = createHolder();
  let isHeaded = false;
  return (chunk) => {
    const bytes = hold.join(chunk);
    let at = 0;
    while (at < bytes.length) {
      const type = bytes[at];
      if (type === ERROR_RESPONSE || type === READY_FOR_QUERY) {
        return Buffer.from(bytes.subarray(at));
      }
      const end = messageEnd(bytes, at);
      if (end > bytes.length) break;
      if (type !== COPY_DATA) {
        if (type === COPY_OUT_RESPONSE) {
          isHeaded = false;
          taker.begin();
        }
        taker.takeOther(Buffer.from(bytes.subarray(at, end)));
      } else if (isHeaded) {
        at = takeRun(bytes, at, taker);
        continue;
      } else {
        isHeaded = true;
        takeFirst(bytes, at, end, taker);
      }
      at = end;
    }
    hold.keep(bytes, at);
    return undefined;
  };
}

/** Takes the messages of tuples that have come whole. @returns where the next message begins */
function takeRun(bytes: Buffer, start: number, taker: CopyMessageTaker): number {
  let at = start;
  let count = 0;
  let isTrailer = false;
  while (bytes[at] === COPY_DATA) {
    const end = messageEnd(bytes, at);
    if (end > bytes.length) break;
    isTrailer = end - at === TRAILER_MESSAGE_BYTES;
    if (isTrailer) break;
    at = end;
    count++;
  }
  const from = start + HEAD_BYTES;
  if (count > 0) taker.takeTuples({ bytes, from, to: at, count, gapBytes: HEAD_BYTES });
  return isTrailer ? at + TRAILER_MESSAGE_BYTES : at;
}

/** Takes what follows the header in its message: the first tuple, or the trailer of nothing. */
function takeFirst(bytes: Buffer, start: number, end: number, taker: CopyMessageTaker): void {
  const headerAt = start + HEAD_BYTES;
  const from = headerAt + COPY_HEADER_BYTES + bytes.readUInt32BE(headerAt + EXTENSION_LENGTH_AT);
  if (end - from <= TRAILER_MESSAGE_BYTES - HEAD_BYTES) return;
  taker.takeTuples({ bytes, from, to: end, count: 1, gapBytes: HEAD_BYTES });
}

/** Where a message ends; behind all bytes where its head is not there as a whole. */
function messageEnd(bytes: Buffer, at: number): number {
  if (at + HEAD_BYTES > bytes.length) return Infinity;
  const length =
    (bytes[at + 1]! << 24) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 8) | bytes[at + 4]!;
  return at + 1 + (length >>> 0);
}

/** Holds the beginning of a message until the rest of it comes. */
function createHolder() {
  let memory = Buffer.alloc(0);
  let length = 0;
  return {
    /** Joins the held bytes and the chunk. */
    join(chunk: Buffer): Buffer {
      if (length === 0) return chunk;
      const needed = length + chunk.length;
      if (needed > memory.length) {
        const grown = Buffer.allocUnsafe(Math.max(FIRST_HELD_BYTES, 2 * needed));
        memory.copy(grown, 0, 0, length);
        memory = grown;
      }
      chunk.copy(memory, length);
      return memory.subarray(0, needed);
    },
    /** Keeps what was joined, from some place on. */
    keep(bytes: Buffer, from: number): void {
      length = bytes.length - from;
      if (length === 0) return;
      if (length > memory.length) memory = Buffer.allocUnsafe(Math.max(FIRST_HELD_BYTES, length));
      // Joined bytes lie in the memory already and move within it.
      bytes.copy(memory, 0, from);
    },
  };
}

function code(character: string): number {
  return character.charCodeAt(0);
}
