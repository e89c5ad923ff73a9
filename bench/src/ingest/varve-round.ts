import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createHistorian } from '@varve/historian';
import type { DriverHost, Frame } from '@varve/protocols';
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
  run(workload: Workload): Promise<number>;
}

/** Starts a historian on the sources of a workload. */
export async function startVarve(
  database: BenchDatabase,
  { sources }: Workload,
  workers: number,
): Promise<VarveFeed> {
  const hosts: DriverHost[] = [];
  const historian = await createHistorian({
    database: database.connectionString,
    directory: join(database.directory, 'historian'),
    sources,
    workers,
    startDriver(_source, _plans, host) {
      hosts.push(host);
      return { stop: () => Promise.resolve() };
    },
  });
  const stored = (): number =>
    historian.stats().sources.reduce((sum, { counters }) => sum + counters.stored, 0);
  return {
    async run({ frames, rowCount }) {
      const before = stored();
      const startedAt = performance.now();
      await Promise.all(frames.map((ofSource, source) => pushFrames(hosts[source]!, ofSource)));
      while (stored() - before < rowCount) await delay(CHECK_MS);
      return (performance.now() - startedAt) / 1_000;
    },
    [Symbol.asyncDispose]: () => historian.stop(),
  };
}

async function pushFrames(host: DriverHost, frames: readonly Frame[]): Promise<void> {
  for (const [index, frame] of frames.entries()) {
    if (index % FRAMES_PER_TURN === 0) await delay(0);
    await host.whenReady();
    host.push(frame);
  }
}
