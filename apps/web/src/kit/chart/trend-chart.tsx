import { useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import type { YAxisTickContentProps } from 'recharts';
import { useLanguage } from '../i18n/language-context.ts';
import { AxisTick, axisWidth } from './axis-tick.tsx';
import { CursorLayer } from './cursor-layer.tsx';
import { cursorAfterKey, zoomIn, zoomTo } from './cursor-after-key.ts';
import { QualityLayer } from './quality-layer.tsx';
import { ReadoutLayer } from './readout-layer.tsx';
import { SeriesLayer } from './series-layer.tsx';
import type { LayerProps } from './series-layer.tsx';
import type { TimeWindow } from '../time-range/time-window.ts';
import { toPixel } from './line-path.ts';
import { timeTicks } from './time-ticks.ts';
import { axisIdOf } from './unit-axes.ts';
import type { UnitAxis } from './unit-axes.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import './chart.css';

const NO_DATA: readonly never[] = [];
const TICK_LABEL_PIXELS = 110;
const MARGIN = { top: 28, right: 12, bottom: 4, left: 4 };

interface TrendChartProps extends LayerProps {
  readonly width: number;
  readonly height: number;
  readonly holdUntilMs: number | null;
  readonly onZoom: (window: TimeWindow) => void;
  readonly onZoomOut: () => void;
}

interface Cursor {
  readonly fraction: number;
  readonly byKey: boolean;
}

/** Curves over time with a cursor; Recharts keeps the frame, axes and grid. */
export function TrendChart(props: TrendChartProps) {
  const { shown, series, axes, width, height, holdUntilMs, onZoom } = props;
  const words = useWords(kitWords);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [container, setContainer] = useState<HTMLDivElement | null>(null);
  const layer = { shown, series, axes };
  const zoom = (window: TimeWindow | null): void => {
    setCursor(null);
    if (window !== null) onZoom(window);
  };
  const onKeyDown = useChartKeys(cursor, setCursor, zoom, props);
  return (
    <div
      ref={setContainer}
      className="trend-chart"
      data-testid="trend-chart"
      role="group"
      tabIndex={0}
      aria-label={words.chart.label}
      aria-description={words.chart.help}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setCursor(null);
      }}
    >
      <ChartFrame {...layer} width={width} height={height}>
        <QualityLayer shown={shown} series={series} />
        <SeriesLayer {...layer} holdUntilMs={holdUntilMs} />
        {cursor !== null && container !== null && (
          <ReadoutLayer
            {...layer}
            fraction={cursor.fraction}
            spoken={cursor.byKey}
            container={container}
          />
        )}
        <CursorLayer
          onPoint={(fraction) => {
            setCursor(fraction === null ? null : { fraction, byKey: false });
          }}
          onSelect={(first, second) => {
            zoom(zoomTo(shown, first, second));
          }}
        />
      </ChartFrame>
    </div>
  );
}

function useChartKeys(
  cursor: Cursor | null,
  setCursor: (cursor: Cursor | null) => void,
  zoom: (window: TimeWindow | null) => void,
  { shown, onZoomOut }: TrendChartProps,
) {
  return (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') {
      zoom(zoomIn(shown, cursor?.fraction ?? 0.5));
    } else if (event.key === '-') {
      onZoomOut();
    } else {
      const fraction = cursorAfterKey(cursor?.fraction ?? null, event);
      if (fraction === undefined) return;
      setCursor(fraction === null ? null : { fraction, byKey: true });
    }
    event.preventDefault();
  };
}

interface ChartFrameProps extends LayerProps {
  readonly width: number;
  readonly height: number;
  readonly children: React.ReactNode;
}

function ChartFrame({ shown, series, axes, width, height, children }: ChartFrameProps) {
  const { formats } = useLanguage();
  const { stepMs, ticksMs } = useMemo(
    () => timeTicks(shown, Math.floor(width / TICK_LABEL_PIXELS), formats.time.offsetMs),
    [shown, width, formats],
  );
  return (
    <LineChart
      width={width}
      height={height}
      data={NO_DATA}
      margin={MARGIN}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} className="chart-grid" yAxisId={axes[0]?.id ?? 0} />
      <XAxis
        type="number"
        dataKey="timeMs"
        domain={[shown.fromMs, shown.toMs]}
        allowDataOverflow
        ticks={ticksMs}
        interval={0}
        tickFormatter={(timeMs: number) => formats.time.tick(timeMs, stepMs)}
        tickLine={false}
        height={24}
      />
      {axes
        .filter(({ visible }) => visible)
        .map((axis) => (
          <YAxis
            key={axis.id}
            yAxisId={axis.id}
            type="number"
            // As parts of its height: Recharts does not reckon with numbers that are very large or very small.
            orientation={axis.side}
            domain={[0, 1]}
            allowDataOverflow
            ticks={axis.ticks.map((tick) => toPixel({ domain: axis.domain, pixels: [0, 1] }, tick))}
            interval={0}
            width={axisWidth(axis, formats.number)}
            tickLine={false}
            axisLine={false}
            tick={(tick: YAxisTickContentProps) => (
              <AxisTick axis={axis} slotClass={slotClassOf(axis, series)} tick={tick} />
            )}
          />
        ))}
      {children}
    </LineChart>
  );
}

/** The colour of an axis that has one curve; none where several share it. */
function slotClassOf(axis: UnitAxis, series: LayerProps['series']): string {
  const [only, ...others] = series.filter(({ tag }) => axisIdOf(tag) === axis.id);
  return only === undefined || others.length > 0 ? '' : `slot-${only.slot}`;
}
