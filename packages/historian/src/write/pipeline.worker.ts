import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { encodeCopyRows } from './copy-rows.ts';
import { createFrameProcessor, type Processed, type ProcessSettings } from './process-frames.ts';
import { createSampleWriter, type EncodedBlock, type StoreOutcome } from './sample-writer.ts';

/** What a worker is started with. */
export interface WorkerSettings extends ProcessSettings {
  readonly connectionString: string;
  /** The database's id of each tag, by its position. */
  readonly tagIds: Int32Array;
}

/** Frames to turn into a block. */
export interface ProcessTask {
  readonly kind: 'process';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  readonly nowUs: number;
}

/** What the filters hold back is to become a block. */
export interface FlushTask {
  readonly kind: 'flush';
}

/** A block to write. */
export interface StoreTask {
  readonly kind: 'store';
  readonly block: EncodedBlock;
}

/** What came out of frames; counts by source. */
export interface ProcessResult {
  readonly block: EncodedBlock;
  readonly accepted: Float64Array<ArrayBuffer>;
  readonly passed: Float64Array<ArrayBuffer>;
  readonly rejected: Float64Array<ArrayBuffer>;
  readonly reasons: ReadonlyMap<number, string>;
}

/** What became of a block; the rows come back when they were not stored. */
export interface StoreResult {
  readonly outcome: StoreOutcome;
  readonly block: EncodedBlock;
}

const settings = workerData as WorkerSettings;
const processor = createFrameProcessor(settings);
const writer = createSampleWriter(settings.connectionString);

/** Entry of the pool. */
export default function run(task: ProcessTask | FlushTask | StoreTask): unknown {
  switch (task.kind) {
    case 'process':
      return encodeBlock(processor.process(task.bytes, task.length, task.nowUs));
    case 'flush':
      return encodeBlock(processor.flush());
    case 'store':
      return storeTask(task);
  }
}

function encodeBlock({ samples, counts }: Processed): unknown {
  let firstTimeUs = Number.POSITIVE_INFINITY;
  let lastTimeUs = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < samples.length; at++) {
    const time = samples.time[at]!;
    if (time < firstTimeUs) firstTimeUs = time;
    if (time > lastTimeUs) lastTimeUs = time;
  }
  const rows = encodeCopyRows(samples, settings.tagIds);
  const block: EncodedBlock = { rows, rowCount: samples.length, firstTimeUs, lastTimeUs };
  return moved({ block, ...counts } satisfies ProcessResult, rows);
}

async function storeTask({ block }: StoreTask): Promise<unknown> {
  const outcome = await writer.store(block);
  return moved({ outcome, block } satisfies StoreResult, block.rows);
}

/** Hands a result over without copying its rows. */
function moved(value: object, rows: Uint8Array<ArrayBuffer>): unknown {
  return move({
    get [transferableSymbol]() {
      return [rows.buffer];
    },
    get [valueSymbol]() {
      return value;
    },
  });
}
