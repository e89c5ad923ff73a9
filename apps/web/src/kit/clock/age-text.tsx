import { useLanguage } from '../i18n/language-context.ts';
import { useSeconds } from './seconds.ts';

interface AgeTextProps {
  readonly timeMs: number;
  /** In a sentence: "3 s ago" instead of "3 s". */
  readonly ago?: boolean;
}

/** How long ago something was, ticking; the time itself on hover. */
export function AgeText({ timeMs, ago = false }: AgeTextProps) {
  const { formats, words } = useLanguage();
  const age = formats.duration.age(useSeconds() - timeMs);
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formats.time.dateTimeMs(timeMs)}>
      {ago ? words.status.ago(age) : age}
    </time>
  );
}
