import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';

/** Why a body cannot be taken: with the status that says so. */
class BodyError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** How much of a body is taken. */
interface UnpackLimits {
  readonly mostBytes: number;
  /** Told of each piece that was unpacked; what it throws refuses the body. */
  readonly take: (bytes: number) => void;
}

/**
 * Reads a body to its end and unpacks it on the way; it is given up as soon as more than `mostBytes` have come of it, packed or not.
 *
 * @param encoding - as in `content-encoding`: gzip, deflate (RFC 9110, 8.4.1: in the format of zlib) or identity
 * @throws Error with the status 413, 415 or 400
 */
export async function unpackBody(
  payload: Readable,
  encoding: string,
  { mostBytes, take }: UnpackLimits,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked(payload, encoding) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new BodyError(413, `the body has more than ${mostBytes} bytes`);
    take(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

async function* unpacked(payload: Readable, encoding: string): AsyncGenerator<Buffer> {
  if (encoding === 'identity') return yield* payload as AsyncIterable<Buffer>;
  if (encoding !== 'gzip' && encoding !== 'deflate')
    throw new BodyError(415, `expected content-encoding gzip, deflate or none, got ${encoding}`);
  const unpacker = encoding === 'gzip' ? createGunzip() : createInflate();
  payload.once('error', (error) => unpacker.destroy(error));
  try {
    yield* payload.pipe(unpacker) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new BodyError(400, `the body is not ${encoding}: ${(error as Error).message}`);
  } finally {
    payload.unpipe(unpacker);
    unpacker.destroy();
  }
}
