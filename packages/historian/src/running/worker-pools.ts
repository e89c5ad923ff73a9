import type { RunningSet } from './running-set.ts';
import type { BlockWriterOptions } from '../store/block-writer.ts';
import { createWorkerPool, type WorkerPool } from '../worker/worker-pool.ts';

/** The threads at work, and those that are ending. */
export interface WorkerPools {
  readonly start: (parts: Omit<RunningSet, 'pool'>) => WorkerPool;
  readonly retire: (pool: WorkerPool) => void;
  readonly close: () => Promise<void>;
}

/** Makes the pools of one running set after the other. */
export function createWorkerPools(
  settings: { readonly workers: number; readonly futureLimitMs: number },
  writing: BlockWriterOptions,
): WorkerPools {
  const pools = new Set<WorkerPool>();
  return {
    start({ list, memory, tagIds }) {
      const pool = createWorkerPool(
        {
          ...writing,
          plans: list.plans,
          sourceCount: list.sources.length,
          sourceOfPlan: list.sourceOfPlan,
          sourceOfTag: list.sourceOfTag,
          futureLimitUs: settings.futureLimitMs * 1_000,
          ...memory,
          tagIds,
        },
        settings.workers,
      );
      pools.add(pool);
      return pool;
    },
    retire: (pool) => void pool.finish().finally(() => pools.delete(pool)),
    async close() {
      await Promise.all(Array.from(pools, (pool) => pool.close()));
    },
  };
}
