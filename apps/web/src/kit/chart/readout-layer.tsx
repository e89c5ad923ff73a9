import { createPortal } from 'react-dom';
import { valueText } from '../format/value-text.ts';
import { useLanguage } from '../i18n/language-context.ts';
import { QualityBadge } from '../ui/quality-badge.tsx';
import { nearestSampleMs, readingAt } from './reading-at.ts';
import type { Reading } from './reading-at.ts';
import type { Series } from './series.ts';
import { timeAt } from './cursor-after-key.ts';
import { toPixel } from './line-path.ts';
import { timeScale, usePlot, valueScale } from './plot.ts';
import type { LayerProps } from './series-layer.tsx';
import { axisIdOf } from './unit-axes.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';

const REACH_PIXELS = 12;

interface ReadoutLayerProps extends LayerProps {
  readonly fraction: number;
  /** Where the box with the readings goes: HTML, above the drawing. */
  readonly container: HTMLElement;
  /** Moved by keys: then the readings are spoken. */
  readonly spoken: boolean;
}

/** The line under the cursor, drawn to the nearest sample, and what each series says there. */
export function ReadoutLayer(props: ReadoutLayerProps) {
  const { shown, series, axes, fraction, container, spoken } = props;
  const plot = usePlot();
  if (plot === null) return null;
  const pointedMs = timeAt(shown, fraction);
  const reachMs = (REACH_PIXELS / plot.width) * (shown.toMs - shown.fromMs);
  const timeMs = nearestSampleMs(series, pointedMs, reachMs) ?? pointedMs;
  const x = toPixel(timeScale(plot, shown), timeMs);
  const readings = series.map((one) => ({ one, reading: readingAt(one, timeMs) }));
  const onLeft = fraction > 0.5;
  const place = onLeft ? { right: `calc(100% - ${x - 14}px)` } : { left: x + 14 };
  return (
    <g className="readout-layer">
      <line className="cursor-line" x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} />
      {readings.map(({ one, reading }) => {
        const axis = axes.find(({ id }) => id === axisIdOf(one.tag));
        if (axis === undefined || reading?.value == null) return null;
        const y = toPixel(valueScale(plot, axis.domain), reading.value);
        return (
          <circle key={one.tag.id} className={`cursor-dot slot-${one.slot}`} cx={x} cy={y} r="4" />
        );
      })}
      {createPortal(
        <div
          className="readout"
          style={{ ...place, top: plot.y + 8 }}
          aria-live={spoken ? 'polite' : 'off'}
          data-testid="trend-tooltip"
        >
          <ReadoutContent timeMs={timeMs} readings={readings} />
        </div>,
        container,
      )}
    </g>
  );
}

interface ReadoutContentProps {
  readonly timeMs: number;
  readonly readings: readonly { readonly one: Series; readonly reading: Reading | null }[];
}

function ReadoutContent({ timeMs, readings }: ReadoutContentProps) {
  const { formats } = useLanguage();
  return (
    <>
      <p className="readout-time">
        {formats.time.dateTimeMs(Math.round(timeMs))} <span>{formats.time.offsetName(timeMs)}</span>
      </p>
      {readings.map(({ one, reading }) => (
        <div key={one.tag.id} className="readout-row">
          <i className={`swatch slot-${one.slot}`} />
          <span className="readout-name">{one.tag.name}</span>
          <ReadingText tag={one.tag} reading={reading} />
          {reading !== null && reading.heldFromMs !== null && (
            <HeldNote timeMs={timeMs} heldFromMs={reading.heldFromMs} />
          )}
        </div>
      ))}
    </>
  );
}

interface HeldNoteProps {
  readonly timeMs: number;
  readonly heldFromMs: number;
}

function HeldNote({ timeMs, heldFromMs }: HeldNoteProps) {
  const words = useWords(kitWords);
  const { formats } = useLanguage();
  const age = formats.duration.age(timeMs - heldFromMs);
  return (
    <span className="readout-held">
      {words.chart.heldFor(formats.time.dateTime(heldFromMs), age)}
    </span>
  );
}

function ReadingText({
  tag,
  reading,
}: {
  readonly tag: Series['tag'];
  readonly reading: Reading | null;
}) {
  const words = useWords(kitWords);
  const { formats } = useLanguage();
  const value = reading?.value ?? null;
  return (
    <>
      <b title={reading?.interpolated === true ? words.chart.interpolated : undefined}>
        {reading?.interpolated === true && '≈ '}
        {value === null ? '—' : valueText(value, tag, formats.number)}
        {value !== null && tag.unit !== '' && <span className="unit">{tag.unit}</span>}
      </b>
      <QualityBadge status={reading?.status} />
    </>
  );
}
