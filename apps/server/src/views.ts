/** A tag as the console lists it. */
export interface TagView {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly dataType: 'analog' | 'digital' | 'counter' | 'text';
  /** Labels of a digital tag's states: a state's number is its index. */
  readonly states: readonly string[];
  readonly interpolation: 'step' | 'linear';
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
  /** Name of the source that feeds it. */
  readonly source: string;
}

/** Last known sample of a tag. */
export interface LatestView {
  readonly tagId: number;
  /** Milliseconds since 1970, UTC. */
  readonly timeMs: number;
  /** In the tag's unit; null where a bad sample has no value. */
  readonly value: number | null;
  /** Of text tags only; null where a bad sample has none. */
  readonly text?: string | null;
  /** OPC UA status code as a signed 32-bit integer: negative is Bad, 0x40000000 and up is Uncertain. */
  readonly status: number;
}

/** Samples of one tag over a range, reduced to what a chart can show, in columns of equal length. */
export interface TrendView {
  readonly tagId: number;
  /** Milliseconds since 1970, UTC, ascending. */
  readonly timesMs: readonly number[];
  /** In the tag's unit; null where quality is bad: a gap. */
  readonly values: readonly (number | null)[];
  readonly statuses: readonly number[];
  /** When the first value was measured, where it is one from before the range that holds at its start; else null. */
  readonly heldFromMs: number | null;
  /** How many stored samples lie in the range. */
  readonly sampleCount: number;
  /** `raw` when every sample is there, `m4` when each pixel column keeps first, last, lowest and highest. */
  readonly method: 'raw' | 'm4';
}

/** Counters of one source since the historian started. Samples, not frames. */
export interface SourceCountersView {
  readonly received: number;
  readonly accepted: number;
  readonly filtered: number;
  readonly stored: number;
  readonly rejected: number;
}

/** How one source is doing. */
export interface SourceView {
  readonly name: string;
  readonly protocol: 'modbus' | 'mqtt' | 'opcua' | 'program';
  /** Where it is: `127.0.0.1:502`, `mqtt://…`, `opc.tcp://…`; never with a password. */
  readonly address: string;
  /** `degraded`: connected, but something of it is in trouble. */
  readonly state: 'connecting' | 'connected' | 'degraded' | 'disconnected' | 'stopped';
  /** Why it is not as it should be; null where there is nothing to say. */
  readonly stateReason: string | null;
  readonly counters: SourceCountersView;
  /** Milliseconds since 1970 of the newest frame; null before the first. */
  readonly lastFrameMs: number | null;
  /** What went wrong last, and when; null when nothing has. */
  readonly lastError: {
    readonly reason: string;
    readonly timeMs: number;
    readonly count: number;
  } | null;
}

/** How one place that samples go to is doing. */
export interface SinkView {
  readonly name: string;
  /** `failing`: what it was given last it did not take; it is tried again. */
  readonly state: 'working' | 'failing';
  readonly waitingBlocks: number;
  /** What went wrong last, and when; null when nothing has. */
  readonly lastError: { readonly reason: string; readonly timeMs: number } | null;
}

/** How the server's clock is doing. */
export interface ClockView {
  /** It shows a time before the newest that is stored: what is stamped by it is Uncertain. */
  readonly isBehind: boolean;
  /** The last time that it was set since the start: the time that it showed then, and by how much, below zero where back; null before. */
  readonly lastStep: { readonly byMs: number; readonly timeMs: number } | null;
}

/** `/api/health`, and the console's status page. */
export interface HealthView {
  readonly status: 'healthy' | 'degraded' | 'unhealthy';
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly database: { readonly state: 'connected' | 'disconnected'; readonly engine: string };
  readonly sources: readonly SourceView[];
  /** The database first, then the others. */
  readonly sinks: readonly SinkView[];
  /** What waits on disk; while it is full, sources wait too. */
  readonly spool: { readonly blocks: number; readonly bytes: number; readonly isFull: boolean };
  readonly clock: ClockView;
  /** Median and 95th percentile from frame arrival to committed row, over the last minute or so; null before the first. */
  readonly latencyMs: { readonly p50: number; readonly p95: number } | null;
}
