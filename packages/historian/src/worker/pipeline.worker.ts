import { workerData } from 'node:worker_threads';
import { packHeldBack } from '../filter/held-back.ts';
import { createSampleEncoder } from '../segment/sample-encoder.ts';
import type { Block, NumberedBlock } from '../spool/block.ts';
import { createBlockWriter, type BlockWriterOptions } from '../store/block-writer.ts';
import type { StoreOutcome } from '../store/store-outcome.ts';
import {
  createFrameFilter,
  type FilteredFrames,
  type FrameFilterSettings,
} from './frame-filter.ts';
import { filterTexts, type FilteredTexts } from './filter-texts.ts';
import type { Instant } from './take-runs.ts';
import type { TextState } from './text-state.ts';

/** Data that a worker is started with. */
export interface WorkerSettings extends FrameFilterSettings, BlockWriterOptions {
  /** The database's id of each tag, by its position. */
  readonly tagIds: Int32Array;
  readonly texts: TextState;
}

/** Frames to turn into a block. */
export interface DecodeTask {
  readonly kind: 'decode';
  /** Frames, in memory that the threads share. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly instant: Instant;
}

/** Asks for a block of the samples that the filters hold back. */
export interface FlushTask {
  readonly kind: 'flush';
  /** Positions of the tags. */
  readonly tags: Int32Array;
}

/** Blocks to write. */
export interface StoreTask {
  readonly kind: 'store';
  readonly blocks: readonly NumberedBlock[];
  readonly storedUntilUs: number | undefined;
}

/** Block and counts of a group of frames; counts by source. */
export interface GroupResult {
  readonly block: Block;
  /** Undefined when none came. */
  readonly texts: FilteredTexts | undefined;
  readonly accepted: Float64Array<ArrayBuffer>;
  readonly passed: Float64Array<ArrayBuffer>;
  readonly rejected: Float64Array<ArrayBuffer>;
  readonly reasons: ReadonlyMap<number, string>;
  /** Records of what the filters hold back of the tags that were touched; undefined where they may hold nothing. */
  readonly heldBack: Uint8Array<ArrayBuffer> | undefined;
}

const settings = workerData as WorkerSettings;
const frameFilter = createFrameFilter(settings);
const encoder = createSampleEncoder(settings.storage);
const writer = createBlockWriter(settings);

/** Entry of the pool. */
export default function run(task: DecodeTask | FlushTask | StoreTask): unknown {
  switch (task.kind) {
    case 'decode':
      return encodeBlock(
        frameFilter.filter(task.bytes, task.bytes.length, task.instant),
        task.instant,
      );
    case 'flush':
      return encodeBlock(frameFilter.flush(task.tags), undefined);
    case 'store':
      return writer.store(task.blocks, task.storedUntilUs) satisfies Promise<StoreOutcome>;
  }
}

function encodeBlock(
  { samples, texts, counts, touched }: FilteredFrames,
  instant: Instant | undefined,
): GroupResult {
  const { filters, tagIds } = settings;
  const block = encoder.encode({ ...samples, isNull: undefined }, tagIds);
  const filtered =
    instant === undefined || texts.length === 0
      ? undefined
      : filterTexts(settings, texts, instant, counts.accepted);
  const textTags = new Set(texts.map(({ tag }) => tag));
  const all = { numbers: touched, texts: textTags };
  const heldBack = packHeldBack(filters, settings.texts, all, tagIds);
  return { block, texts: filtered, heldBack, ...counts };
}
