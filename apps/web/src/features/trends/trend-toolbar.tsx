import type { ReactNode } from 'react';
import type { TimeWindow } from '../../kit/chart/cursor.ts';
import type { Dictionary } from '../../kit/i18n/en.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { RangePicker } from '../../kit/time-range/range-picker.tsx';
import type { RangeKey, TrendRange } from './trend-search.ts';

interface TrendToolbarProps {
  readonly range: TrendRange;
  readonly shown: TimeWindow;
  readonly paused: boolean;
  /** The window slides with the time. */
  readonly live: boolean;
  readonly picker: ReactNode;
  readonly onRange: (key: RangeKey) => void;
  readonly onBetween: (window: TimeWindow) => void;
  readonly onPaused: (paused: boolean) => void;
  readonly onZoomOut: () => void;
  readonly onExport: () => void;
}

export function TrendToolbar(props: TrendToolbarProps) {
  const { range, shown, paused, picker, onPaused } = props;
  const { words, formats } = useLanguage();
  const { time } = formats;
  return (
    <>
      <div className="toolbar">
        {picker}
        <RangePicker
          range={range}
          shown={shown}
          onRange={props.onRange}
          onBetween={props.onBetween}
        />
        <div className="toolbar-buttons">
          {range.kind === 'last' && (
            <button
              type="button"
              className="button"
              aria-pressed={paused}
              onClick={() => {
                onPaused(!paused);
              }}
            >
              <PauseIcon paused={paused} />
              {paused ? words.trend.resume : words.trend.pause}
            </button>
          )}
          <button type="button" className="button" onClick={props.onZoomOut}>
            {words.trend.zoomOut}
          </button>
          <button type="button" className="button" onClick={props.onExport}>
            {words.trend.exportCsv}
          </button>
        </div>
      </div>
      <p className="range-note">
        <strong>{noteOf(props, words)}</strong>
        <span>
          {time.dateTime(shown.fromMs)} – {time.dateTime(shown.toMs)}
        </span>
        <span title={words.trend.timeZone}>
          {time.timeZone} ({time.offsetName(shown.toMs)})
        </span>
      </p>
    </>
  );
}

/** Whether what is shown ends now, and if not, why. */
function noteOf({ range, paused, live }: TrendToolbarProps, words: Dictionary): string {
  if (range.kind === 'between') return words.trend.custom;
  if (live) return words.trend.live;
  return paused ? words.trend.paused : words.connection.lost;
}

function PauseIcon({ paused }: { readonly paused: boolean }) {
  return (
    <svg className="button-icon" viewBox="0 0 12 12" aria-hidden="true">
      <path
        d={paused ? 'M2.5 1.5 10.5 6l-8 4.5z' : 'M2.5 1.5h2.5v9H2.5zM7 1.5h2.5v9H7z'}
        fill="currentColor"
      />
    </svg>
  );
}
