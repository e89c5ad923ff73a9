import type { Frame } from '@varve/protocols';
import type { HistorianEvent } from '../historian-event.ts';
import { createDelivery, type Delivery } from '../sink/delivery.ts';
import type { Sink } from '../sink/sink.ts';
import type { Block } from '../spool/block.ts';
import type { Spool, SpooledBlock } from '../spool/spool.ts';
import type { Counters } from './counters.ts';
import { createLatencyMeter, type LatencyMeter } from './latency-meter.ts';
import type { ProcessResult } from './pipeline.worker.ts';
import { createShardQueue, type FrameGroup, type ShardQueue } from './shard-queue.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The way of frames to rows. This file alone decides its order. */
export interface Pipeline {
  /**
   * Takes a frame of a source.
   *
   * @param acknowledge - called when what is in the frame would survive anything
   */
  push(source: number, frame: Frame, acknowledge?: () => void): void;
  /** Undefined when frames of a source are welcome, else a promise for when they are again. */
  whenReady(source: number): Promise<void> | undefined;
  /** Takes rows that are encoded already; resolves when they would survive anything. */
  append(block: Block): Promise<void>;
  readonly latency: LatencyMeter;
  /** Sends what waits in the shards, without waiting for the timer. */
  flush(): void;
  /** Puts everything that was pushed, and what the filters hold back, into the spool: nothing may be pushed after. */
  drain(): Promise<void>;
  /** Resolves when every sink has stored everything. */
  stored(): Promise<void>;
  stop(): void;
}

/** What a pipeline is made of. */
export interface PipelineParts {
  readonly pool: WorkerPool;
  readonly spool: Spool;
  /** The first is the one whose commits are counted. */
  readonly sinks: readonly Sink[];
  /** Blocks of an earlier run, by the name of the sink that does not have them yet. */
  readonly recovered: ReadonlyMap<string, readonly SpooledBlock[]>;
  readonly counters: Counters;
  readonly shardCount: number;
  readonly flushIntervalMs: number;
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
  /** Called when a thread ended in the middle of a group: what its filters remember may be of samples that never came out. */
  readonly forgetFilters: () => void;
}

const FLUSH_BYTES = 1_048_576;
const FULL_BYTES = 4 * FLUSH_BYTES;
const MOST_BYTES = 4 * FULL_BYTES;
// Groups of a shard that may be on their way to disk before the next is decoded.
const MOST_APPENDS_PER_SHARD = 4;

/**
 * Starts the flow:
 *
 * 1. frames wait in the shard of their source (`ShardQueue`), for a time or a size;
 * 2. a worker turns them into a block of rows (`processFrames`): decode, clock, filters, COPY encoding;
 * 3. the block goes to disk (`Spool.append`), and whoever sent the frames is told that they are safe;
 * 4. each sink takes it from there (`Delivery`), PostgreSQL by COPY with an entry in the ledger;
 * 5. when all have it, the spool forgets it (`Spool.release`).
 */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { pool, spool, counters, nowUs, onEvent } = parts;
  const latency = createLatencyMeter();
  const lacking = new Map<SpooledBlock, number>();
  const origins = new Map<SpooledBlock, Origin>();
  const deliveries = parts.sinks.map((sink, position) =>
    createDelivery(sink, { onEvent, onStored: (blocks) => countStored(blocks, position === 0) }),
  );
  const shards = Array.from({ length: parts.shardCount }, () => createShard());
  const timer = setInterval(flush, parts.flushIntervalMs);
  recover(parts.recovered, deliveries, lacking);

  function flush(): void {
    for (const { queue } of shards) queue.flush();
  }

  function createShard(): Shard {
    const appending = new Set<Promise<void>>();
    const queue = createShardQueue(
      { flushBytes: FLUSH_BYTES, fullBytes: FULL_BYTES, mostBytes: MOST_BYTES },
      (group) => processGroup(group, appending),
    );
    return { queue, appending };
  }

  async function processGroup(group: FrameGroup, appending: Set<Promise<void>>): Promise<void> {
    const arrivalsUs = latency.arrivalsOf(group.frames);
    const result = await processSafely(() => pool.process(group.frames, nowUs()));
    counters.addProcessed(result);
    const appended = spoolResult(result, arrivalsUs, group.acknowledge).finally(() => {
      appending.delete(appended);
    });
    appending.add(appended);
    await spool.whenRoom();
    if (appending.size >= MOST_APPENDS_PER_SHARD) await Promise.race(appending);
  }

  /** A thread that ends gives its work to another. */
  async function processSafely(work: () => Promise<ProcessResult>): Promise<ProcessResult> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        onEvent({ kind: 'worker-failed', reason: (error as Error).message });
        parts.forgetFilters();
      }
    }
  }

  async function spoolResult(
    { block, passed }: ProcessResult,
    arrivalsUs: readonly number[],
    acknowledge: readonly (() => void)[],
  ): Promise<void> {
    if (block.rowCount > 0) deliver(await spool.append(block), { passed, arrivalsUs });
    for (const tell of acknowledge) tell();
  }

  function deliver(block: SpooledBlock, origin: Origin | undefined): void {
    lacking.set(block, deliveries.length);
    if (origin !== undefined) origins.set(block, origin);
    for (const delivery of deliveries) delivery.add(block);
  }

  function countStored(blocks: readonly SpooledBlock[], isFirstSink: boolean): void {
    for (const block of blocks) {
      const origin = origins.get(block);
      if (isFirstSink && origin !== undefined) {
        counters.addStored(origin.passed);
        latency.committed(origin.arrivalsUs, nowUs());
        origins.delete(block);
      }
      const left = lacking.get(block)! - 1;
      lacking.set(block, left);
      if (left > 0) continue;
      lacking.delete(block);
      spool.release(block);
    }
  }

  const shardOf = (source: number): ShardQueue => shards[source % shards.length]!.queue;
  return {
    push(source, frame, acknowledge) {
      if (!shardOf(source).push(frame, acknowledge)) counters.addDropped(source);
    },
    whenReady: (source) => shardOf(source).whenReady(),
    async append(block) {
      await spool.whenRoom();
      deliver(await spool.append(block), undefined);
    },
    latency,
    flush,
    async drain() {
      for (const { queue, appending } of shards) {
        await queue.drain();
        await Promise.all(appending);
      }
      const held = await processSafely(() => pool.flush());
      counters.addProcessed(held);
      await spoolResult(held, [], []);
    },
    async stored() {
      await Promise.all(deliveries.map((delivery) => delivery.idle()));
    },
    stop() {
      clearInterval(timer);
      for (const delivery of deliveries) delivery.abandon();
    },
  };
}

interface Shard {
  readonly queue: ShardQueue;
  /** Groups on their way to disk. */
  readonly appending: Set<Promise<void>>;
}

/** Where a block came from, for the counters of this run. */
interface Origin {
  /** Rows by source. */
  readonly passed: Float64Array;
  readonly arrivalsUs: readonly number[];
}

function recover(
  recovered: PipelineParts['recovered'],
  deliveries: readonly Delivery[],
  lacking: Map<SpooledBlock, number>,
): void {
  for (const delivery of deliveries) {
    for (const block of recovered.get(delivery.sink.name) ?? []) {
      lacking.set(block, (lacking.get(block) ?? 0) + 1);
      delivery.add(block);
    }
  }
}
