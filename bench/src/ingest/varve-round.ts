import { setTimeout as delay } from 'node:timers/promises';
import type { DriverHost, Frame, SourceDefinition } from '@varve/protocols';
import { startFedHistorian } from '../feed/fed-historian.ts';
import type { BenchDatabase } from '../test-database.ts';
import type { Workload } from './workload.ts';

const CHECK_MS = 5;
// So many frames of a source go in before the event loop is let go on.
const FRAMES_PER_TURN = 500;

/** A historian whose devices answer from a workload. */
export interface VarveFeed extends AsyncDisposable {
  /**
   * Feeds the workload through the whole pipeline: queue, decode, filters (off), COPY encoding, spool with fsync, COPY with
   * the ledger.
   *
   * @returns seconds from the first frame to the last committed row
   */
  run(workload: Workload<SourceDefinition>): Promise<number>;
}

/** Starts a historian on the sources of a workload; several keep their spools in folders of their own. */
export async function startVarve(
  database: BenchDatabase,
  { sources }: Workload<SourceDefinition>,
  workers: number,
  folder: string,
): Promise<VarveFeed> {
  const fed = await startFedHistorian(database, { sources, workers, folder });
  return {
    async run({ frames, rowCount }) {
      const before = fed.stored();
      const startedAt = performance.now();
      await Promise.all(frames.map((ofSource, source) => pushFrames(fed.hosts[source]!, ofSource)));
      while (fed.stored() - before < rowCount) await delay(CHECK_MS);
      return (performance.now() - startedAt) / 1_000;
    },
    [Symbol.asyncDispose]: () => fed[Symbol.asyncDispose](),
  };
}

async function pushFrames(host: DriverHost, frames: readonly Frame[]): Promise<void> {
  for (const [index, frame] of frames.entries()) {
    if (index % FRAMES_PER_TURN === 0) await delay(0);
    await host.whenReady();
    host.push(frame);
  }
}
