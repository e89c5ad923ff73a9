import { setTimeout as delay } from 'node:timers/promises';
import type { SampleStorage } from '@varve/historian';
import type { DriverHost, SourceDefinition } from '@varve/protocols';
import { startFedHistorian } from '../feed/fed-historian.ts';
import type { BenchDatabase } from '../open-bench-database.ts';
import { turnUs, type Turns, type Workload } from './workload.ts';

const CHECK_MS = 5;
// Frames of a source that are pushed before the event loop continues.
const FRAMES_AT_ONCE = 500;

/** A historian whose devices answer from a workload. */
export interface VarveFeed extends AsyncDisposable {
  /**
   * Feeds turns of the workload through the whole pipeline: queue, decode, filters (off), encoding, spool with fsync, COPY with the
   * ledger.
   *
   * @returns seconds from the first frame to the last committed row
   */
  run(turns: Turns<SourceDefinition>): Promise<number>;
}

/** Options of `startVarve`. */
export interface VarveOptions {
  readonly workers: number;
  readonly storage: SampleStorage;
  /** Where it keeps its spool, below the bench's folder. */
  readonly folder: string;
}

/** Starts a historian on the sources of a workload. */
export async function startVarve(
  database: BenchDatabase,
  { sources }: Workload<SourceDefinition>,
  options: VarveOptions,
): Promise<VarveFeed> {
  const fed = await startFedHistorian(database, { sources, ...options });
  return {
    async run(turns) {
      const before = fed.stored();
      const { frames, rowCount } = turns.workload;
      const startedAt = performance.now();
      await Promise.all(frames.map((_, source) => pushTurns(fed.hosts[source]!, source, turns)));
      while (fed.stored() - before < rowCount * turns.count) await delay(CHECK_MS);
      return (performance.now() - startedAt) / 1_000;
    },
    [Symbol.asyncDispose]: () => fed[Symbol.asyncDispose](),
  };
}

async function pushTurns(
  host: DriverHost,
  source: number,
  { workload, first, count }: Turns<SourceDefinition>,
): Promise<void> {
  for (let turn = first; turn < first + count; turn++) {
    const shiftUs = turn * turnUs(workload);
    for (const [index, frame] of workload.frames[source]!.entries()) {
      if (index % FRAMES_AT_ONCE === 0) await delay(0);
      const ready = host.whenReady();
      if (ready !== undefined) await ready;
      const { plan, receivedUs, status, payload } = frame;
      host.push({ plan, receivedUs: receivedUs + shiftUs, status, payload });
    }
  }
}
