import type { TextSample } from '@varve/protocols';
import type { BlockPart, BlockTarget } from '../spool/block.ts';
import { seriesOf } from '../spool/single-block.ts';
import { tupleTimeUs } from './tuple-offsets.ts';
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

export const TEXTS_SERIES: string = seriesOf(TEXT_SAMPLES_TARGET);

/** A text as it is stored. */
export interface StoredText {
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly value: string | null;
  readonly status: number;
}

/** Texts in the order in which their rows lie. */
export type TextRows = readonly StoredText[];

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

const utf8 = new TextDecoder();
// Field count and time; then tag and status, each behind its length.
const TAG_AT = 2 + 12 + 4;
const STATUS_AT = TAG_AT + 8;
const VALUE_AT = STATUS_AT + 4;

/** Reads back what `encodeTextRows` wrote. */
export function decodeTextRows({ tuples, tupleCount }: BlockPart): TextRows {
  const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
  let at = 0;
  return Array.from({ length: tupleCount }, () => {
    const start = at;
    const byteCount = view.getInt32(start + VALUE_AT);
    const valueAt = start + VALUE_AT + 4;
    at = valueAt + Math.max(0, byteCount);
    return {
      tagId: view.getInt32(start + TAG_AT),
      time: tupleTimeUs(view, start),
      value: byteCount < 0 ? null : utf8.decode(tuples.slice(valueAt, at)),
      status: view.getInt32(start + STATUS_AT),
    };
  });
}
