import { max, min } from '../math.ts';
import type { AggregateInterval } from './aggregate-request.ts';
import { interpolatedBound, simpleBound } from './bounding-values.ts';
import { HistoryStatus, type Quality } from './history-status.ts';
import { pointsBetween, type HistoryPoint, type RawHistory } from './raw-history.ts';

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
  { startMs, endMs }: AggregateInterval,
  stepped: boolean = history.configuration.stepped,
): { readonly points: readonly HistoryPoint[]; readonly endsEarly: boolean } => {
  const earlyMs = min(startMs, endMs);
  const lateMs = max(startMs, endMs);
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
  { startMs, endMs }: AggregateInterval,
): readonly TimeRegion[] => {
  const earlyMs = min(startMs, endMs);
  const lateMs = max(startMs, endMs);
  const inside = pointsBetween(history, earlyMs, lateMs);
  const points = [
    interpolatedBound(history, earlyMs, false),
    ...inside.filter(({ quality }) => quality !== 'bad'),
    interpolatedBound(history, lateMs, false),
  ];
  const skipped = inside.filter(({ quality }) => quality === 'bad');
  const regions: TimeRegion[] = [];
  for (let index = 1; index < points.length; index++) {
    const start = points[index - 1]!;
    const end = points[index]!;
    const region = regionBetween(start, end, false);
    const isBridged = skipped.some(({ timeMs }) => timeMs > start.timeMs && timeMs < end.timeMs);
    const quality = isBridged && region.quality === 'good' ? 'uncertain' : region.quality;
    regions.push({ ...region, quality });
  }
  return regions;
};

/** Total duration of the regions of a quality, ms. */
export const durationOf = (regions: readonly TimeRegion[], quality?: Quality): number =>
  regions.reduce(
    (sum, region) =>
      quality === undefined || region.quality === quality ? sum + region.durationMs : sum,
    0,
  );

/** Status of a result from how much of what it is made of is Good and Bad. */
export const statusByShare = (
  share: { readonly good: number; readonly bad: number; readonly total: number },
  { percentDataBad, percentDataGood }: RawHistory['configuration'],
): number => {
  const { bad, total } = share;
  if (bad > 0 && (100 * bad) / total >= percentDataBad) return HistoryStatus.bad;
  if (total === 0 || (100 * share.good) / total >= percentDataGood) return HistoryStatus.good;
  return HistoryStatus.uncertainDataSubNormal;
};

/** Status of a time-weighted result. */
export const statusByTime = (
  regions: readonly TimeRegion[],
  configuration: RawHistory['configuration'],
): number => {
  const share = {
    good: durationOf(regions, 'good'),
    bad: durationOf(regions, 'bad'),
    total: durationOf(regions),
  };
  return statusByShare(share, configuration);
};

/** Status of a result made of samples. */
export const statusByCount = (
  points: readonly HistoryPoint[],
  configuration: RawHistory['configuration'],
): number => {
  const count = (wanted: Quality): number =>
    points.filter(({ quality }) => quality === wanted).length;
  return statusByShare(
    { good: count('good'), bad: count('bad'), total: points.length },
    configuration,
  );
};
