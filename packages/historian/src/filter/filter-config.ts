import { interpolationOf, type FilterDefinition, type TagDefinition } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';

/** Filters of all tags in columns, by the tag's position; read by every worker. Times in microseconds. */
export interface FilterConfig {
  /** Deviation of the exception test; negative where the test is off. */
  readonly excDev: Float64Array<SharedArrayBuffer>;
  readonly excMin: Float64Array<SharedArrayBuffer>;
  readonly excMax: Float64Array<SharedArrayBuffer>;
  /** Deviation of the compression test; negative where the test is off. */
  readonly compDev: Float64Array<SharedArrayBuffer>;
  readonly compMin: Float64Array<SharedArrayBuffer>;
  readonly compMax: Float64Array<SharedArrayBuffer>;
  /** 1 where values hold until the next: no line is drawn, so none is to be kept true. */
  readonly isStep: Uint8Array<SharedArrayBuffer>;
}

const MICROSECONDS_PER_SECOND = 1e6;
const DEFAULT_EXC_MAX_S = 600;
const DEFAULT_COMP_MAX_S = 28_800;
const OFF = -1;

/**
 * Prepares the filters of all tags.
 *
 * @throws HistorianError FILTER_INVALID with the tag and the parameter
 */
export function createFilterConfig(tags: readonly TagDefinition[]): FilterConfig {
  const config: FilterConfig = {
    excDev: sharedColumn(tags.length),
    excMin: sharedColumn(tags.length),
    excMax: sharedColumn(tags.length),
    compDev: sharedColumn(tags.length),
    compMin: sharedColumn(tags.length),
    compMax: sharedColumn(tags.length),
    isStep: new Uint8Array(new SharedArrayBuffer(tags.length)),
  };
  for (const [index, tag] of tags.entries()) {
    const filter = tag.filter ?? {};
    refuseInvalid(tag, filter);
    config.excDev[index] = deviation(tag, filter.excDev, filter.excDevPercent);
    config.excMin[index] = (filter.excMin ?? 0) * MICROSECONDS_PER_SECOND;
    config.excMax[index] = (filter.excMax ?? DEFAULT_EXC_MAX_S) * MICROSECONDS_PER_SECOND;
    const isStep = interpolationOf(tag) === 'step';
    config.isStep[index] = isStep ? 1 : 0;
    config.compDev[index] = isStep ? OFF : deviation(tag, filter.compDev, filter.compDevPercent);
    config.compMin[index] = (filter.compMin ?? 0) * MICROSECONDS_PER_SECOND;
    config.compMax[index] = (filter.compMax ?? DEFAULT_COMP_MAX_S) * MICROSECONDS_PER_SECOND;
  }
  return config;
}

function sharedColumn(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

function refuseInvalid(tag: TagDefinition, filter: FilterDefinition): void {
  for (const [parameter, value] of Object.entries(filter) as [string, number][]) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new HistorianError(
      'FILTER_INVALID',
      `${tag.name}: expected ${parameter} to be 0 or more, got ${value}`,
    );
  }
  const { range } = tag;
  if (range !== undefined && !(range.low < range.high)) {
    throw new HistorianError(
      'FILTER_INVALID',
      `${tag.name}: expected a range that rises, got ${range.low} to ${range.high}`,
    );
  }
  const isRelative = filter.excDevPercent !== undefined || filter.compDevPercent !== undefined;
  if (isRelative && range === undefined) {
    throw new HistorianError(
      'FILTER_INVALID',
      `${tag.name}: a deviation in percent needs the tag's range`,
    );
  }
}

function deviation(
  { range }: TagDefinition,
  absolute: number | undefined,
  percent: number | undefined,
): number {
  if (percent !== undefined && range !== undefined) {
    return (percent / 100) * (range.high - range.low);
  }
  return absolute ?? OFF;
}
