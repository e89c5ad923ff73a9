import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, FrameBuffer } from '@varve/protocols';
import type { HistorianEvent } from '../historian-event.ts';
import { createCounters, type Counters } from './counters.ts';
import { createLatencyMeter, type LatencyMeter } from './latency-meter.ts';
import type { ProcessResult } from './pipeline.worker.ts';
import type { EncodedBlock } from './sample-writer.ts';
import { createShardQueue, type ShardQueue } from './shard-queue.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The way of frames to rows. This file alone decides its order. */
export interface Pipeline {
  /** Takes a frame of a source. */
  push(source: number, frame: Frame): void;
  /** Undefined when frames of a source are welcome, else a promise for when they are again. */
  whenReady(source: number): Promise<void> | undefined;
  readonly counters: Counters;
  readonly latency: LatencyMeter;
  /** Stores everything that was pushed, and what the filters hold back: nothing may be pushed after. */
  drain(): Promise<void>;
  stop(): void;
}

/** What a pipeline is made of. */
export interface PipelineParts {
  readonly pool: WorkerPool;
  readonly sourceCount: number;
  readonly shardCount: number;
  readonly flushIntervalMs: number;
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

const FLUSH_BYTES = 1_048_576;
const FULL_BYTES = 4 * FLUSH_BYTES;
const MOST_BYTES = 4 * FULL_BYTES;
// Blocks of a shard that may wait for the database before its frames have to wait too.
const MOST_BLOCKS_PER_SHARD = 4;
const RETRY_MS = 1_000;

/** Starts the flow: frames wait in shards, go to a worker in time or size, and come back as blocks to store. */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { pool, sourceCount, shardCount, nowUs, onEvent } = parts;
  const counters = createCounters(sourceCount, nowUs);
  const latency = createLatencyMeter();
  const shards = Array.from({ length: shardCount }, () => createShard());
  const timer = setInterval(() => {
    for (const { queue } of shards) queue.flush();
  }, parts.flushIntervalMs);

  function createShard(): { readonly queue: ShardQueue; readonly storing: Set<Promise<void>> } {
    const storing = new Set<Promise<void>>();
    const queue = createShardQueue(
      { flushBytes: FLUSH_BYTES, fullBytes: FULL_BYTES, mostBytes: MOST_BYTES },
      (buffer) => processBuffer(buffer, storing),
    );
    return { queue, storing };
  }

  async function processBuffer(buffer: FrameBuffer, storing: Set<Promise<void>>): Promise<void> {
    const arrivals = latency.arrivalsOf(buffer);
    const stored = storeResult(await pool.process(buffer, nowUs()), arrivals).finally(() => {
      storing.delete(stored);
    });
    storing.add(stored);
    if (storing.size >= MOST_BLOCKS_PER_SHARD) await Promise.race(storing);
  }

  async function storeResult(result: ProcessResult, arrivals: readonly number[]): Promise<void> {
    counters.addProcessed(result);
    if (result.block.rowCount === 0) return;
    await storeBlock(result.block);
    counters.addStored(result.passed);
    latency.committed(arrivals, nowUs());
  }

  async function storeBlock(first: EncodedBlock): Promise<void> {
    let block = first;
    for (;;) {
      const result = await pool.store(block);
      if (result.outcome.stored) return;
      onEvent({ kind: 'store-failed', ...result.outcome, rowCount: block.rowCount });
      block = result.block;
      await delay(RETRY_MS);
    }
  }

  const shardOf = (source: number): ShardQueue => shards[source % shardCount]!.queue;
  return {
    push(source, frame) {
      if (!shardOf(source).push(frame)) counters.addDropped(source);
    },
    whenReady: (source) => shardOf(source).whenReady(),
    counters,
    latency,
    async drain() {
      for (const { queue, storing } of shards) {
        await queue.drain();
        await Promise.all(storing);
      }
      await storeResult(await pool.flush(), []);
    },
    stop: () => clearInterval(timer),
  };
}
