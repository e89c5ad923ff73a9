import { axisIdOf } from '../../kit/chart/unit-axes.ts';
import type { UnitAxis } from '../../kit/chart/unit-axes.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { valueText } from '../../kit/format/value-text.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useLatest } from '../tags/index.ts';
import { Icon } from '../../kit/ui/icon.tsx';
import { QualityBadge } from '../../kit/ui/quality-badge.tsx';
import { qualityClass } from '../../kit/ui/quality-class.ts';
import { extremesOf } from '../../kit/chart/extremes-of.ts';
import { heldSinceMs } from '../../kit/chart/series.ts';
import type { TrendSeries } from './trend-series.ts';
import type { TimeWindow } from '../../kit/time-range/time-window.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { trendWords } from './trend-words.ts';

interface TrendLegendProps {
  readonly series: readonly TrendSeries[];
  readonly axes: readonly UnitAxis[];
  readonly shown: TimeWindow;
  /** The chart ends now: show current values, not the last ones drawn. */
  readonly live: boolean;
  readonly onRemove: (tagId: number) => void;
}

/** The drawn tags: colour, value, extremes, number of samples, and a button to remove each. */
export function TrendLegend({ series, axes, shown, live, onRemove }: TrendLegendProps) {
  const words = useWords(trendWords);
  const { tag, now, last, lowest, highest } = words;
  return (
    <table className="table legend" data-density="compact">
      <thead>
        <tr>
          <th scope="col">{tag}</th>
          <th scope="col" className="number">
            {live ? now : last}
          </th>
          <th scope="col">{words.quality}</th>
          <th scope="col" className="number legend-extreme">
            {lowest}
          </th>
          <th scope="col" className="number legend-extreme">
            {highest}
          </th>
          <th scope="col" className="legend-samples">
            {words.samplesHead}
          </th>
          <th scope="col">
            <span className="visually-hidden">{words.removeHead}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {series.map((one) => (
          <LegendRow
            key={one.tag.id}
            series={one}
            shown={shown}
            live={live}
            hasAxis={axes.some(({ id, visible }) => visible && id === axisIdOf(one.tag))}
            onRemove={onRemove}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LegendRowProps {
  readonly series: TrendSeries;
  readonly shown: TimeWindow;
  readonly live: boolean;
  readonly hasAxis: boolean;
  readonly onRemove: (tagId: number) => void;
}

function LegendRow({ series, shown, live, hasAxis, onRemove }: LegendRowProps) {
  const words = useWords(trendWords);
  const { formats } = useLanguage();
  const { tag, slot, values, statuses } = series;
  const latest = useLatest(tag.id);
  // Together: the value of one sample beside the quality of another would be neither's.
  const { value, status } =
    live && latest !== undefined
      ? latest
      : { value: values.at(-1) ?? null, status: statuses.at(-1) };
  const extremes = extremesOf(series, shown);
  const write = (number: number | null): string =>
    number === null ? '—' : valueText(number, tag, formats.number);
  return (
    <tr>
      <th scope="row">
        <i className={`swatch slot-${slot}`} />
        <span>{tag.name}</span>
        <span className="legend-description">
          {tag.description}
          {!hasAxis && ` (${words.noAxis})`}
        </span>
      </th>
      <td className="number legend-value">
        <span className={`live-value${qualityClass(status)}`} data-testid="live-value">
          {write(value)}
        </span>
        {tag.unit !== '' && <span className="unit">{tag.unit}</span>}
      </td>
      <td>
        <QualityBadge status={status} />
      </td>
      <td className="number legend-extreme">{write(extremes.lowest)}</td>
      <td className="number legend-extreme">{write(extremes.highest)}</td>
      <td className="legend-samples">
        <SampleNote series={series} />
        <HeldNote heldFromMs={heldSinceMs(series, shown)} />
      </td>
      <td>
        <RemoveButton
          label={words.remove(tag.name)}
          onRemove={() => {
            onRemove(tag.id);
          }}
        />
      </td>
    </tr>
  );
}

function SampleNote({ series }: { readonly series: TrendSeries }) {
  const words = useWords(trendWords);
  const { formats } = useLanguage();
  const { sampleCount, method, timesMs } = series;
  const { integer } = formats.number;
  const drawn = method === 'raw' ? words.raw : words.m4(integer(timesMs.length));
  return (
    <span data-method={method}>
      {words.samples(integer(sampleCount), sampleCount)}
      {sampleCount > 0 && `, ${drawn}`}
    </span>
  );
}

/** Says that the dashed line is a value from before the window, and how old that is. */
function HeldNote({ heldFromMs }: { readonly heldFromMs: number | null }) {
  const words = useWords(trendWords);
  const { formats } = useLanguage();
  if (heldFromMs === null) return null;
  return (
    <span className="held-note">
      <svg viewBox="0 0 22 4" aria-hidden="true">
        <path d="M1 2h20" />
      </svg>
      {words.heldSince(formats.time.dateTime(heldFromMs))} (
      <AgeText timeMs={heldFromMs} ago />)
    </span>
  );
}

function RemoveButton({
  label,
  onRemove,
}: {
  readonly label: string;
  readonly onRemove: () => void;
}) {
  return (
    <button
      type="button"
      className="button button-quiet button-small button-icon"
      aria-label={label}
      title={label}
      onClick={onRemove}
    >
      <Icon name="cross" small />
    </button>
  );
}
