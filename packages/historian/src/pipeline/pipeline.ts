import { StatusCode, type Frame } from '@varve/protocols';
import type { HistorianEvent } from '../historian-event.ts';
import { DIRECT_PLAN } from '../tags/tag-list.ts';
import { createFilterCheckpoint, type TagMemory } from './filter-checkpoint.ts';
import { createLatencyMeter, type LatencyMeter, type LatencyQuantiles } from './latency-meter.ts';
import { decodeGroup, type GroupHost } from './decode-group.ts';
import type { SourceReceipt } from './held-log.ts';
import type { SetAside } from './set-aside.ts';
import { createShardQueue, type FrameGroup, type ShardQueue } from './shard-queue.ts';
import { createSpooler, type Arrivals, type SpoolerParts } from './spooler.ts';
import { tryOnThread, type ThreadHost } from './try-on-thread.ts';
import { oldestOf } from '../sink/oldest-of.ts';
import type { Instant } from '../worker/take-runs.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';

/** The way of frames to rows. This file alone decides its order. */
export interface Pipeline {
  /**
   * Takes a frame of a source; false when it does not: the queue is full, or the pipeline drains.
   *
   * @param acknowledge - called when the samples of the frame are synced to disk
   * @param receipt - what the device knows it by: kept with what is in it
   */
  push(source: number, frame: Frame, acknowledge?: () => void, receipt?: SourceReceipt): boolean;
  /** Undefined when frames of a source are welcome, else a promise for when they are again. */
  whenReady(source: number): Promise<void> | undefined;
  /** When the oldest frame came that is not on disk; undefined where all are. */
  oldestUs(): number | undefined;
  /** As `LatencyMeter.quantiles`. @param blockUs - when the oldest block came that is not committed */
  latencyMs(blockUs: number | undefined): LatencyQuantiles | undefined;
  /** Sends what waits in the shards, without waiting for the timer. */
  flush(): void;
  /** Resolves when the samples of every frame that a source pushed are synced to disk. */
  settled(source: number): Promise<void>;
  /**
   * Puts other threads in the place of those at work, between two groups of frames. Frames that come meanwhile wait.
   *
   * @param ending - tags of which the filters are to hold nothing back any more
   * @param exchange - called when nothing is decoded and no filter works; returns the threads to go on with
   */
  exchange(ending: Int32Array, exchange: () => WorkerPool): Promise<void>;
  /**
   * Puts everything that was pushed, and what the filters hold back of tags, into the spool, its quota or not: nothing is
   * taken after.
   */
  drain(tags: Int32Array): Promise<void>;
  stop(): void;
}

/** Options of `createPipeline`. */
export interface PipelineParts extends SpoolerParts {
  readonly pool: WorkerPool;
  readonly shardCount: number;
  readonly flushIntervalMs: number;
  readonly instant: () => Instant;
  readonly onEvent: (event: HistorianEvent) => void;
  /** Memory of the filters at the time. */
  readonly memory: () => TagMemory;
  /** Positions of the tags whose samples go through a shard. */
  readonly tagsOfShard: (shard: number) => Int32Array;
  readonly setAside: SetAside;
}

const FLUSH_BYTES = 1_048_576;
const FULL_BYTES = 4 * FLUSH_BYTES;
const LIMITS = { flushBytes: FLUSH_BYTES, fullBytes: FULL_BYTES, mostBytes: 4 * FULL_BYTES };
// Groups of a shard that may be on their way to disk before the next is decoded.
const MOST_APPENDS_PER_SHARD = 4;
const NO_ARRIVALS: Arrivals = { arrivalsUs: [], acknowledge: [], receipts: [] };

/**
 * Starts the flow:
 *
 * 1. frames wait in the shard of their source (`ShardQueue`), for a time or a size;
 * 2. a worker turns them into a block of rows (`decodeGroup`): decode, clock, filters, COPY encoding; should it end, the
 *    filters remember what they did before, and another worker does it;
 * 3. what the filters hold back goes to disk (`HeldLog.put`) and the block behind it (`Spool.append`), and whoever sent the frames
 *    is told that they are safe;
 * 4. each sink takes it from there (`Outbox`), PostgreSQL by COPY with an entry in the ledger;
 * 5. when all have it, the spool forgets it (`Spool.release`).
 */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { spool, counters, nowUs, onEvent } = parts;
  let { pool } = parts;
  const latency = createLatencyMeter();
  const spoolResults = createSpooler(parts, latency);
  const shards = Array.from({ length: parts.shardCount }, (_, shard) => createShard(shard));
  const flush = (): void => shards.forEach(({ queue }) => queue.flush());
  const timer = setInterval(flush, parts.flushIntervalMs);
  const draining = Promise.withResolvers<void>();
  let phase: 'running' | 'draining' | 'stopped' = 'running';

  function createShard(shard: number): Shard {
    const appending = new Set<Promise<void>>();
    const thread = threadHost(parts, () => parts.tagsOfShard(shard), threadEnded);
    const host = groupHost(parts, thread, (frames) => pool.decode(frames, parts.instant()));
    const queue = createShardQueue(LIMITS, (group) => takeGroup(group, { host, appending }));
    return { queue, appending };
  }

  /** Tells that a thread ended; false where no other will follow. */
  function threadEnded(reason: string): boolean {
    if (phase !== 'stopped') onEvent({ kind: 'worker-failed', reason });
    return phase !== 'stopped';
  }

  async function takeGroup(group: FrameGroup, { host, appending }: ShardWork): Promise<void> {
    const arrivalsUs = latency.arrivalsOf(group.frames);
    const results = await decodeGroup(group.frames, host);
    if (results === undefined) return;
    const appended = spoolResults(results, { ...group, arrivalsUs }).finally(() => {
      appending.delete(appended);
    });
    appending.add(appended);
    const room = phase === 'running' ? spool.whenRoom() : undefined;
    if (room !== undefined) await Promise.race([room, draining.promise]);
    if (appending.size >= MOST_APPENDS_PER_SHARD) await Promise.race(appending);
  }

  async function flushFilters(tags: Int32Array): Promise<void> {
    const thread = threadHost(parts, () => tags, threadEnded);
    const held = await untilDone(thread, () => pool.flush(tags));
    if (held !== undefined) await spoolResults([held], NO_ARRIVALS);
  }

  return {
    push(source, frame, acknowledge, receipt) {
      if (phase !== 'running') return false;
      const isTaken = shards[source % shards.length]!.queue.push(frame, acknowledge, receipt);
      if (!isTaken) counters.addDropped(source);
      return isTaken;
    },
    whenReady: (source) => shards[source % shards.length]!.queue.whenReady(),
    oldestUs: () => oldestUsOf(latency, shards, undefined),
    latencyMs: (blockUs) => latency.quantiles(nowUs(), oldestUsOf(latency, shards, blockUs)),
    flush,
    settled: (source) => settle(shards[source % shards.length]!.queue, nowUs()),
    exchange: (ending, exchange) =>
      whileHeld(shards, async () => {
        await flushFilters(ending);
        pool = exchange();
      }),
    async drain(tags) {
      phase = 'draining';
      draining.resolve();
      await drainShards(shards);
      await flushFilters(tags);
      parts.heldLog.clear();
    },
    stop() {
      phase = 'stopped';
      parts.setAside.stop();
      clearInterval(timer);
    },
  };
}

/** Finds when the oldest came of all that is not committed. */
function oldestUsOf(
  latency: LatencyMeter,
  shards: readonly Shard[],
  blockUs: number | undefined,
): number | undefined {
  return oldestOf([blockUs, latency.oldestUs(), ...shards.map(({ queue }) => queue.oldestUs())]);
}

/** Keeps what the filters remember of tags, while a thread works on them. */
function threadHost(
  { memory }: PipelineParts,
  tags: () => Int32Array,
  threadEnded: ThreadHost['threadEnded'],
): ThreadHost {
  const checkpoint = createFilterCheckpoint();
  return {
    save: () => checkpoint.save(memory(), tags()),
    restore: () => checkpoint.restore(),
    threadEnded,
  };
}

function groupHost(
  { setAside }: PipelineParts,
  thread: ThreadHost,
  decode: GroupHost['decode'],
): GroupHost {
  return { ...thread, decode, setAside: (frame, reason) => setAside.put(frame, reason) };
}

/** Does work on one thread after the other; undefined when no other follows. */
async function untilDone<Result>(
  thread: ThreadHost,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  return (await tryOnThread(thread, work, Number.POSITIVE_INFINITY))?.result;
}

/** Services for the groups of a shard. */
interface ShardWork {
  readonly host: GroupHost;
  /** Groups on their way to disk. */
  readonly appending: Set<Promise<void>>;
}

interface Shard {
  readonly queue: ShardQueue;
  /** Groups on their way to disk. */
  readonly appending: Set<Promise<void>>;
}

async function drainShards(shards: readonly Shard[]): Promise<void> {
  for (const { queue, appending } of shards) {
    await queue.drain();
    await Promise.all(appending);
  }
}

/** Resolves when everything that a queue has taken is synced to disk. */
async function settle(queue: ShardQueue, receivedUs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Behind everything that was pushed, without a sample in it.
  const payload = new Uint8Array(0);
  const marker: Frame = { plan: DIRECT_PLAN, receivedUs, status: StatusCode.good, payload };
  while (!queue.push(marker, resolve)) await queue.whenReady();
  queue.flush();
  await promise;
}

/** Does something while no group of any shard is with a thread. */
async function whileHeld(shards: readonly Shard[], work: () => Promise<void>): Promise<void> {
  await Promise.all(shards.map(({ queue }) => queue.hold()));
  try {
    await work();
  } finally {
    for (const { queue } of shards) queue.resume();
  }
}
