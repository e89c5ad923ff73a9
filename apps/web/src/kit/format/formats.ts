import { createDurationFormat } from './duration-format.ts';
import type { DurationFormat } from './duration-format.ts';
import { createNumberFormat } from './number-format.ts';
import type { NumberFormat } from './number-format.ts';
import { createTimeFormat } from './time-format.ts';
import type { TimeFormat } from './time-format.ts';

/** How numbers, times and durations are written in one locale. */
export interface Formats {
  readonly locale: string;
  readonly number: NumberFormat;
  readonly time: TimeFormat;
  readonly duration: DurationFormat;
}

/** @param timeZone - IANA name; the browser's own when left out. */
export function createFormats(locale: string, timeZone?: string): Formats {
  const number = createNumberFormat(locale);
  return {
    locale,
    number,
    time: createTimeFormat(locale, timeZone),
    duration: createDurationFormat(number),
  };
}
