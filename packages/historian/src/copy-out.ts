import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { SampleColumns } from './segment/sample-columns.ts';
import { createSegmentDecoder } from './segment/segment-decoder.ts';
import { SEGMENTS_TARGET } from './segment/segment-target.ts';
import type { BlockTarget } from './spool/block.ts';
import { COPY_HEADER, decodeCopyRows } from './write/copy-rows.ts';

const TRAILER_FIELD_COUNT = -1;

/**
 * Appends the samples that a statement gives, read as tuples of COPY's binary format: an order of magnitude sooner than as rows of objects,
 * and never all of them at once.
 *
 * @param target - `timeseries.sample_rows` or `timeseries.segments`: the statement gives its columns
 * @param statement - a SELECT, or a DELETE … RETURNING, without parameters: COPY takes none
 */
export async function copyOutSamples(
  client: ClientBase,
  target: BlockTarget,
  statement: string,
  into: SampleColumns,
): Promise<void> {
  const decode = tupleDecoder(target, into);
  const stream = client.query(copyTo(`COPY (${statement}) TO STDOUT (FORMAT binary)`));
  let rest: Buffer = Buffer.alloc(0);
  let isHeaded = false;
  await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (!isHeaded) {
        if (bytes.length < COPY_HEADER.length) {
          rest = bytes;
          continue;
        }
        bytes = bytes.subarray(COPY_HEADER.length);
        isHeaded = true;
      }
      rest = bytes.subarray(decodeWhole(bytes, decode));
    }
  });
}

/** Appends the samples of so many tuples. */
type TupleDecoder = (tuples: Buffer, tupleCount: number) => void;

function tupleDecoder(target: BlockTarget, into: SampleColumns): TupleDecoder {
  if (target !== SEGMENTS_TARGET) {
    return (tuples, tupleCount) => void decodeCopyRows(tuples, tupleCount, into);
  }
  const segments = createSegmentDecoder();
  return (tuples, tupleCount) => {
    let at = 0;
    for (let tuple = 0; tuple < tupleCount; tuple++) at = segments.decode(tuples, at, into);
  };
}

/** Decodes the tuples that are there as a whole. @returns where what is not begins */
function decodeWhole(bytes: Buffer, decode: TupleDecoder): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tupleCount = 0;
  let at = 0;
  let end = wholeTupleEnd(view, at);
  while (end !== undefined) {
    at = end;
    tupleCount++;
    end = wholeTupleEnd(view, at);
  }
  if (tupleCount > 0) decode(bytes.subarray(0, at), tupleCount);
  return at;
}

/** Where a tuple ends; undefined where it is not there as a whole, and at the trailer. */
function wholeTupleEnd(view: DataView, start: number): number | undefined {
  if (start + 2 > view.byteLength) return undefined;
  const fieldCount = view.getInt16(start);
  if (fieldCount === TRAILER_FIELD_COUNT) return undefined;
  let at = start + 2;
  for (let field = 0; field < fieldCount; field++) {
    if (at + 4 > view.byteLength) return undefined;
    at += 4 + Math.max(0, view.getInt32(at));
  }
  return at > view.byteLength ? undefined : at;
}

/** A time as a literal. @param timeUs - whole microseconds since 1970 */
export function timestampLiteral(timeUs: number): string {
  const seconds = Math.floor(timeUs / 1e6);
  const micros = String(timeUs - seconds * 1e6).padStart(6, '0');
  return `'${new Date(seconds * 1_000).toISOString().slice(0, -'000Z'.length)}${micros}Z'`;
}
