import { setTimeout as delay } from 'node:timers/promises';
import type { FaultRun } from './run-faults.ts';

/** A database that can be killed and started again on the same data. */
export interface KillableDatabase {
  kill(): Promise<void>;
  start(): Promise<void>;
}

const BETWEEN_MS = [8_000, 15_000] as const;
const DATABASE_DOWN_MS = [500, 4_000] as const;

/**
 * Kills the historian, a thread of it, or the database, again and again.
 *
 * @param tags - of all devices: nobody looks at them while the historian is down
 */
export async function runKills(
  tags: readonly string[],
  database: KillableDatabase,
  { journal, collector, choice, untilMs }: FaultRun,
): Promise<number> {
  let count = 0;
  for (;;) {
    await delay(choice.between(...BETWEEN_MS));
    if (Date.now() >= untilMs) return count;
    count++;
    switch (choice.of(['historian', 'historian', 'thread', 'database'] as const)) {
      case 'thread':
        collector.endThread();
        break;
      case 'database':
        await database.kill();
        await delay(choice.between(...DATABASE_DOWN_MS));
        await database.start();
        break;
      case 'historian': {
        const fromMs = Date.now();
        const toMs = await collector.restart();
        const isPolled = (tag: string): boolean => tag.startsWith('modbus/');
        // A broker, and a server for its session, keep what comes meanwhile.
        for (const isFilledLater of [true, false]) {
          journal.outages.push({
            kind: 'the historian is down',
            tags: tags.filter((tag) => isPolled(tag) !== isFilledLater),
            fromMs,
            toMs,
            isFilledLater,
            limitMs: 300,
            graceMs: 500,
          });
        }
      }
    }
  }
}
