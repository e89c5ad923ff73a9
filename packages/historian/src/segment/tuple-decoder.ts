import type { BlockTarget } from '../spool/block.ts';
import { decodeSampleRows } from '../copy/sample-rows.ts';
import type { SampleColumns } from '../copy/sample-columns.ts';
import { createSegmentDecoder } from './segment-decoder.ts';
import { SEGMENTS_TARGET } from './segments-target.ts';
import type { TupleRun } from '../copy/tuple-run.ts';

/**
 * Appends the samples of tuples, in the order in which they lie; `tag` is the database's id.
 *
 * @throws Error when the bytes are not the tuples of their table
 */
export type TupleDecoder = (run: TupleRun, into: SampleColumns) => void;

/** Makes the decoder of a table's tuples. */
export function createTupleDecoder({ table }: BlockTarget): TupleDecoder {
  const decode = table === SEGMENTS_TARGET.table ? segmentRuns() : decodeSampleRows;
  return (run, into) => {
    const end = decode(run, into);
    if (end === run.to) return;
    throw new Error(
      `${table}: expected ${run.count} tuples to end at byte ${run.to}, they end at byte ${end}`,
    );
  };
}

function segmentRuns(): (run: TupleRun, into: SampleColumns) => number {
  const segments = createSegmentDecoder();
  return ({ bytes, from, count, gapBytes }, into) => {
    let at = from - gapBytes;
    for (let tuple = 0; tuple < count; tuple++) {
      at = segments.decode(bytes, at + gapBytes, into);
    }
    return count === 0 ? from : at;
  };
}
