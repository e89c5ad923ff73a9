import type { LatestView } from '../contract.ts';
import type { Columns } from './series.ts';
import { lastNotAbove } from './series.ts';

/** Samples a tag may hold beyond the last answer of the server; older ones go first. */
export const MAX_TAIL_SAMPLES = 4_096;
// Trimmed in steps, since each step copies.
const TRIM_AT = MAX_TAIL_SAMPLES + 1_024;

interface TailColumns extends Columns {
  readonly timesMs: number[];
  readonly values: (number | null)[];
  readonly statuses: number[];
}

/** Live samples of some tags, kept to continue what the server answered. */
export interface LiveTail {
  readonly accept: (samples: readonly LatestView[]) => void;
  readonly columns: (tagId: number) => Columns | undefined;
  /** Forgets what is older than a time, but for the last sample before it, which may still hold. */
  readonly forgetBefore: (timeMs: number) => void;
}

export function createLiveTail(): LiveTail {
  const tails = new Map<number, TailColumns>();
  return {
    accept: (samples) => {
      for (const sample of samples) append(tailOf(tails, sample.tagId), sample);
    },
    columns: (tagId) => tails.get(tagId),
    forgetBefore: (timeMs) => {
      for (const tail of tails.values()) dropFirst(tail, lastNotAbove(tail.timesMs, timeMs));
    },
  };
}

function tailOf(tails: Map<number, TailColumns>, tagId: number): TailColumns {
  const known = tails.get(tagId);
  if (known !== undefined) return known;
  const tail = { timesMs: [], values: [], statuses: [] };
  tails.set(tagId, tail);
  return tail;
}

function append(tail: TailColumns, { timeMs, value, status }: LatestView): void {
  const lastMs = tail.timesMs.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (timeMs <= lastMs) return; // Said again after a reconnection.
  tail.timesMs.push(timeMs);
  tail.values.push(status < 0 ? null : value);
  tail.statuses.push(status);
  if (tail.timesMs.length > TRIM_AT) dropFirst(tail, tail.timesMs.length - MAX_TAIL_SAMPLES);
}

function dropFirst(tail: TailColumns, count: number): void {
  if (count <= 0) return;
  tail.timesMs.splice(0, count);
  tail.values.splice(0, count);
  tail.statuses.splice(0, count);
}

/** Continues what the server answered with the live samples after its last one. */
export function withTail(base: Columns, tail: Columns | undefined): Columns {
  if (tail === undefined || tail.timesMs.length === 0) return base;
  const lastMs = base.timesMs.at(-1) ?? Number.NEGATIVE_INFINITY;
  const start = lastNotAbove(tail.timesMs, lastMs) + 1;
  if (start === tail.timesMs.length) return base;
  return {
    timesMs: [...base.timesMs, ...tail.timesMs.slice(start)],
    values: [...base.values, ...tail.values.slice(start)],
    statuses: [...base.statuses, ...tail.statuses.slice(start)],
  };
}
