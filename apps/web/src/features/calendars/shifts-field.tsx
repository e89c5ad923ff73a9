import { useWords } from '../../kit/i18n/use-words.ts';
import { Icon } from '../../kit/ui/icon.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import type { CalendarValues, ShiftValues } from './calendar-values.ts';
import { calendarWords } from './calendar-words.ts';

const NEW_SHIFT: ShiftValues = {
  name: '',
  start: '06:00',
  end: '14:00',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  worksOnHolidays: true,
};

/** The shifts of a calendar, a row each. */
export function ShiftsField({ form }: { readonly form: FormState<CalendarValues> }) {
  const words = useWords(calendarWords);
  const { shifts } = form.values;
  const error = form.errors['shifts'];
  const setAt = (at: number, part: Partial<ShiftValues>): void =>
    form.set(
      'shifts',
      shifts.map((shift, index) => (index === at ? { ...shift, ...part } : shift)),
    );
  return (
    <fieldset className="field calendar-list">
      <legend className="field-label">{words.shifts}</legend>
      {shifts.length === 0 && <p className="soft">{words.noShifts}</p>}
      {shifts.map((shift, at) => (
        <ShiftRow
          // oxlint-disable-next-line react/no-array-index-key -- a shift has no other key while it is edited
          key={at}
          label={words.shift(at + 1)}
          shift={shift}
          isWrong={error !== undefined}
          onChange={(part) => setAt(at, part)}
          onRemove={() =>
            form.set(
              'shifts',
              shifts.filter((_, index) => index !== at),
            )
          }
        />
      ))}
      {error !== undefined && (
        <span className="field-message" role="alert">
          <Icon name="cross" small />
          {error}
        </span>
      )}
      <div>
        <button
          type="button"
          className="button button-small"
          onClick={() => form.set('shifts', [...shifts, NEW_SHIFT])}
        >
          {words.addShift}
        </button>
      </div>
    </fieldset>
  );
}

interface ShiftRowProps {
  readonly label: string;
  readonly shift: ShiftValues;
  readonly isWrong: boolean;
  readonly onChange: (part: Partial<ShiftValues>) => void;
  readonly onRemove: () => void;
}

function ShiftRow({ label, shift, isWrong, onChange, onRemove }: ShiftRowProps) {
  const words = useWords(calendarWords);
  const { name, weekdays, worksOnHolidays } = shift;
  const text = (key: 'name' | 'start' | 'end', caption: string) => (
    <label className="calendar-cell">
      <span className="note">{caption}</span>
      <input
        className="input"
        maxLength={key === 'name' ? 60 : 5}
        {...(key === 'name' ? {} : { placeholder: '00:00' })}
        value={shift[key]}
        aria-invalid={isWrong}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </label>
  );
  const toggle = (day: number): void =>
    onChange({
      weekdays: weekdays.includes(day)
        ? weekdays.filter((one) => one !== day)
        : [...weekdays, day].toSorted((a, b) => a - b),
    });
  return (
    <div className="calendar-row" role="group" aria-label={label}>
      {text('name', words.shiftName)}
      {text('start', words.start)}
      {text('end', words.end)}
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={words.remove(name || label)}
        onClick={onRemove}
      >
        <Icon name="cross" />
      </button>
      <div className="calendar-days" role="group" aria-label={words.days}>
        {words.weekdays.map((day, at) => (
          <label key={day} className="check">
            <input
              type="checkbox"
              checked={weekdays.includes(at + 1)}
              onChange={() => toggle(at + 1)}
            />
            {day}
          </label>
        ))}
        <label className="check">
          <input
            type="checkbox"
            checked={worksOnHolidays}
            onChange={(event) => onChange({ worksOnHolidays: event.target.checked })}
          />
          {words.worksOnHolidays}
        </label>
      </div>
    </div>
  );
}
