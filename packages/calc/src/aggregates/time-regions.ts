import type { AggregateInterval } from './aggregate-request.ts';
import { interpolatedBound, simpleBound } from './bounding-values.ts';
import {
  HistoryStatus,
  isBad,
  isGood,
  isNotBad,
  type Quality,
  statusIf,
} from './history-status.ts';
import { edgesOf, type HistoryPoint, pointsBetween, type RawHistory } from './raw-history.ts';

/** A part of an interval between neighbouring points. */
export interface TimeRegion {
  readonly durationMs: number;
  readonly startValue: number;
  readonly endValue: number;
  readonly quality: Quality;
}

/** The last sample counts for one tick, though nothing says how long its value lasted. */
const TICK_MS = 1;

/** Points of an interval with its simple bounds, early to late; ends one tick after the last sample. */
export const pointsWithSimpleBounds = (
  history: RawHistory,
  interval: AggregateInterval,
  stepped: boolean = history.configuration.stepped,
): { readonly points: readonly HistoryPoint[]; readonly endsEarly: boolean } => {
  const [earlyMs, lateMs] = edgesOf(interval);
  const lastMs = history.timesMs.at(-1)!;
  const points = [
    simpleBound(history, earlyMs, stepped),
    ...pointsBetween(history, earlyMs, lateMs),
  ];
  if (lateMs <= lastMs) points.push(simpleBound(history, lateMs, stepped));
  return { points, endsEarly: lateMs > lastMs };
};

/**
 * Regions of an interval by simple bounds, sloped or stepped. A region is as good as its start; one
 * that ends in a point that is not good is Uncertain, and holds its value when that point is Bad.
 *
 * Source: OPC 10000-13 v1.05, 5.4.3.2.
 */
export const simpleRegions = (
  history: RawHistory,
  interval: AggregateInterval,
  stepped: boolean = history.configuration.stepped,
): readonly TimeRegion[] => {
  const { points, endsEarly } = pointsWithSimpleBounds(history, interval, stepped);
  const regions: TimeRegion[] = [];
  for (const [index, start] of points.entries()) {
    const end = points[index + 1];
    if (end !== undefined) regions.push(regionBetween(start, end, stepped));
    else if (endsEarly) regions.push(lastTick(start, stepped));
  }
  return regions;
};

const regionBetween = (start: HistoryPoint, end: HistoryPoint, stepped: boolean): TimeRegion => {
  const durationMs = end.timeMs - start.timeMs;
  const held = { durationMs, startValue: start.value, endValue: start.value };
  if (start.quality === 'bad' || stepped) return { ...held, quality: start.quality };
  if (end.quality === 'bad') return { ...held, quality: 'uncertain' };
  const quality = end.quality === 'uncertain' ? 'uncertain' : start.quality;
  return { ...held, endValue: end.value, quality };
};

const lastTick = ({ value, quality }: HistoryPoint, stepped: boolean): TimeRegion => {
  const isEnd = quality === 'good' && !stepped;
  return {
    durationMs: TICK_MS,
    startValue: value,
    endValue: value,
    quality: isEnd ? 'uncertain' : quality,
  };
};

/** Regions of an interval between usable points only, always sloped. */
export const interpolatedRegions = (
  history: RawHistory,
  interval: AggregateInterval,
): readonly TimeRegion[] => {
  const [earlyMs, lateMs] = edgesOf(interval);
  const inside = pointsBetween(history, earlyMs, lateMs);
  const points = [
    interpolatedBound(history, earlyMs, false),
    ...inside.filter(isNotBad),
    interpolatedBound(history, lateMs, false),
  ];
  const skipped = inside.filter(isBad);
  const regions: TimeRegion[] = [];
  for (let index = 1; index < points.length; index++) {
    const start = points[index - 1]!;
    const end = points[index]!;
    const region = regionBetween(start, end, false);
    const isBridged = skipped.some(({ timeMs }) => timeMs > start.timeMs && timeMs < end.timeMs);
    const quality = isBridged && isGood(region) ? 'uncertain' : region.quality;
    regions.push({ ...region, quality });
  }
  return regions;
};

/** Sum of a measure of those of a quality, or of all. */
const sumOfQuality = <Item extends { readonly quality: Quality }>(
  items: readonly Item[],
  measure: (item: Item) => number,
  quality?: Quality,
): number =>
  items.reduce(
    (sum, item) => (quality === undefined || item.quality === quality ? sum + measure(item) : sum),
    0,
  );

const durationMsOf = (region: TimeRegion): number => region.durationMs;

/** Time of the regions of a quality, or of all, ms. */
export const durationOf = (regions: readonly TimeRegion[], quality?: Quality): number =>
  sumOfQuality(regions, durationMsOf, quality);

/** Status by the shares of Good and Bad: Bad is tested first, as the standard's text says. */
const statusByShare = <Item extends { readonly quality: Quality }>(
  items: readonly Item[],
  measure: (item: Item) => number,
  { configuration }: RawHistory,
): number => {
  const share = (quality: Quality): number =>
    (100 * sumOfQuality(items, measure, quality)) / sumOfQuality(items, measure);
  const bad = share('bad');
  if (bad > 0 && bad >= configuration.percentDataBad) return HistoryStatus.bad;
  return statusIf(!(share('good') < configuration.percentDataGood));
};

/** Status of a result by how long the data are good. */
export const statusByTime = (regions: readonly TimeRegion[], history: RawHistory): number =>
  statusByShare(regions, durationMsOf, history);

/** Status of a result by how many of the samples are good. */
export const statusByCount = (points: readonly HistoryPoint[], history: RawHistory): number =>
  statusByShare(points, () => 1, history);
