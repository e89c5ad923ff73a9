import { useId, useMemo } from 'react';
import { useSeconds } from '../clock/use-seconds.ts';
import { createTimeFormat } from '../format/time-format.ts';
import { useLanguage } from '../i18n/language-context.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { FieldFrame } from './field-frame.tsx';
import type { FormState } from './use-form.ts';

// The list of the browser leaves UTC out.
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface ZoneFieldProps {
  readonly form: FormState<{ readonly timeZone: string }>;
  /** Makes it optional: what holds while it is empty. */
  readonly emptyHelp?: string;
}

/** A time zone, found by a part of its name; says what time it is there. */
export function ZoneField({ form, emptyHelp }: ZoneFieldProps) {
  const words = useWords(kitWords).zone;
  const id = useId();
  const { timeZone } = form.values;
  const now = useTimeThere(timeZone.trim());
  return (
    <FieldFrame
      label={words.label}
      help={now === null ? emptyHelp : words.help(now.time, now.zone)}
      error={form.errors['timeZone']}
      optional={emptyHelp !== undefined}
    >
      {(control) => (
        <>
          <input
            {...control}
            className="input"
            name="timeZone"
            list={`${id}-zones`}
            autoComplete="off"
            spellCheck={false}
            value={timeZone}
            onChange={(event) => form.set('timeZone', event.target.value)}
          />
          <datalist id={`${id}-zones`}>
            {ZONES.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </FieldFrame>
  );
}

function useTimeThere(timeZone: string): { time: string; zone: string } | null {
  const { locale } = useLanguage().formats;
  const nowMs = useSeconds();
  const format = useMemo(() => {
    if (!ZONES.includes(timeZone)) return null;
    return createTimeFormat(locale, timeZone);
  }, [locale, timeZone]);
  return format && { time: format.timeOfDay(nowMs), zone: format.offsetName(nowMs) };
}
