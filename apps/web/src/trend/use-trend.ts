import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { trpc } from '../api.ts';
import type { TimeWindow } from '../charts/cursor.ts';
import { useNow } from '../clock/use-now.ts';
import { useOnReconnect } from '../connection/use-connection.ts';
import type { TagView, TrendView } from '../contract.ts';
import type { LatestStore } from '../live/latest-store.ts';
import { openLiveFeed } from '../live/live-feed.ts';
import { createLiveTail, withTail } from './live-tail.ts';
import type { LiveTail } from './live-tail.ts';
import { framePaceMs, refreshPaceMs } from './pace.ts';
import type { Series } from './series.ts';
import type { TrendRange } from './trend-search.ts';

export interface TrendOptions {
  readonly tags: readonly TagView[];
  readonly range: TrendRange;
  readonly paused: boolean;
  readonly widthPixels: number;
  /** Takes what is said of the chosen tags, for whoever shows their current values. */
  readonly store: LatestStore;
}

/** What is asked of the server, and what is on the screen. */
interface TrendTimes {
  readonly asked: TimeWindow;
  readonly shown: TimeWindow;
}

// Live samples are kept a little beyond the last answer: the newest may not have been stored then.
const TAIL_OVERLAP_MS = 60_000;
const KEEP_ANSWERS_MS = 30_000;
const EMPTY: TrendView = {
  tagId: 0,
  timesMs: [],
  values: [],
  statuses: [],
  sampleCount: 0,
  method: 'raw',
};

/** Reads the trend of some tags, and keeps it sliding where its range ends now. */
export function useTrend({ tags, range, paused, widthPixels, store }: TrendOptions) {
  const { asked, shown } = useTrendTimes(range, paused, widthPixels);
  const tagIds = useMemo(() => tags.map(({ id }) => id), [tags]);
  const query = useQuery({
    ...trpc.samples.trend.queryOptions({ tagIds, ...asked, widthPixels }),
    enabled: tagIds.length > 0 && widthPixels > 0,
    placeholderData: keepPreviousData,
    staleTime: range.kind === 'last' ? 0 : KEEP_ANSWERS_MS,
    gcTime: KEEP_ANSWERS_MS,
  });
  const { data, refetch, isPlaceholderData, isFetching, isError } = query;
  const tail = useLiveTail(tagIds, store);
  useEffect(() => {
    tail.forgetBefore(
      asked.fromMs + (range.kind === 'last' ? range.durationMs : 0) - TAIL_OVERLAP_MS,
    );
  }, [tail, asked.fromMs, range]);
  const retry = useCallback(() => void refetch(), [refetch]);
  useOnReconnect(retry);

  const sliding = range.kind === 'last';
  const series = useMemo(
    () => tags.map((tag, slot) => seriesOf(tag, slot, data, sliding ? tail : undefined)),
    // The tail grows while the window slides.
    [tags, data, tail, sliding, shown.toMs],
  );
  const known = data !== undefined;
  return {
    shown,
    series,
    known,
    retry,
    isError,
    waiting: isFetching && (isPlaceholderData || !known),
  };
}

function useTrendTimes(range: TrendRange, paused: boolean, widthPixels: number): TrendTimes {
  const sliding = range.kind === 'last';
  const durationMs = sliding ? range.durationMs : range.toMs - range.fromMs;
  const nowMs = useNow(sliding && !paused ? framePaceMs(durationMs, widthPixels) : null);
  if (!sliding) {
    const standing = { fromMs: range.fromMs, toMs: range.toMs };
    return { asked: standing, shown: standing };
  }
  // The same question for a while, reaching to that while's end: live samples continue its answer.
  const refreshMs = refreshPaceMs(durationMs);
  const anchorMs = Math.floor(nowMs / refreshMs) * refreshMs;
  return {
    asked: { fromMs: anchorMs - durationMs, toMs: anchorMs + refreshMs },
    shown: { fromMs: nowMs - durationMs, toMs: nowMs },
  };
}

function useLiveTail(tagIds: readonly number[], store: LatestStore): LiveTail {
  const [tail] = useState(createLiveTail);
  useEffect(() => {
    if (tagIds.length === 0) return undefined;
    return openLiveFeed({
      tagIds,
      onSamples: (samples) => {
        tail.accept(samples);
        store.accept(samples);
      },
    });
  }, [tagIds, tail, store]);
  return tail;
}

function seriesOf(
  tag: TagView,
  slot: number,
  views: readonly TrendView[] | undefined,
  tail: LiveTail | undefined,
): Series {
  const view = views?.find(({ tagId }) => tagId === tag.id) ?? EMPTY;
  const { sampleCount, method } = view;
  return { ...withTail(view, tail?.columns(tag.id)), tag, slot, sampleCount, method };
}
