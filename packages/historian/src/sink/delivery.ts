import { setTimeout as delay } from 'node:timers/promises';
import type { HistorianEvent } from '../historian-event.ts';
import type { NumberedBlock } from '../spool/block.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import type { RefusedRows, StoreOutcome } from '../store/store-outcome.ts';
import type { RefusedTags } from '../store/refused-tags.ts';
import type { Sink } from './sink.ts';
import { failureOf } from '../store/failure-of.ts';
import { createBlockQueue } from './block-queue.ts';
import { oldestOf } from './oldest-of.ts';

/** The way of spooled blocks into one sink: in order, together where they wait, and again until they are stored. */
export interface Delivery {
  readonly sink: Sink;
  /** Takes a block that the sink is to have; blocks come in the order of their numbers. */
  add(block: SpooledBlock): void;
  /** The highest block number up to which the sink has all that it was given. */
  storedThrough(): number;
  stats(): SinkStats;
  /** Sends at once what waits for its time. */
  hurry(): void;
  /** From now on nothing waits for its time; resolves when nothing is left, or at once after `abandon`. */
  empty(): Promise<void>;
  /** Ends the waiting for a sink that does not answer: what is not stored stays in the spool. */
  abandon(): void;
}

/** How one sink is doing, since the historian started. */
export interface SinkStats {
  readonly name: string;
  /** Whether it did not take what it was given last: it is tried again. */
  readonly isFailing: boolean;
  /** Blocks that are not stored yet. */
  readonly waitingBlocks: number;
  /** When the oldest of them came, microseconds since 1970; undefined where none waits. */
  readonly oldestUs: number | undefined;
  readonly storedRows: number;
  /** Rows that it refused for good; they are in the dead-letter file. */
  readonly refusedRows: number;
  /** Rows that the spool lost before this sink had them. */
  readonly lostRows: number;
  readonly lastError:
    | { readonly code: string; readonly message: string; readonly timeUs: number }
    | undefined;
}

/** Receiver of the reports of a delivery. */
export interface DeliveryHost {
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
  /** @param refused - rows of it that the sink refused for good */
  readonly onStored: (block: SpooledBlock, refused: RefusedTags | undefined) => void;
  /** The spool gave a block up before it was stored. */
  readonly onLost: (block: SpooledBlock) => void;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** Starts delivering to a sink. */
export function createDelivery(sink: Sink, host: DeliveryHost): Delivery {
  const queue = createBlockQueue(sink.pace, start);
  const underWay = new Set<SpooledBlock>();
  const stopping = new AbortController();
  const tally = createTally(sink.name, host);
  let running = 0;
  let highest = 0;
  let idle: PromiseWithResolvers<void> | undefined;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const group = queue.take();
      if (group === undefined) break;
      for (const block of group) underWay.add(block);
      const stored = await storeUntilDone(sink, group, stopping.signal, tally);
      // The end came first: they are still waiting, and no progress goes past them.
      if (stored === undefined) break;
      for (const block of group) {
        underWay.delete(block);
        if (stored.blockNos.has(block.blockNo)) tally.stored(block, stored.refused);
        else tally.lost(block);
      }
    }
    running--;
    if (running === 0) {
      idle?.resolve();
      idle = undefined;
    }
  }

  function start(): void {
    if (running >= sink.concurrency) return;
    running++;
    void run();
  }

  return {
    sink,
    add(block) {
      highest = Math.max(highest, block.blockNo);
      for (const dropped of queue.put(block)) tally.lost(dropped);
    },
    storedThrough() {
      const open = [...underWay, ...queue.oldest()].map(({ blockNo }) => blockNo - 1);
      return Math.min(highest, ...open);
    },
    stats: () => ({
      name: sink.name,
      waitingBlocks: queue.length() + underWay.size,
      oldestUs: oldestOf([...underWay, ...queue.oldest()].map(({ arrivedUs }) => arrivedUs)),
      ...tally.counts(),
    }),
    hurry: () => queue.hurry(),
    empty() {
      queue.end();
      if (running === 0 || stopping.signal.aborted) return Promise.resolve();
      idle ??= Promise.withResolvers();
      return idle.promise;
    },
    abandon() {
      stopping.abort();
      queue.stop();
      idle?.resolve();
    },
  };
}

/** Counts the blocks of a sink by their fate, and reports them. */
interface Tally {
  stored(block: SpooledBlock, refused: RefusedRows | undefined): void;
  lost(block: SpooledBlock): void;
  refused(refused: RefusedRows): void;
  failed(failure: { readonly code: string; readonly message: string }, rowCount: number): void;
  counts(): Omit<SinkStats, 'name' | 'waitingBlocks' | 'oldestUs'>;
}

function createTally(sink: string, host: DeliveryHost): Tally {
  let storedRows = 0;
  let refusedRows = 0;
  let lostRows = 0;
  let isFailing = false;
  let lastError: SinkStats['lastError'];
  return {
    stored(block, refused) {
      isFailing = false;
      storedRows += block.rowCount;
      host.onStored(block, refused?.byBlock?.get(block.blockNo));
    },
    lost(block) {
      lostRows += block.rowCount;
      host.onLost(block);
    },
    refused(refused) {
      const { code, message, rowCount } = refused;
      refusedRows += rowCount;
      // Their blocks are about to be counted as stored.
      storedRows -= rowCount;
      lastError = { code, message, timeUs: host.nowUs() };
      host.onEvent({ kind: 'rows-refused', sink, code, message, rowCount });
    },
    failed({ code, message }, rowCount) {
      isFailing = true;
      lastError = { code, message, timeUs: host.nowUs() };
      host.onEvent({ kind: 'store-failed', sink, code, message, rowCount });
    },
    counts: () => ({ isFailing, storedRows, refusedRows, lostRows, lastError }),
  };
}

/** Blocks that the spool still had, and the rows that were refused. */
interface StoredGroup {
  readonly blockNos: ReadonlySet<number>;
  readonly refused: RefusedRows | undefined;
}

/** Tries until a group is stored; undefined when the delivery ends before. */
async function storeUntilDone(
  sink: Sink,
  group: readonly SpooledBlock[],
  signal: AbortSignal,
  tally: Tally,
): Promise<StoredGroup | undefined> {
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    const { outcome, blockNos } = await tryOnce(sink, group);
    if (outcome.stored) {
      if (outcome.refused !== undefined) tally.refused(outcome.refused);
      return { blockNos, refused: outcome.refused };
    }
    if (signal.aborted) return undefined;
    const rowCount = group.reduce((sum, block) => sum + block.rowCount, 0);
    tally.failed(outcome, rowCount);
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
    retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
  }
  return undefined;
}

/** Reads blocks back; blocks that the spool lost are left out. */
async function readBlocks(group: readonly SpooledBlock[]): Promise<NumberedBlock[]> {
  const blocks: NumberedBlock[] = [];
  for (const { blockNo, series, rowCount, firstTimeUs, lastTimeUs, ...block } of group) {
    const parts = await block.parts();
    if (parts !== undefined) {
      blocks.push({ blockNo, series, rowCount, firstTimeUs, lastTimeUs, parts });
    }
  }
  return blocks;
}

interface Try {
  readonly outcome: StoreOutcome;
  /** Numbers of the blocks that were handed over. */
  readonly blockNos: ReadonlySet<number>;
}

async function tryOnce(sink: Sink, group: readonly SpooledBlock[]): Promise<Try> {
  try {
    const blocks = await readBlocks(group);
    const blockNos = new Set(blocks.map(({ blockNo }) => blockNo));
    if (blocks.length === 0) return { outcome: { stored: true, refused: undefined }, blockNos };
    return { outcome: await sink.store(blocks), blockNos };
  } catch (error) {
    // A thread that ended: the blocks are still in the spool.
    return { outcome: { stored: false, ...failureOf(error) }, blockNos: new Set() };
  }
}
