import { extname } from 'node:path';
import { Piscina } from 'piscina';
import type { FrameBuffer } from '@varve/protocols';
import type {
  FlushTask,
  ProcessResult,
  ProcessTask,
  StoreResult,
  StoreTask,
  WorkerSettings,
} from './pipeline.worker.ts';
import type { EncodedBlock } from './sample-writer.ts';

/** The threads of a historian. */
export interface WorkerPool {
  /** Turns frames into a block; the buffer's bytes are given away. */
  process(buffer: FrameBuffer, nowUs: number): Promise<ProcessResult>;
  /** Makes a block of what the filters hold back. */
  flush(): Promise<ProcessResult>;
  /** Writes a block; its rows are given away and come back in the result. */
  store(block: EncodedBlock): Promise<StoreResult>;
  close(): Promise<void>;
}

// While one buffer's COPY waits for PostgreSQL, the thread decodes the next.
const TASKS_PER_WORKER = 2;

/** Starts the threads. They read sources as they stand: `.ts` in a checkout, `.js` in a published package. */
export function createWorkerPool(settings: WorkerSettings, workers: number): WorkerPool {
  const pool = new Piscina({
    filename: new URL(`./pipeline.worker${extname(import.meta.url)}`, import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: TASKS_PER_WORKER,
    // By default piscina stops a thread's event loop between tasks, and no connection could live there.
    atomics: 'disabled',
    workerData: settings,
    recordTiming: false,
  });
  return {
    process({ bytes, length }, nowUs) {
      const task: ProcessTask = { kind: 'process', bytes, length, nowUs };
      return pool.run(task, giveAway(bytes)) as Promise<ProcessResult>;
    },
    flush() {
      const task: FlushTask = { kind: 'flush' };
      return pool.run(task) as Promise<ProcessResult>;
    },
    store(block) {
      const task: StoreTask = { kind: 'store', block };
      return pool.run(task, giveAway(block.rows)) as Promise<StoreResult>;
    },
    close: () => pool.destroy(),
  };
}

/** Options that hand bytes over instead of copying them. */
function giveAway(bytes: Uint8Array<ArrayBuffer>): RunOptions {
  // piscina derives its type of a transfer list from an overload of postMessage that Node's types have moved.
  return { transferList: [bytes.buffer] } as unknown as RunOptions;
}

type RunOptions = NonNullable<Parameters<Piscina['run']>[1]>;
