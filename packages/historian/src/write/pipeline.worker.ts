import { workerData } from 'node:worker_threads';
import { createSampleEncoder } from '../segment/encode-samples.ts';
import type { Block, NumberedBlock } from '../spool/block.ts';
import { createBlockWriter, type BlockWriterOptions, type StoreOutcome } from './block-writer.ts';
import { createFrameProcessor, type Processed, type ProcessSettings } from './process-frames.ts';
import { processTexts, type ProcessedTexts } from './process-texts.ts';
import type { TextState } from './text-state.ts';

/** What a worker is started with. */
export interface WorkerSettings extends ProcessSettings, BlockWriterOptions {
  /** The database's id of each tag, by its position. */
  readonly tagIds: Int32Array;
  readonly texts: TextState;
}

/** Frames to turn into a block. */
export interface ProcessTask {
  readonly kind: 'process';
  /** Frames, in memory that the threads share. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly nowUs: number;
}

/** What the filters hold back is to become a block. */
export interface FlushTask {
  readonly kind: 'flush';
  /** Of these tags. */
  readonly tags: Int32Array;
}

/** Blocks to write. */
export interface StoreTask {
  readonly kind: 'store';
  readonly blocks: readonly NumberedBlock[];
}

/** What came out of frames; counts by source. */
export interface ProcessResult {
  readonly block: Block;
  /** Undefined when none came. */
  readonly texts: ProcessedTexts | undefined;
  readonly accepted: Float64Array<ArrayBuffer>;
  readonly passed: Float64Array<ArrayBuffer>;
  readonly rejected: Float64Array<ArrayBuffer>;
  readonly reasons: ReadonlyMap<number, string>;
}

const settings = workerData as WorkerSettings;
const processor = createFrameProcessor(settings);
const encoder = createSampleEncoder(settings.storage);
const writer = createBlockWriter(settings);

/** Entry of the pool. */
export default function run(task: ProcessTask | FlushTask | StoreTask): unknown {
  switch (task.kind) {
    case 'process':
      return encodeBlock(processor.process(task.bytes, task.bytes.length, task.nowUs), task.nowUs);
    case 'flush':
      return encodeBlock(processor.flush(task.tags), 0);
    case 'store':
      return writer.store(task.blocks) satisfies Promise<StoreOutcome>;
  }
}

function encodeBlock({ samples, texts, counts }: Processed, nowUs: number): ProcessResult {
  const block = encoder.encode({ ...samples, isNull: undefined }, settings.tagIds);
  const processed =
    texts.length === 0 ? undefined : processTexts(settings, texts, nowUs, counts.accepted);
  return { block, texts: processed, ...counts };
}
