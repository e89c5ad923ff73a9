import { z } from 'zod';

export const statusPermissions = ['status.read'] as const;

// Sources and sinks are written by hand, so a list of them is short.
const MAX_SOURCES = 10_000;
const MAX_SINKS = 1_000;
const MAX_COLLECTORS = 1_000;

const sampleCount = z.int().nonnegative();

/** Counters of one source since the historian started. They count samples, not frames. */
const sourceCounters = z.strictObject({
  received: sampleCount,
  accepted: sampleCount,
  filtered: sampleCount,
  stored: sampleCount,
  rejected: sampleCount,
});

/** How one source is doing. */
export const sourceHealth = z.strictObject({
  name: z.string(),
  protocol: z.enum(['modbus', 'mqtt', 'opcua', 'program']),
  /** Where it is: `127.0.0.1:502`, `mqtt://…`, `opc.tcp://…`; never with a password. */
  address: z.string(),
  /** `degraded`: connected, but part of it is in trouble. */
  state: z.enum(['connecting', 'connected', 'degraded', 'disconnected', 'stopped']),
  /** Why it is not as it should be; null where there is nothing to say. */
  stateReason: z.string().nullable(),
  counters: sourceCounters,
  /** Milliseconds since 1970 of the newest frame; null before the first. */
  lastFrameMs: z.number().nullable(),
  /** The last error and its time; null when there was none. */
  lastError: z
    .strictObject({ reason: z.string(), timeMs: z.number(), count: z.int().positive() })
    .nullable(),
});
export type SourceHealth = z.infer<typeof sourceHealth>;

/** How one sink is doing: the database, or another place that samples go to. */
export const sinkHealth = z.strictObject({
  name: z.string(),
  /** `failing`: it did not take the last block; the block is tried again. */
  state: z.enum(['working', 'failing']),
  waitingBlocks: z.int().nonnegative(),
  /** The last error and its time; null when there was none. */
  lastError: z.strictObject({ reason: z.string(), timeMs: z.number() }).nullable(),
});
export type SinkHealth = z.infer<typeof sinkHealth>;

/** How the clock of the collector's machine is doing. */
export const clockHealth = z.strictObject({
  /** It shows a time before the newest that is stored: samples stamped by it are Uncertain. */
  isBehind: z.boolean(),
  /** Last time that it was set since the start: the time it showed then, and by how much, below zero where back; null before. */
  lastStep: z.strictObject({ byMs: z.number(), timeMs: z.number() }).nullable(),
});
export type ClockHealth = z.infer<typeof clockHealth>;

/** The state of one collector. */
const collectorState = z.strictObject({
  /** Name of its machine. */
  host: z.string(),
  /** `silent`: it has told nothing for longer than it may be quiet, so nothing is known of its tags. */
  state: z.enum(['working', 'silent', 'stopped']),
  /** Milliseconds since 1970, by the clock of the database where it runs apart. */
  heardAtMs: z.number(),
});

/** How the collectors are doing: sources, pipeline, spool and sinks. */
export const collectorHealth = z.strictObject({
  /** One that runs in the server's process, or all those that run apart. */
  collectors: z.array(collectorState).max(MAX_COLLECTORS),
  sources: z.array(sourceHealth).max(MAX_SOURCES),
  /** The database first, then the others. */
  sinks: z.array(sinkHealth).max(MAX_SINKS),
  /** Blocks that wait on disk; while it is full, sources wait too. Null while no collector works: nobody knows. */
  spool: z
    .strictObject({
      blocks: z.int().nonnegative(),
      bytes: z.number().nonnegative(),
      isFull: z.boolean(),
    })
    .nullable(),
  /** Null while no collector works. */
  clock: clockHealth.nullable(),
  /** Median and 95th percentile from frame arrival to committed row, over the last minute, with what waits longer; null where nothing came. */
  latencyMs: z.strictObject({ p50: z.number(), p95: z.number() }).nullable(),
});
export type CollectorHealth = z.infer<typeof collectorHealth>;

/** Output of `status.health`. */
export const health = collectorHealth.extend({
  /** `unhealthy`: the database does not answer; `degraded`: part of the collector is in trouble. */
  status: z.enum(['healthy', 'degraded', 'unhealthy']),
  version: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  database: z.strictObject({ state: z.enum(['connected', 'disconnected']), engine: z.string() }),
});
export type Health = z.infer<typeof health>;

/** Input of `status.health`: it asks for nothing in particular. */
export const readHealthInput = z.strictObject({}).optional();
