import type { ReactNode } from 'react';
import type { TimeWindow } from '../../kit/time-range/time-window.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { RangePicker } from '../../kit/time-range/range-picker.tsx';
import type { RangeKey, TimeRange } from '../../kit/time-range/time-range.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { kitWords } from '../../kit/kit-words.ts';
import { trendWords } from './trend-words.ts';

interface TrendToolbarProps {
  readonly range: TimeRange;
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
  const words = useWords(trendWords);
  const { formats } = useLanguage();
  const { time } = formats;
  return (
    <>
      <div className="toolbar" data-density="compact">
        {picker}
        <RangePicker
          range={range}
          shown={shown}
          onRange={props.onRange}
          onBetween={props.onBetween}
        />
        <div className="toolbar-buttons push">
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
              {paused ? words.resume : words.pause}
            </button>
          )}
          <button type="button" className="button" onClick={props.onZoomOut}>
            {words.zoomOut}
          </button>
          <button type="button" className="button" onClick={props.onExport}>
            {words.exportCsv}
          </button>
        </div>
      </div>
      <p className="range-note">
        <strong>
          <RangeNote {...props} />
        </strong>
        <span>
          {time.dateTime(shown.fromMs)} – {time.dateTime(shown.toMs)}
        </span>
        <span title={words.timeZone}>
          {time.timeZone} ({time.offsetName(shown.toMs)})
        </span>
      </p>
    </>
  );
}

/** Says whether what is shown ends now, and if not, why. */
function RangeNote({ range, paused, live }: TrendToolbarProps) {
  const words = useWords(trendWords);
  const { custom } = useWords(kitWords).timeRange;
  if (range.kind === 'between') return custom;
  if (live) return words.live;
  return paused ? words.paused : words.notConnected;
}

function PauseIcon({ paused }: { readonly paused: boolean }) {
  return (
    <svg className="icon icon-small" viewBox="0 0 12 12" aria-hidden="true">
      <path d={paused ? 'M2.5 1.5 10.5 6l-8 4.5z' : 'M3.5 2v8M8.5 2v8'} />
    </svg>
  );
}
