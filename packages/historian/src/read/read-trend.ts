import type { Pool, PoolClient } from 'pg';
import { createSampleColumns, type SampleColumns } from '../copy/sample-columns.ts';
import { askTrend } from './ask-trend.ts';
import { copySpan, endSpan, openSegments, type SpanSource } from './copy-span.ts';
import { createM4, isDrawn, keepM4, pointsOfM4, type Points } from './m4.ts';
import { appendSamples, orderSamples, placesWithin } from './order-samples.ts';
import { batchesOf } from './batches-of.ts';
import { POINTS_PER_PIXEL, type Trend, type TrendQuery } from './trend.ts';
import {
  outlineOf,
  shareTrend,
  TREND_SUMMARY,
  type TrendPieces,
  type TrendShares,
} from './trend-pieces.ts';
import { withClient } from './with-client.ts';

/** More columns of pixels are left to SQL. */
const MOST_PIXELS = 100_000;

/** Points that a trend shows of a range. */
interface Shown {
  /** In order of time. */
  readonly points: Points;
  readonly sampleCount: number;
  readonly method: Trend['method'];
}

/** Parts that a trend is made of. */
interface Drawing {
  readonly client: PoolClient;
  readonly query: TrendQuery;
  readonly pieces: TrendPieces;
  readonly shares: TrendShares;
}

/**
 * Reads what a chart of a given width needs: every sample while they are few, else M4. What holds at the left edge comes with it, however old:
 * of a linear tag, too, the last value holds until the next.
 */
export async function readTrend(
  pool: Pool,
  query: TrendQuery,
  source: SpanSource = {},
): Promise<Trend> {
  if (query.widthPixels > MOST_PIXELS) return askTrend(pool, query);
  const drawn = await withClient(pool, (client) => drawTrend(client, query, source));
  return drawn ?? askTrend(pool, query);
}

/** @returns undefined where there is too much */
async function drawTrend(
  client: PoolClient,
  query: TrendQuery,
  source: SpanSource,
): Promise<Trend | undefined> {
  const { tagId, fromUs, toUs, widthPixels } = query;
  const span = { tagId, fromUs, toUs };
  const pieces = await copySpan(client, { ...span, summary: TREND_SUMMARY }, source);
  if (pieces === undefined) {
    await endSpan(client);
    return undefined;
  }
  const shares = shareTrend(pieces, query);
  const drawing = { client, query, pieces, shares };
  const most = POINTS_PER_PIXEL * widthPixels;
  const isMany = pieces.rows.length + shares.insideCount > most;
  const shown = isMany ? await showOutline(drawing) : await showFew(drawing, most);
  await endSpan(client);
  return trendOf(shown, pieces, fromUs);
}

/** Shows M4 of more samples than are to be held at once. */
async function showOutline({ client, query, pieces, shares }: Drawing): Promise<Shown> {
  const m4 = createM4(query, query.widthPixels);
  keepM4(m4, pieces.rows);
  keepM4(m4, outlineOf(pieces, shares.whole));
  let sampleCount = pieces.rows.length + countWhole(pieces, shares);
  for (const batch of batchesOf(shares.opened)) {
    const opened = createSampleColumns(0);
    const firstTimes = batch.map(({ firstTime }) => firstTime);
    await openSegments(client, query, { firstTimes, into: opened });
    sampleCount += countInside(opened, query);
    keepM4(m4, opened);
  }
  return { points: pointsOfM4(m4), sampleCount, method: 'm4' };
}

/** Shows all samples, unless those of segments that lie across an edge make them too many. */
async function showFew({ client, query, pieces, shares }: Drawing, most: number): Promise<Shown> {
  const opened = createSampleColumns(0);
  const firstTimes = shares.opened.map(({ firstTime }) => firstTime);
  await openSegments(client, query, { firstTimes, into: opened });
  const sampleCount = pieces.rows.length + countWhole(pieces, shares) + countInside(opened, query);
  if (sampleCount > most) {
    const m4 = createM4(query, query.widthPixels);
    for (const samples of [pieces.rows, outlineOf(pieces, shares.whole), opened]) {
      keepM4(m4, samples);
    }
    return { points: pointsOfM4(m4), sampleCount, method: 'm4' };
  }
  const wholeTimes = shares.whole.map((at) => pieces.segments.columns.firstTime[at]!);
  await openSegments(client, query, { firstTimes: wholeTimes, into: opened });
  appendSamples(opened, pieces.rows, 0, pieces.rows.length);
  const { time, value, status } = orderSamples(opened);
  const { from, to } = placesWithin(opened, query);
  const points = {
    time: time.subarray(from, to),
    value: value.subarray(from, to),
    status: status.subarray(from, to),
    length: to - from,
  };
  return { points, sampleCount, method: 'raw' };
}

function countWhole({ segments }: TrendPieces, { whole }: TrendShares): number {
  return whole.reduce((count, at) => count + segments.columns.sampleCount[at]!, 0);
}

function countInside({ time, length }: SampleColumns, { fromUs, toUs }: TrendQuery): number {
  let count = 0;
  for (let at = 0; at < length; at++) if (time[at]! >= fromUs && time[at]! < toUs) count++;
  return count;
}

/** The trend of points, with what held at the start. */
function trendOf(
  { points, sampleCount, method }: Shown,
  { held }: TrendPieces,
  fromUs: number,
): Trend {
  const { time, value, status, length } = points;
  const edge = length > 0 && time[0] === fromUs ? undefined : held;
  const edges = edge === undefined ? 0 : 1;
  const trend = {
    times: new Float64Array(edges + length),
    values: new Float64Array(edges + length),
    statuses: new Int32Array(edges + length),
  };
  const put = (at: number, us: number, of: { readonly value: number; readonly status: number }) => {
    trend.times[at] = us;
    trend.values[at] = isDrawn(of.value, of.status) ? of.value : Number.NaN;
    trend.statuses[at] = of.status;
  };
  if (edge !== undefined) put(0, fromUs, edge);
  for (let at = 0; at < length; at++) {
    put(edges + at, time[at]!, { value: value[at]!, status: status[at]! });
  }
  const isHeld = edge !== undefined && isDrawn(edge.value, edge.status);
  return { ...trend, heldFromUs: isHeld ? edge.time : undefined, sampleCount, method };
}
