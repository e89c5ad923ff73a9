import { extname } from 'node:path';
import { Piscina } from 'piscina';
import type { FrameBuffer } from '@varve/protocols';
import type { NumberedBlock } from '../spool/block.ts';
import type { StoreOutcome } from '../store/store-outcome.ts';
import type {
  FlushTask,
  GroupResult,
  DecodeTask,
  StoreTask,
  WorkerSettings,
} from './pipeline.worker.ts';
import type { Instant } from './take-runs.ts';

/** The threads of a historian. A call rejects when its thread ended: what it was given is still with the caller. */
export interface WorkerPool {
  /** Turns frames into a block. */
  decode(buffer: FrameBuffer, instant: Instant): Promise<GroupResult>;
  /** Makes a block of what the filters hold back of the given tags (positions). */
  flush(tags: Int32Array): Promise<GroupResult>;
  /** Writes blocks of one series. @param storedUntilUs - as `BlockWriter.store` */
  store(blocks: readonly NumberedBlock[], storedUntilUs: number | undefined): Promise<StoreOutcome>;
  /** Resolves when a thread is at work. */
  ready(): Promise<void>;
  /** Ids of the threads, as `worker_threads` has them. */
  threadIds(): number[];
  /** Lets the stores that are under way end, then the threads. */
  finish(): Promise<void>;
  /** Ends the threads. */
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
  // Every failure reaches the caller of the task that it hit.
  pool.on('error', () => undefined);
  const stores = new Set<Promise<unknown>>();
  // Memory is shared: should a thread end, its work is still there for another.
  return {
    decode({ bytes, length }, instant) {
      const task: DecodeTask = { kind: 'decode', bytes: bytes.subarray(0, length), instant };
      return pool.run(task) as Promise<GroupResult>;
    },
    flush(tags) {
      const task: FlushTask = { kind: 'flush', tags };
      return pool.run(task) as Promise<GroupResult>;
    },
    store(blocks, storedUntilUs) {
      const task: StoreTask = { kind: 'store', blocks, storedUntilUs };
      const outcome = pool.run(task) as Promise<StoreOutcome>;
      const settled = outcome.catch(() => undefined).finally(() => stores.delete(settled));
      stores.add(settled);
      return outcome;
    },
    async ready() {
      const task: FlushTask = { kind: 'flush', tags: new Int32Array(0) };
      await pool.run(task);
    },
    threadIds: () => pool.threads.map(({ threadId }) => threadId),
    async finish() {
      while (stores.size > 0) await Promise.all(stores);
      await pool.destroy();
    },
    close: () => pool.destroy(),
  };
}
