/** First time that is stored, in microseconds since 1970: the year 1900. Calendars and PostgreSQL agree from there on. */
export const FIRST_TIME_US = -2_208_988_800_000_000;
/** First time that is not stored any more: the year 10000. */
export const LAST_TIME_US = 253_402_300_800_000_000;

/** The times that are stored, for messages. */
export const STORABLE_TIMES = 'microseconds since 1970 of the years 1900 to 9999';

/** Whether a time can be stored; NaN cannot. */
export function isStorableTime(timeUs: number): boolean {
  return timeUs >= FIRST_TIME_US && timeUs < LAST_TIME_US;
}
