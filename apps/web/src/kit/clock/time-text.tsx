import { useLanguage } from '../i18n/language-context.ts';

/** A date with its time, never broken into lines in a table. @param timeMs - milliseconds since 1970 */
export function TimeText({ timeMs }: { readonly timeMs: number }) {
  const { time } = useLanguage().formats;
  return <time dateTime={new Date(timeMs).toISOString()}>{time.dateTime(timeMs)}</time>;
}
