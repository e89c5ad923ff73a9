import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { client } from '../../api/client.ts';
import { useConnectionState } from '../../api/connection/use-connection-state.ts';
import { useOnReconnect } from '../../api/connection/use-on-reconnect.ts';
import type { LatestView, TagView } from '../../api/contract.ts';
import { useClock } from '../../kit/clock/clock-context.ts';
import { useNow } from '../../kit/clock/use-now.ts';
import type { TimeRange } from '../../kit/time-range/time-range.ts';
import type { TimeWindow } from '../../kit/time-range/time-window.ts';
import { useLiveFeed } from '../tags/index.ts';
import type { LatestStore } from '../tags/index.ts';
import { createLiveTail } from './live-tail.ts';
import type { LiveTail } from './live-tail.ts';
import { framePaceMs, refreshPaceMs } from './frame-pace-ms.ts';
import { trendSeries } from './trend-series.ts';

/** Options of `useTrend`. */
interface TrendOptions {
  readonly tags: readonly TagView[];
  readonly range: TimeRange;
  readonly paused: boolean;
  readonly widthPixels: number;
  /** Takes the live samples of the chosen tags, for whoever shows their current values. */
  readonly store: LatestStore;
}

// Live samples are kept a little beyond the last answer: the newest may not have been stored then.
const TAIL_OVERLAP_MS = 60_000;
const ASK_AHEAD_MS = 1_000;
const KEEP_ANSWERS_MS = 30_000;

/** Reads the trend of some tags, and keeps it sliding where its range ends now. */
export function useTrend({ tags, range, paused, widthPixels, store }: TrendOptions) {
  const { nowMs } = useClock();
  const sliding = range.kind === 'last';
  const shown = useShownWindow(range, paused, widthPixels);
  const tagIds = useMemo(() => tags.map(({ id }) => id), [tags]);
  const query = useQuery({
    queryKey: ['trend', tagIds, range, widthPixels],
    queryFn: ({ signal }) =>
      client.trends.read.query({ tagIds, ...askedWindow(range, nowMs()), widthPixels }, { signal }),
    enabled: widthPixels > 0,
    placeholderData: keepPreviousData,
    refetchInterval: sliding && !paused ? refreshPaceMs(range.durationMs) : false,
    staleTime: sliding ? 0 : KEEP_ANSWERS_MS,
    gcTime: KEEP_ANSWERS_MS,
  });
  const { data, dataUpdatedAt, refetch, isPlaceholderData, isFetching, isError } = query;
  const tail = useLiveTail(tagIds, store);
  useEffect(() => {
    if (dataUpdatedAt > 0) tail.forgetBefore(nowMs() - TAIL_OVERLAP_MS);
  }, [tail, dataUpdatedAt, nowMs]);
  const retry = useCallback(() => void refetch(), [refetch]);
  useOnReconnect(retry);

  const series = useMemo(
    () => trendSeries({ tags, answer: data, tail: sliding ? tail : undefined }),
    // The tail grows while the window slides.
    [tags, data, tail, sliding, shown.toMs],
  );
  const known = data !== undefined;
  const waiting = isFetching && (isPlaceholderData || !known);
  return { shown, series, known, retry, isError, waiting };
}

/** The window to ask for now; of a sliding range a little more, for samples that are stored before the answer. */
function askedWindow(range: TimeRange, nowMs: number): TimeWindow {
  if (range.kind === 'between') return { fromMs: range.fromMs, toMs: range.toMs };
  return { fromMs: nowMs - range.durationMs, toMs: nowMs + ASK_AHEAD_MS };
}

/** The window on the screen. It stands still while paused, and while nothing can be known about now. */
function useShownWindow(range: TimeRange, paused: boolean, widthPixels: number): TimeWindow {
  const { kind } = useConnectionState();
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
  const onSamples = useCallback(
    (samples: readonly LatestView[]) => {
      tail.accept(samples);
      store.accept(samples);
    },
    [tail, store],
  );
  useLiveFeed({ tagIds, onSamples });
  return tail;
}
