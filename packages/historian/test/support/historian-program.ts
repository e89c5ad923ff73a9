import { setTimeout as delay } from 'node:timers/promises';
import { createHistorian, sealHistory, type Historian } from '@varve/historian';
import { endThreads } from './end-threads.ts';
import type { ProgramOrder, ProgramReport } from './historian-process.ts';
import { NUMBERED_SOURCES, numberedBatch } from './numbered-samples.ts';

// A program that writes numbered samples as fast as they are acknowledged, and tells its parent which were.

const report = (message: ProgramReport): void => void process.send!(message);

function fail(error: unknown): void {
  const { code, message } = error as Error & { code?: string };
  report({ kind: 'failed', code, message });
}

process.on('message', (order: ProgramOrder) => {
  obey(order).catch(fail);
});
process.on('disconnect', () => process.exit(1));
report({ kind: 'loaded' });

let historian: Historian | undefined;
let nextNumber = 0;
let isWriting = true;
const writers: Promise<void>[] = [];

async function obey(order: ProgramOrder): Promise<void> {
  switch (order.kind) {
    case 'start':
      nextNumber = order.firstNumber;
      historian = await createHistorian({
        database: order.database,
        tenant: order.tenant,
        directory: order.directory,
        spool: order.spool,
        sinks: order.sinks,
        sources: NUMBERED_SOURCES,
        storeIntervalMs: order.storeIntervalMs,
        nowUs: () => Date.now() * 1_000 + order.clockShiftUs,
        onEvent: (event) => report({ kind: 'event', event }),
      });
      report({ kind: 'ready' });
      for (let writer = 0; writer < order.writers; writer++)
        writers.push(write(historian, order).catch(fail));
      if (order.seals) writers.push(seal(order).catch(fail));
      return;
    case 'pause':
      isWriting = false;
      await Promise.all(writers);
      report({ kind: 'paused' });
      return;
    case 'stop':
      isWriting = false;
      if (order.empty) await Promise.all(writers);
      while (order.empty && historian!.stats().spool.blocks > 0) await delay(5);
      await historian!.stop();
      report({ kind: 'stopped' });
      return;
    case 'end-thread':
      await endThreads(1);
      report({ kind: 'thread-ended' });
  }
}

async function write(
  into: Historian,
  { samplesPerBatch, pauseMs }: Extract<ProgramOrder, { kind: 'start' }>,
): Promise<void> {
  while (isWriting) {
    const first = nextNumber;
    // Batches of all sizes up to the largest.
    nextNumber += 1 + ((first * 7_919) % samplesPerBatch);
    const last = nextNumber - 1;
    try {
      await into.write(numberedBatch(first, last));
    } catch (error) {
      if (!isWriting && (error as { code?: string }).code === 'STOPPED') return;
      throw error;
    }
    report({ kind: 'acknowledged', first, last });
    if (pauseMs > 0) await delay(pauseMs);
  }
}

async function seal({ database }: Extract<ProgramOrder, { kind: 'start' }>): Promise<void> {
  while (isWriting) {
    await sealHistory({ database });
    await delay(20);
  }
}
