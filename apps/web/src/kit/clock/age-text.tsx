import { useLanguage } from '../i18n/language-context.ts';
import { useSeconds } from './use-seconds.ts';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';

interface AgeTextProps {
  readonly timeMs: number;
  /** In a sentence: "3 s ago" instead of "3 s". */
  readonly ago?: boolean;
}

/** How long ago something was, ticking; the time itself on hover. */
export function AgeText({ timeMs, ago = false }: AgeTextProps) {
  const words = useWords(kitWords);
  const { formats } = useLanguage();
  const age = formats.duration.age(useSeconds() - timeMs);
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formats.time.dateTimeMs(timeMs)}>
      {ago ? words.ago(age) : age}
    </time>
  );
}
