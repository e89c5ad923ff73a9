import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { download } from '../../kit/download.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useClock } from '../../kit/clock/clock-context.ts';
import { zoomOut } from '../../kit/chart/cursor-after-key.ts';
import type { TimeWindow } from '../../kit/time-range/time-window.ts';
import { TrendChart } from '../../kit/chart/trend-chart.tsx';
import { unitAxes } from '../../kit/chart/unit-axes.ts';
import { useElementSize } from '../../kit/chart/use-element-size.ts';
import { useConnectionState } from '../../api/connection/use-connection-state.ts';
import type { TagView } from '../../api/contract.ts';
import type { LatestStore } from '../tags/index.ts';
import type { Series } from '../../kit/chart/series.ts';
import { csvFileName, trendCsv } from './trend-csv.ts';
import { TrendLegend } from './trend-legend.tsx';
import { writeBetween } from '../../kit/time-range/time-range.ts';
import type { TimeRange } from '../../kit/time-range/time-range.ts';
import { writeTagIds } from './link.ts';
import type { TrendSearchChange } from './read-trend-search.ts';
import { TrendToolbar } from './trend-toolbar.tsx';
import { useTrend } from './use-trend.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { trendWords } from './trend-words.ts';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { FailedState } from '../../kit/ui/failed-state.tsx';
import { LoadingState } from '../../kit/ui/loading-state.tsx';

const WIDTH_STEP = 50;
const AXES_WIDE = 4;
const AXES_NARROW = 2;
const NARROW_PIXELS = 640;

interface TrendPanelProps {
  readonly tags: readonly TagView[];
  readonly range: TimeRange;
  readonly store: LatestStore;
  readonly picker: ReactNode;
  readonly onChange: (part: TrendSearchChange, replace?: boolean) => void;
}

/** Toolbar, chart and legend of some chosen tags. */
export function TrendPanel({ tags, range, store, picker, onChange }: TrendPanelProps) {
  const { nowMs } = useClock();
  const { time } = useLanguage().formats;
  const { element, width, height } = useElementSize();
  const [paused, setPaused] = useState(false);
  const widthPixels = Math.floor(width / WIDTH_STEP) * WIDTH_STEP;
  const trend = useTrend({ tags, range, paused, widthPixels, store });
  const { shown, series } = trend;
  const { kind } = useConnectionState();
  const live = range.kind === 'last' && !paused && kind !== 'lost';
  const narrow = width < NARROW_PIXELS;
  const axes = useMemo(() => unitAxes(series, narrow ? AXES_NARROW : AXES_WIDE), [series, narrow]);
  const showBetween = (window: TimeWindow): void => {
    onChange({ ...writeBetween(window), range: undefined });
  };
  const zoomFurtherOut = (): void => {
    showBetween(zoomOut(shown, nowMs()));
  };
  return (
    <>
      <TrendToolbar
        {...{ range, shown, paused, live, picker }}
        onRange={(key) => {
          setPaused(false);
          onChange({ range: key, from: undefined, to: undefined });
        }}
        onBetween={showBetween}
        onPaused={(paused) => {
          setPaused(paused);
        }}
        onZoomOut={zoomFurtherOut}
        onExport={() => {
          const csv = trendCsv(series, shown, time.offsetMs);
          download(csvFileName(shown), new Blob([csv], { type: 'text/csv;charset=utf-8' }));
        }}
      />
      <section ref={element} className="panel chart-panel fills" aria-busy={trend.waiting}>
        {trend.waiting && <span className="chart-progress" aria-hidden="true" />}
        <ChartOrState
          {...{ trend, axes, width, height, live }}
          standing={range.kind === 'between'}
          onZoom={showBetween}
          onZoomOut={zoomFurtherOut}
        />
      </section>
      <section className="panel">
        <TrendLegend
          {...{ series, axes, shown, live }}
          onRemove={(tagId) => {
            const left = tags.map(({ id }) => id).filter((id) => id !== tagId);
            onChange({ tags: writeTagIds(left) }, true);
          }}
        />
      </section>
    </>
  );
}

interface ChartOrStateProps {
  readonly trend: ReturnType<typeof useTrend>;
  readonly axes: ReturnType<typeof unitAxes>;
  readonly width: number;
  readonly height: number;
  readonly live: boolean;
  /** The range does not end now. */
  readonly standing: boolean;
  readonly onZoom: (window: TimeWindow) => void;
  readonly onZoomOut: () => void;
}

function ChartOrState({ trend, axes, width, height, live, standing, ...zooms }: ChartOrStateProps) {
  const words = useWords(trendWords);
  const { nowMs } = useClock();
  const { shown, series, known, isError, retry } = trend;
  if (!known && isError) return <FailedState what={words.failed} onRetry={retry} />;
  if (!known || width === 0) return <LoadingState />;
  if (!anyKnownIn(series, shown) && !trend.waiting) {
    return <EmptyState title={words.empty} hint={words.emptyHint} />;
  }
  // A value holds until the next sample; without a connection nobody knows whether one came.
  const holdUntilMs = live || standing ? Math.min(shown.toMs, nowMs()) : null;
  return <TrendChart {...{ shown, series, axes, width, height, holdUntilMs }} {...zooms} />;
}

/** A point before the window counts: what it says is so until the next. */
function anyKnownIn(series: readonly Series[], { toMs }: TimeWindow): boolean {
  return series.some(({ timesMs }) => timesMs[0] !== undefined && timesMs[0] <= toMs);
}
