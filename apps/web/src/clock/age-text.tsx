import { useLanguage } from '../i18n/language-context.ts';
import { useSeconds } from './seconds.ts';

/** How long ago something was, ticking; the time itself on hover. */
export function AgeText({ timeMs }: { readonly timeMs: number }) {
  const { formats } = useLanguage();
  const nowMs = useSeconds();
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formats.time.dateTimeMs(timeMs)}>
      {formats.duration.age(nowMs - timeMs)}
    </time>
  );
}
