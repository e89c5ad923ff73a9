import { setTimeout as delay } from 'node:timers/promises';
import type { HistorianEvent } from '../historian-event.ts';
import type { NumberedBlock } from '../spool/block.ts';
import type { SpooledBlock } from '../spool/spool.ts';
import type { StoreOutcome } from '../write/block-writer.ts';
import type { Sink } from './sink.ts';

/** The way of spooled blocks into one sink: in order, together where they wait, and again until they are stored. */
export interface Delivery {
  readonly sink: Sink;
  add(block: SpooledBlock): void;
  /** Blocks that are not stored yet. */
  waiting(): number;
  /** Resolves when nothing waits, or at once after `abandon`. */
  idle(): Promise<void>;
  /** Ends the waiting for a sink that does not answer: what is not stored stays in the spool. */
  abandon(): void;
}

/** What a delivery reports to. */
export interface DeliveryHost {
  readonly onEvent: (event: HistorianEvent) => void;
  readonly onStored: (blocks: readonly SpooledBlock[]) => void;
}

// Blocks that waited go in one transaction: an outage is caught up with in few large steps.
const MOST_BLOCKS_AT_ONCE = 32;
const MOST_ROWS_AT_ONCE = 200_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** Starts delivering to a sink. */
export function createDelivery(sink: Sink, host: DeliveryHost): Delivery {
  const queue: SpooledBlock[] = [];
  const underWay = new Set<SpooledBlock>();
  const stopping = new AbortController();
  let running = 0;
  let idle: PromiseWithResolvers<void> | undefined;

  const run = async (): Promise<void> => {
    while (queue.length > 0 && !stopping.signal.aborted) {
      const group = takeGroup(queue);
      for (const block of group) underWay.add(block);
      const isStored = await storeUntilDone(sink, group, host, stopping.signal);
      for (const block of group) underWay.delete(block);
      if (isStored) host.onStored(group);
    }
    running--;
    if (running === 0) {
      idle?.resolve();
      idle = undefined;
    }
  };

  return {
    sink,
    add(block) {
      queue.push(block);
      if (running >= sink.concurrency) return;
      running++;
      void run();
    },
    waiting: () => queue.length + underWay.size,
    idle() {
      if (running === 0 || stopping.signal.aborted) return Promise.resolve();
      idle ??= Promise.withResolvers();
      return idle.promise;
    },
    abandon() {
      stopping.abort();
      idle?.resolve();
    },
  };
}

function takeGroup(queue: SpooledBlock[]): SpooledBlock[] {
  const table = queue[0]!.target.table;
  let count = 0;
  let rows = 0;
  while (count < queue.length && count < MOST_BLOCKS_AT_ONCE) {
    const block = queue[count]!;
    rows += block.rowCount;
    if (count > 0 && (rows > MOST_ROWS_AT_ONCE || block.target.table !== table)) break;
    count++;
  }
  return queue.splice(0, count);
}

async function storeUntilDone(
  sink: Sink,
  group: readonly SpooledBlock[],
  { onEvent }: DeliveryHost,
  signal: AbortSignal,
): Promise<boolean> {
  for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)) {
    const outcome = await tryOnce(sink, group);
    if (outcome.stored) {
      if (outcome.refused !== undefined) onEvent({ kind: 'rows-refused', ...outcome.refused });
      return true;
    }
    if (signal.aborted) return false;
    const { code, message } = outcome;
    const rowCount = group.reduce((sum, block) => sum + block.rowCount, 0);
    onEvent({ kind: 'store-failed', sink: sink.name, code, message, rowCount });
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Reads rows back; blocks that the spool gave up are left out. */
async function readBlocks(group: readonly SpooledBlock[]): Promise<NumberedBlock[]> {
  const blocks: NumberedBlock[] = [];
  for (const { blockNo, target, rowCount, firstTimeUs, lastTimeUs, ...block } of group) {
    const rows = await block.rows();
    if (rows !== undefined) {
      blocks.push({ blockNo, target, rowCount, firstTimeUs, lastTimeUs, rows });
    }
  }
  return blocks;
}

async function tryOnce(sink: Sink, group: readonly SpooledBlock[]): Promise<StoreOutcome> {
  try {
    const blocks = await readBlocks(group);
    if (blocks.length === 0) return { stored: true, refused: undefined };
    return await sink.store(blocks);
  } catch (error) {
    // A thread that ended: the blocks are still in the spool.
    return { stored: false, code: 'SINK_FAILED', message: (error as Error).message };
  }
}
