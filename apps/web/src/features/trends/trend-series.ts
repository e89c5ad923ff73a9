import type { TagView, TrendColumns } from '../../api/contract.ts';
import type { Series } from '../../kit/chart/series.ts';
import { withTail } from './live-tail.ts';
import type { LiveTail } from './live-tail.ts';

/** The series of a chosen tag, with what the server says about its samples. */
export interface TrendSeries extends Series {
  readonly tag: TagView;
  /** How many stored samples lie in the range. */
  readonly sampleCount: number;
  readonly method: TrendColumns['method'];
}

const EMPTY: TrendColumns = {
  tagId: 0,
  timesMs: [],
  values: [],
  statuses: [],
  heldFromMs: null,
  sampleCount: 0,
  method: 'raw',
};

/** Options of `trendSeries`. */
interface TrendSeriesOptions {
  readonly tags: readonly TagView[];
  /** The server's answer; undefined before it came. */
  readonly answer: readonly TrendColumns[] | undefined;
  /** The samples received since; undefined where the range does not end now. */
  readonly tail: LiveTail | undefined;
}

/** Makes a series of each tag, in their order, from the server's answer and the samples received since. */
export function trendSeries({ tags, answer, tail }: TrendSeriesOptions): readonly TrendSeries[] {
  return tags.map((tag, slot) => {
    const columns = answer?.find(({ tagId }) => tagId === tag.id) ?? EMPTY;
    const { sampleCount, method, heldFromMs } = columns;
    const continued = withTail(columns, tail?.columns(tag.id));
    return { ...continued, tag, slot, sampleCount, method, heldFromMs };
  });
}
