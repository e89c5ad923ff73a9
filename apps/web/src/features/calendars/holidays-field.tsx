import { useWords } from '../../kit/i18n/use-words.ts';
import { Icon } from '../../kit/ui/icon.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import type { CalendarValues } from './calendar-values.ts';
import { calendarWords } from './calendar-words.ts';

const NEW_HOLIDAY = { date: '', nameEs: '', nameEn: '' };

/** The holidays of a calendar, a row each. */
export function HolidaysField({ form }: { readonly form: FormState<CalendarValues> }) {
  const words = useWords(calendarWords);
  const { holidays } = form.values;
  const error = form.errors['holidays'];
  const cell = (at: number, key: keyof typeof NEW_HOLIDAY, caption: string) => (
    <label className="calendar-cell">
      <span className="note">{caption}</span>
      <input
        className="input"
        type={key === 'date' ? 'date' : 'text'}
        maxLength={100}
        value={holidays[at]![key]}
        aria-invalid={error !== undefined}
        onChange={(event) =>
          form.set(
            'holidays',
            holidays.map((holiday, index) =>
              index === at ? { ...holiday, [key]: event.target.value } : holiday,
            ),
          )
        }
      />
    </label>
  );
  return (
    <fieldset className="field calendar-list">
      <legend className="field-label">{words.holidays}</legend>
      {holidays.length === 0 && <p className="soft">{words.noHolidays}</p>}
      {holidays.map(({ nameEs, date }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a holiday has no other key while it is edited
        <div key={at} className="calendar-row" role="group" aria-label={words.holiday(at + 1)}>
          {cell(at, 'date', words.date)}
          {cell(at, 'nameEs', words.nameEs)}
          {cell(at, 'nameEn', words.nameEn)}
          <button
            type="button"
            className="button button-quiet button-icon"
            aria-label={words.remove(nameEs || date || words.holiday(at + 1))}
            onClick={() =>
              form.set(
                'holidays',
                holidays.filter((_, index) => index !== at),
              )
            }
          >
            <Icon name="cross" />
          </button>
        </div>
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
          onClick={() => form.set('holidays', [...holidays, NEW_HOLIDAY])}
        >
          {words.addHoliday}
        </button>
      </div>
    </fieldset>
  );
}
