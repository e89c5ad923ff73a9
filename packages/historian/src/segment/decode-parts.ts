import type { BlockPart } from '../spool/block.ts';
import { createSampleColumns, type SampleColumns } from '../copy/sample-columns.ts';
import { createTupleDecoder } from './tuple-decoder.ts';

/**
 * Reads the samples of parts, rows and segments, in the order in which they lie; `tag` is the database's id.
 *
 * @throws Error when bytes are not the tuples of their part: a bug, since every block has a checksum
 */
export function decodeParts(parts: readonly BlockPart[], sampleCount = 0): SampleColumns {
  const samples = createSampleColumns(sampleCount);
  for (const { target, tuples, tupleCount } of parts) {
    const run = { bytes: tuples, from: 0, to: tuples.length, count: tupleCount, gapBytes: 0 };
    createTupleDecoder(target)(run, samples);
  }
  return samples;
}
