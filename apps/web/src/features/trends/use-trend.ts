import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { client, serverClock } from '../../api/client.ts';
import type { TimeWindow } from '../../kit/chart/cursor.ts';
import { useNow } from '../../kit/clock/use-now.ts';
import { useConnection, useOnReconnect } from '../../api/connection/use-connection.ts';
import type { TagView, TrendView } from '../../api/contract.ts';
import type { LatestStore } from '../tags/latest-store.ts';
import { openLiveFeed } from '../tags/live-feed.ts';
import { createLiveTail, withTail } from './live-tail.ts';
import type { LiveTail } from './live-tail.ts';
import { framePaceMs, refreshPaceMs } from './pace.ts';
import type { Series } from '../../kit/chart/series.ts';
import type { TrendRange } from './trend-search.ts';

export interface TrendOptions {
  readonly tags: readonly TagView[];
  readonly range: TrendRange;
  readonly paused: boolean;
  readonly widthPixels: number;
  /** Takes what is said of the chosen tags, for whoever shows their current values. */
  readonly store: LatestStore;
}

// Live samples are kept a little beyond the last answer: the newest may not have been stored then.
const TAIL_OVERLAP_MS = 60_000;
const ASK_AHEAD_MS = 1_000;
const KEEP_ANSWERS_MS = 30_000;
const EMPTY: TrendView = {
  tagId: 0,
  timesMs: [],
  values: [],
  statuses: [],
  heldFromMs: null,
  sampleCount: 0,
  method: 'raw',
};

/** Reads the trend of some tags, and keeps it sliding where its range ends now. */
export function useTrend({ tags, range, paused, widthPixels, store }: TrendOptions) {
  const sliding = range.kind === 'last';
  const shown = useShownWindow(range, paused, widthPixels);
  const tagIds = useMemo(() => tags.map(({ id }) => id), [tags]);
  const query = useQuery({
    queryKey: ['trend', tagIds, range, widthPixels],
    queryFn: ({ signal }) =>
      client.trends.read.query({ tagIds, ...askedWindow(range), widthPixels }, { signal }),
    enabled: widthPixels > 0,
    placeholderData: keepPreviousData,
    refetchInterval: sliding && !paused ? refreshPaceMs(range.durationMs) : false,
    staleTime: sliding ? 0 : KEEP_ANSWERS_MS,
    gcTime: KEEP_ANSWERS_MS,
  });
  const { data, dataUpdatedAt, refetch, isPlaceholderData, isFetching, isError } = query;
  const tail = useLiveTail(tagIds, store);
  useEffect(() => {
    if (dataUpdatedAt > 0) tail.forgetBefore(serverClock.nowMs() - TAIL_OVERLAP_MS);
  }, [tail, dataUpdatedAt]);
  const retry = useCallback(() => void refetch(), [refetch]);
  useOnReconnect(retry);

  const series = useMemo(
    () => tags.map((tag, slot) => seriesOf(tag, slot, data, sliding ? tail : undefined)),
    // The tail grows while the window slides.
    [tags, data, tail, sliding, shown.toMs],
  );
  const known = data !== undefined;
  const waiting = isFetching && (isPlaceholderData || !known);
  return { shown, series, known, retry, isError, waiting };
}

/** What to ask for now. Of a sliding range a little more, for what is stored before the answer. */
function askedWindow(range: TrendRange): TimeWindow {
  if (range.kind === 'between') return { fromMs: range.fromMs, toMs: range.toMs };
  const nowMs = serverClock.nowMs();
  return { fromMs: nowMs - range.durationMs, toMs: nowMs + ASK_AHEAD_MS };
}

/** What is on the screen. It stands still while paused, and while nothing can be known of now. */
function useShownWindow(range: TrendRange, paused: boolean, widthPixels: number): TimeWindow {
  const { kind } = useConnection();
  const sliding = range.kind === 'last';
  const durationMs = sliding ? range.durationMs : range.toMs - range.fromMs;
  const running = sliding && !paused && kind !== 'lost';
  const nowMs = useNow(running ? framePaceMs(durationMs, widthPixels) : null);
  return sliding
    ? { fromMs: nowMs - durationMs, toMs: nowMs }
    : { fromMs: range.fromMs, toMs: range.toMs };
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
  const { sampleCount, method, heldFromMs } = view;
  return { ...withTail(view, tail?.columns(tag.id)), tag, slot, sampleCount, method, heldFromMs };
}
