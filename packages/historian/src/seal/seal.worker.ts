import { performance } from 'node:perf_hooks';
import { failureOf } from '../store/failure-of.ts';
import { sealHistory, type SealReport } from './seal-history.ts';

/** Options of a round of sealing. */
export interface SealTask {
  readonly connectionString: string;
  readonly mergeFromUs: number | undefined;
  /** Longest time that it may take: what is left is for the next round. */
  readonly mostMs: number;
}

/** Outcome of the round. Errors lose their code at the border of a thread: outcomes keep it. */
export type SealOutcome =
  | ({ readonly done: true } & SealReport)
  | { readonly done: false; readonly code: string; readonly message: string };

/** Entry of the thread. */
export default async function run(task: SealTask): Promise<SealOutcome> {
  const ending = new AbortController();
  const startedAt = performance.now();
  try {
    const report = await sealHistory({
      database: task.connectionString,
      // Samples that come go before samples that have cooled.
      connections: 1,
      ...(task.mergeFromUs === undefined ? {} : { mergeFromUs: task.mergeFromUs }),
      signal: ending.signal,
      onProgress: () => {
        if (performance.now() - startedAt >= task.mostMs) ending.abort();
      },
    });
    return { done: true, ...report };
  } catch (error) {
    return { done: false, ...failureOf(error) };
  }
}
