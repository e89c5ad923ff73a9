import type { LatestView } from '../../api/contract.ts';
import type { Columns } from '../../kit/chart/series.ts';
import { lastNotAbove } from '../../kit/chart/series.ts';

/** Samples a tag may hold beyond the last answer of the server; older ones go first. */
export const MAX_TAIL_SAMPLES = 4_096;
// Trimmed in steps, since each step copies.
const TRIM_AT = MAX_TAIL_SAMPLES + 1_024;

/** The samples received for one tag, and which marks they have ended. */
interface Tail extends Columns {
  /** Time of the sample that was received last; it is not the latest of all where a clock was ahead. */
  readonly receivedMs: number;
  /** Marks behind `receivedMs`, up to this time, are over. */
  readonly endedToMs: number;
}

interface GrowingTail extends Tail {
  readonly timesMs: number[];
  readonly values: (number | null)[];
  readonly statuses: number[];
  receivedMs: number;
  endedToMs: number;
}

/** Live samples of some tags, kept to continue what the server answered. */
export interface LiveTail {
  /**
   * Takes a batch in, in the order of arrival. A sample goes to its place in time, where it replaces what stands there, and ends the marks
   * behind it: the mark of an outage may be later than the sample that ends it.
   */
  readonly accept: (samples: readonly LatestView[]) => void;
  readonly columns: (tagId: number) => Tail | undefined;
  /** Forgets what is older than a time, but for the last sample before it, which may still hold. */
  readonly forgetBefore: (timeMs: number) => void;
}

export function createLiveTail(): LiveTail {
  const tails = new Map<number, GrowingTail>();
  return {
    accept: (samples) => {
      for (const sample of samples) take(tailOf(tails, sample.tagId), sample);
    },
    columns: (tagId) => tails.get(tagId),
    forgetBefore: (timeMs) => {
      for (const tail of tails.values()) dropFirst(tail, lastNotAbove(tail.timesMs, timeMs));
    },
  };
}

function tailOf(tails: Map<number, GrowingTail>, tagId: number): GrowingTail {
  const known = tails.get(tagId);
  if (known !== undefined) return known;
  const never = Number.NEGATIVE_INFINITY;
  const tail = { timesMs: [], values: [], statuses: [], receivedMs: never, endedToMs: never };
  tails.set(tagId, tail);
  return tail;
}

function take(tail: GrowingTail, { timeMs, value, status }: LatestView): void {
  const { timesMs, values, statuses } = tail;
  for (let at = timesMs.length - 1; at >= 0 && timesMs[at]! > timeMs; at--) {
    if (values[at] !== null) continue;
    tail.endedToMs = Math.max(tail.endedToMs, timesMs[at]!);
    cut(tail, at, 1);
  }
  const before = lastNotAbove(timesMs, timeMs);
  const isSaidAgain = timesMs[before] === timeMs;
  const place = isSaidAgain ? before : before + 1;
  const replacedCount = isSaidAgain ? 1 : 0;
  timesMs.splice(place, replacedCount, timeMs);
  values.splice(place, replacedCount, status < 0 ? null : value);
  statuses.splice(place, replacedCount, status);
  tail.receivedMs = timeMs;
  if (timesMs.length > TRIM_AT) dropFirst(tail, timesMs.length - MAX_TAIL_SAMPLES);
}

function dropFirst(tail: GrowingTail, count: number): void {
  if (count > 0) cut(tail, 0, count);
}

function cut(tail: GrowingTail, start: number, count: number): void {
  tail.timesMs.splice(start, count);
  tail.values.splice(start, count);
  tail.statuses.splice(start, count);
}

/**
 * Continues what the server answered with what was received live: without the marks that are over, and with the samples that the answer
 * does not have. What is older than the answer is left out.
 */
export function withTail(answer: Columns, tail: Tail | undefined): Columns {
  if (tail === undefined || tail.timesMs.length === 0) return answer;
  const base = withoutEndedMarks(answer, tail);
  const first = base.timesMs[0];
  const start = first === undefined ? 0 : lastNotAbove(tail.timesMs, first) + 1;
  return start === tail.timesMs.length ? base : merge(base, tail, start);
}

/** The database keeps the mark of an outage that a slow clock ended, and has it behind what is measured now. */
function withoutEndedMarks(base: Columns, { receivedMs, endedToMs }: Tail): Columns {
  const isKept = (_: unknown, at: number): boolean =>
    base.values[at] !== null || base.timesMs[at]! <= receivedMs || base.timesMs[at]! > endedToMs;
  if (base.timesMs.every(isKept)) return base;
  return {
    timesMs: base.timesMs.filter(isKept),
    values: base.values.filter(isKept),
    statuses: base.statuses.filter(isKept),
  };
}

/** Both in order of time; the answer's where both have one at a time. */
function merge(base: Columns, tail: Columns, start: number): Columns {
  const merged = {
    timesMs: [] as number[],
    values: [] as (number | null)[],
    statuses: [] as number[],
  };
  const put = (from: Columns, at: number): void => {
    merged.timesMs.push(from.timesMs[at]!);
    merged.values.push(from.values[at]!);
    merged.statuses.push(from.statuses[at]!);
  };
  let next = start;
  for (const [at, timeMs] of base.timesMs.entries()) {
    while (next < tail.timesMs.length && tail.timesMs[next]! < timeMs) put(tail, next++);
    if (tail.timesMs[next] === timeMs) next++;
    put(base, at);
  }
  while (next < tail.timesMs.length) put(tail, next++);
  return merged;
}
