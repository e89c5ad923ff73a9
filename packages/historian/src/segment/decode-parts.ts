import type { BlockPart } from '../spool/block.ts';
import { decodeCopyRows } from '../write/copy-rows.ts';
import { createSampleColumns, type SampleColumns } from './sample-columns.ts';
import { createSegmentDecoder } from './segment-decoder.ts';
import { SEGMENTS_TARGET } from './segment-target.ts';

/**
 * Reads the samples of parts, rows and segments, in the order in which they lie; `tag` is the database's id.
 *
 * @throws Error when bytes are not the tuples of their part: a bug, since every block has a checksum
 */
export function decodeParts(parts: readonly BlockPart[], sampleCount = 0): SampleColumns {
  const samples = createSampleColumns(sampleCount);
  const segments = createSegmentDecoder();
  for (const { target, tuples, tupleCount } of parts) {
    let end = 0;
    if (target.table === SEGMENTS_TARGET.table) {
      for (let tuple = 0; tuple < tupleCount; tuple++) end = segments.decode(tuples, end, samples);
    } else {
      end = decodeCopyRows(tuples, tupleCount, samples);
    }
    if (end === tuples.length) continue;
    throw new Error(
      `${target.table}: expected ${tupleCount} tuples in ${tuples.length} bytes, they end at byte ${end}`,
    );
  }
  return samples;
}
