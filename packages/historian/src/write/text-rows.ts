import type { TextSample } from '@varve/protocols';
import type { BlockTarget } from '../spool/block.ts';
import {
  createTupleWriter,
  putFieldCount,
  putInt32,
  putNull,
  putText,
  putTimestamp,
  takeTuples,
} from './tuple-writer.ts';

/** Where texts go. */
export const TEXT_SAMPLES_TARGET: BlockTarget = {
  table: 'timeseries.text_samples',
  columns: ['time', 'tag_id', 'status', 'value'],
};

const BYTES_PER_ROW = 128;

/**
 * Encodes texts as tuples of a binary COPY; one without a value becomes NULL.
 *
 * @param tagIds - the database's id of each tag, by its position; shape (tags)
 */
export function encodeTextRows(samples: readonly TextSample[], tagIds: Int32Array): Uint8Array {
  const writer = createTupleWriter(samples.length * BYTES_PER_ROW);
  for (const { tag, timeUs, value, status } of samples) {
    putFieldCount(writer, TEXT_SAMPLES_TARGET.columns.length);
    putTimestamp(writer, timeUs);
    putInt32(writer, tagIds[tag]!);
    putInt32(writer, status);
    if (value === null) putNull(writer);
    else putText(writer, value);
  }
  return takeTuples(writer);
}
