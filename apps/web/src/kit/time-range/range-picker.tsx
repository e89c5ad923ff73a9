import { useState } from 'react';
import type { TimeWindow } from './time-window.ts';
import { fromLocalInput, toLocalInput } from './from-local-input.ts';
import { RANGE_KEYS } from './time-range.ts';
import type { RangeKey, TimeRange } from './time-range.ts';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import './time-range.css';

interface RangePickerProps {
  /** Null for all of time, where that is on offer. */
  readonly range: TimeRange | null;
  /** The window on the screen: a custom range starts from it. */
  readonly shown: TimeWindow;
  readonly onRange: (key: RangeKey) => void;
  readonly onBetween: (window: TimeWindow) => void;
  /** Offers all of time. */
  readonly onAll?: () => void;
}

export function RangePicker({ range, shown, onRange, onBetween, onAll }: RangePickerProps) {
  const words = useWords(kitWords);
  const [editing, setEditing] = useState(false);
  const chosen = range?.kind === 'last' ? range.key : null;
  return (
    <div className="range-picker">
      <div className="segments" role="group" aria-label={words.timeRange.label}>
        {RANGE_KEYS.map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={key === chosen}
            onClick={() => {
              setEditing(false);
              onRange(key);
            }}
          >
            {words.timeRange.names[key]}
          </button>
        ))}
        {onAll !== undefined && (
          <button
            type="button"
            aria-pressed={range === null}
            onClick={() => {
              setEditing(false);
              onAll();
            }}
          >
            {words.timeRange.all}
          </button>
        )}
        <button
          type="button"
          aria-pressed={range?.kind === 'between'}
          aria-expanded={editing}
          onClick={() => {
            setEditing(!editing);
          }}
        >
          {words.timeRange.custom}
        </button>
      </div>
      {editing && (
        <BetweenForm
          shown={shown}
          onBetween={(window) => {
            setEditing(false);
            onBetween(window);
          }}
        />
      )}
    </div>
  );
}

type BetweenFormProps = Pick<RangePickerProps, 'shown' | 'onBetween'>;

function BetweenForm({ shown, onBetween }: BetweenFormProps) {
  const words = useWords(kitWords);
  const { offsetMs } = useLanguage().formats.time;
  // The chart goes on while the form is open.
  const [shownAtFirst] = useState(shown);
  const [from, setFrom] = useState(() => toLocalInput(shown.fromMs, offsetMs));
  const [to, setTo] = useState(() => toLocalInput(shown.toMs, offsetMs));
  const fromMs = fromLocalInput(from, shownAtFirst.fromMs, offsetMs);
  const toMs = fromLocalInput(to, shownAtFirst.toMs, offsetMs);
  const wrongOrder = fromMs !== null && toMs !== null && fromMs >= toMs;
  const usable = fromMs !== null && toMs !== null && !wrongOrder;
  return (
    <form
      className="between-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (usable) onBetween({ fromMs, toMs });
      }}
    >
      <TimeField label={words.timeRange.from} value={from} onChange={setFrom} />
      <TimeField label={words.timeRange.to} value={to} onChange={setTo} />
      <button type="submit" className="button button-primary" disabled={!usable}>
        {words.timeRange.apply}
      </button>
      {wrongOrder && (
        <p className="field-message" role="alert">
          {words.timeRange.toBeforeFrom}
        </p>
      )}
    </form>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <label className="time-field">
      <span>{label}</span>
      <input
        type="datetime-local"
        step="1"
        className="input"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
