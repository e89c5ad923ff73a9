import type { Worker } from 'node:worker_threads';
import { createHistorian, type Historian } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';

// A historian in a process of its own, which is killed; its threads are ended from within.

/** Message to a collector. */
export type CollectorOrder =
  | {
      readonly kind: 'start';
      readonly database: string;
      readonly directory: string;
      readonly sources: readonly SourceDefinition[];
    }
  | { readonly kind: 'end a thread' }
  | { readonly kind: 'stop' };

/** Message of a collector, several times a second. */
export interface CollectorReport {
  /** Names of the tags whose newest is Good. */
  readonly good: readonly string[];
  /** Sources that are not as they should be, and why. */
  readonly troubles: readonly string[];
  readonly isStopped: boolean;
  /** Before then it looked at nothing, milliseconds since 1970. */
  readonly beganMs: number;
}

const REPORT_MS = 100;
const threads = new Set<Worker>();

process.on('worker', (thread: Worker) => {
  threads.add(thread);
  thread.once('exit', () => threads.delete(thread));
});
process.on('disconnect', () => process.exit(0));
process.on('message', (order: CollectorOrder) => void obey(order));

let historian: Historian | undefined;
let beganMs = 0;

async function obey(order: CollectorOrder): Promise<void> {
  if (order.kind === 'start') {
    const { database, directory, sources } = order;
    beganMs = Date.now();
    historian = await createHistorian({ database, directory, sources });
    setInterval(() => report(historian!, false), REPORT_MS);
  } else if (order.kind === 'end a thread') {
    await [...threads][0]?.terminate();
  } else {
    await historian!.stop();
    report(historian!, true);
  }
}

function report(from: Historian, isStopped: boolean): void {
  const names = new Map(from.tags.map(({ id, definition }) => [id, definition.name]));
  const good = from
    .latest()
    .filter(({ status }) => status === 0)
    .map(({ tagId }) => names.get(tagId)!);
  const troubles = from
    .stats()
    .sources.filter(({ state }) => state !== 'connected')
    .map(({ definition, state, stateReason }) => `${definition.name}: ${state}, ${stateReason}`);
  process.send!({ good, troubles, isStopped, beganMs } satisfies CollectorReport);
}
