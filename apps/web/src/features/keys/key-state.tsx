import type { KeyView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Badge } from '../../kit/ui/badge.tsx';
import { keyWords } from './key-words.ts';

interface KeyStateProps {
  readonly apiKey: KeyView;
  readonly nowMs: number;
}

/** Whether a key lets anything in, and since when not. */
export function KeyState({ apiKey: { revokedAtMs, expiresAtMs }, nowMs }: KeyStateProps) {
  const words = useWords(keyWords);
  const { time } = useLanguage().formats;
  if (revokedAtMs !== null)
    return (
      <>
        <Badge kind="void">{words.states.revoked}</Badge>{' '}
        <span className="note">{words.since(time.dateTime(revokedAtMs))}</span>
      </>
    );
  if (expiresAtMs !== null && expiresAtMs <= nowMs)
    return <Badge kind="void">{words.states.expired}</Badge>;
  return <Badge>{words.states.active}</Badge>;
}
