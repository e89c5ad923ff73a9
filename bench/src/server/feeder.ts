import type { Historian } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { createCommitLatency } from '../feed/commit-latency.ts';
import { BENCH_SOURCE, type ServerFigures } from './server-order.ts';

/** Writes samples at an even pace, tag after tag, and measures how long they take to the spool, and to the database. */
export interface Feeder {
  /** Samples a second from now on. */
  feed(rate: number): void;
  /** Figures since the last time. */
  take(): ServerFigures;
  stop(): Promise<void>;
}

const BATCHES_PER_SECOND = 50;
const US_PER_MS = 1_000;
const LOOK_MS = 20;

/** Makes a feeder of some tags, which rests. */
export function startFeeder(historian: Historian, positions: readonly number[]): Feeder {
  let [rate, written, dueBatches, at] = [0, 0, 0, 0];
  let syncMs: number[] = [];
  let before = usedSince();
  let lastMs = performance.now();
  const running = new Set<Promise<void>>();
  const stored = (): number =>
    historian.stats().sources.find(({ definition }) => definition.name === BENCH_SOURCE)!.counters
      .stored;
  let commits = createCommitLatency(1);
  // Marks of tags that had no sample yet are none of ours.
  let storedBefore = 0;
  const look = (): void => commits.committed(0, stored() - storedBefore, performance.now());
  const looking = setInterval(look, LOOK_MS);
  const write = (): void => {
    const batch = createSampleBatch(rate / BATCHES_PER_SECOND);
    const nowUs = Date.now() * US_PER_MS;
    for (let count = rate / BATCHES_PER_SECOND; count >= 1; count--) {
      const value = 50 + 10 * Math.sin(written / 10_000) + (written % 97) / 100;
      appendSample(batch, positions[at]!, nowUs, value, StatusCode.good);
      at = (at + 1) % positions.length;
      written += 1;
    }
    const startedMs = performance.now();
    commits.arrived(0, batch.length, startedMs);
    const writing = historian.write(batch).then(() => {
      syncMs.push(performance.now() - startedMs);
      running.delete(writing);
    });
    running.add(writing);
  };
  const timer = setInterval(
    () => {
      const nowMs = performance.now();
      dueBatches += ((nowMs - lastMs) * BATCHES_PER_SECOND) / 1_000;
      lastMs = nowMs;
      for (; dueBatches >= 1; dueBatches--) if (rate > 0) write();
    },
    1_000 / BATCHES_PER_SECOND / 2,
  );
  return {
    feed(given) {
      rate = given;
      commits = createCommitLatency(1);
      storedBefore = stored();
    },
    take() {
      const now = usedSince();
      const figures = {
        elapsedS: now.wallS - before.wallS,
        cpuS: now.cpuS - before.cpuS,
        mainCpuS: now.mainCpuS - before.mainCpuS,
        syncMs: syncMs.toSorted((one, other) => one - other),
        commitMs: commits.take(),
        fedCount: written,
      };
      before = now;
      syncMs = [];
      written = 0;
      return figures;
    },
    async stop() {
      clearInterval(timer);
      clearInterval(looking);
      await Promise.all(running);
    },
  };
}

function usedSince(): { wallS: number; cpuS: number; mainCpuS: number } {
  const all = process.cpuUsage();
  const main = process.threadCpuUsage();
  return {
    wallS: performance.now() / 1_000,
    cpuS: (all.user + all.system) / 1e6,
    mainCpuS: (main.user + main.system) / 1e6,
  };
}
