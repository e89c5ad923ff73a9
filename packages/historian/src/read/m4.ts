import type { TagSpan } from './tag-span.ts';

/** Points in columns of equal length. */
export interface Points {
  /** Microseconds since 1970. */
  time: Float64Array;
  /** NaN where there is none. */
  value: Float64Array;
  status: Int32Array;
  length: number;
}

/** Points that M4 has kept of the columns of pixels of a range: five places each. */
export interface M4 {
  readonly span: TagSpan;
  readonly widthPixels: number;
  readonly points: Points;
  /** 1 where a place is taken. */
  readonly isTaken: Uint8Array;
}

const FIRST = 0;
const LAST = 1;
const LOWEST = 2;
const HIGHEST = 3;
const GAP = 4;
const PLACES = 5;

/** Makes columns that have kept nothing. */
export function createM4(span: TagSpan, widthPixels: number): M4 {
  const count = PLACES * widthPixels;
  return {
    span,
    widthPixels,
    points: createPoints(count),
    isTaken: new Uint8Array(count),
  };
}

/** Makes room for points. */
export function createPoints(count: number): Points {
  return {
    time: new Float64Array(count),
    value: new Float64Array(count),
    status: new Int32Array(count),
    length: count,
  };
}

/** Whether a line can be drawn to a value. */
export function isDrawn(value: number, status: number): boolean {
  return status >= 0 && Number.isFinite(value);
}

/**
 * Keeps of each column of pixels the first, last, lowest and highest sample, and the first without a value to draw: the line through
 * them looks like the line through all. Samples beside the range are passed over.
 *
 * Source: Jugel and others, "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014; the bad one as AVEVA's BestFit has it.
 */
export function keepM4(m4: M4, samples: Points): void {
  const { fromUs, toUs } = m4.span;
  const { time, value, status, length } = samples;
  for (let at = 0; at < length; at++) {
    if (time[at]! < fromUs || time[at]! >= toUs) continue;
    const first = PLACES * columnOf(m4, time[at]!);
    keep(m4, first + FIRST, samples, at);
    keep(m4, first + LAST, samples, at);
    if (isDrawn(value[at]!, status[at]!)) {
      keep(m4, first + LOWEST, samples, at);
      keep(m4, first + HIGHEST, samples, at);
    } else keep(m4, first + GAP, samples, at);
  }
}

/** As `width_bucket` has it in SQL. */
function columnOf({ span: { fromUs, toUs }, widthPixels }: M4, timeUs: number): number {
  const column = Math.floor(widthPixels * ((timeUs - fromUs) / (toUs - fromUs)));
  return Math.min(column, widthPixels - 1);
}

function keep({ points, isTaken }: M4, place: number, samples: Points, at: number): void {
  if (isTaken[place] === 1 && !isBetter(points, place, samples, at)) return;
  isTaken[place] = 1;
  points.time[place] = samples.time[at]!;
  points.value[place] = samples.value[at]!;
  points.status[place] = samples.status[at]!;
}

function isBetter(points: Points, place: number, samples: Points, at: number): boolean {
  const kind = place % PLACES;
  const byTime = samples.time[at]! - points.time[place]!;
  if (kind === LOWEST || kind === HIGHEST) {
    const order =
      samples.value[at]! - points.value[place]! ||
      byTime ||
      samples.status[at]! - points.status[place]!;
    return kind === LOWEST ? order < 0 : order > 0;
  }
  const order = byTime || compareAtOneTime(points, place, samples, at);
  return kind === LAST ? order > 0 : order < 0;
}

/** NaN is above all numbers, as PostgreSQL sorts. */
function compareAtOneTime(points: Points, place: number, samples: Points, at: number): number {
  const [value, other] = [samples.value[at]!, points.value[place]!];
  const byNumber = Number(Number.isNaN(value)) - Number(Number.isNaN(other));
  if (byNumber !== 0) return byNumber;
  if (value < other) return -1;
  if (value > other) return 1;
  return samples.status[at]! - points.status[place]!;
}

/** The points that were kept, each once, in order of time. */
export function pointsOfM4({ points, isTaken, widthPixels }: M4): Points {
  const kept = createPoints(points.length);
  kept.length = 0;
  for (let column = 0; column < widthPixels; column++) {
    const places = [FIRST, LAST, LOWEST, HIGHEST, GAP]
      .map((kind) => PLACES * column + kind)
      .filter((place) => isTaken[place] === 1)
      .toSorted(
        (one, other) =>
          points.time[one]! - points.time[other]! || compareAtOneTime(points, other, points, one),
      );
    for (const place of places) {
      if (isSamePoint(kept, kept.length - 1, points, place)) continue;
      kept.time[kept.length] = points.time[place]!;
      kept.value[kept.length] = points.value[place]!;
      kept.status[kept.length] = points.status[place]!;
      kept.length++;
    }
  }
  return kept;
}

function isSamePoint(kept: Points, at: number, points: Points, place: number): boolean {
  if (at < 0 || kept.time[at] !== points.time[place]) return false;
  return compareAtOneTime(kept, at, points, place) === 0;
}
