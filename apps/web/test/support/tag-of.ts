import type { LatestView, TagView } from '../../src/api/contract.ts';
import type { Series } from '../../src/kit/chart/series.ts';

/** An analog tag, changed where a test needs it. */
export function tagOf(part: Partial<TagView> = {}): TagView {
  return {
    id: 1,
    name: 'well-1/thp',
    description: 'Tubing head pressure',
    unit: 'bar',
    dataType: 'analog',
    states: [],
    interpolation: 'linear',
    rangeLow: 0,
    rangeHigh: 250,
    source: 'pad-a',
    ...part,
  };
}

/** A series whose first value was measured at another time, before the range. */
export function heldSeriesOf(heldFromMs: number, ...given: Parameters<typeof seriesOf>): Series {
  return { ...seriesOf(...given), heldFromMs };
}

/** A series of `[time, value]` pairs: null is bad for want of communication. */
export function seriesOf(
  samples: readonly (readonly [number, number | null])[],
  part: Partial<TagView> = {},
): Series {
  return {
    tag: tagOf(part),
    slot: 0,
    heldFromMs: null,
    timesMs: samples.map(([timeMs]) => timeMs),
    values: samples.map(([, value]) => value),
    statuses: samples.map(([, value]) => (value === null ? BAD_NO_COMMUNICATION : 0)),
  };
}

export const BAD_NO_COMMUNICATION = 0x8031_0000 | 0;
export const BAD_TIMEOUT = 0x800a_0000 | 0;
export const UNCERTAIN = 0x4000_0000;

export function latestOf(
  samples: readonly LatestView[],
): (tagId: number) => LatestView | undefined {
  return (tagId) => samples.find((sample) => sample.tagId === tagId);
}
