import { extname } from 'node:path';
import { Piscina } from 'piscina';
import type { SealOutcome, SealTask } from './seal.worker.ts';

/** Seals in a thread of its own, which lives while it works: decoding what has cooled must not hold up what comes. */
export interface Sealing extends AsyncDisposable {
  /** One round: what has cooled becomes segments, as far as time allows. */
  round(): Promise<SealOutcome>;
}

const ROUND_MS = 45_000;
/** Days that a late sample is looked for in at every merging; older ones once a day. */
const MERGE_DAYS = 2;
const MS_PER_DAY = 86_400_000;
const IDLE_MS = 5_000;

export function createSealing(connectionString: string, nowUs: () => number): Sealing {
  const pool = new Piscina({
    filename: new URL(`./seal.worker${extname(import.meta.url)}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    atomics: 'disabled',
    recordTiming: false,
  });
  // Every failure reaches the caller of the round that it hit.
  pool.on('error', () => undefined);
  let wholeDueAtMs = 0;
  return {
    async round() {
      const isWhole = performance.now() >= wholeDueAtMs;
      const recentUs = nowUs() - MERGE_DAYS * MS_PER_DAY * 1_000;
      const task: SealTask = {
        connectionString,
        mergeFromUs: isWhole ? undefined : recentUs,
        mostMs: ROUND_MS,
      };
      const outcome = (await pool.run(task)) as SealOutcome;
      if (isWhole && outcome.done && outcome.isComplete) {
        wholeDueAtMs = performance.now() + MS_PER_DAY;
      }
      return outcome;
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}
