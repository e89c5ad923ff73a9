import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useConnectionState } from '../api/connection/use-connection-state.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { shellWords } from './shell-words.ts';

const NO_ROOM_AFTER_MS = 8_000;

/** Says so when the server is out of reach, or has no room for this page; marks the page, so that old values look old. */
export function ConnectionBanner() {
  const words = useWords(shellWords);
  const { formats } = useLanguage();
  const { kind, lostSinceMs } = useConnectionState();
  const hasNoRoom = useLasting(kind === 'connecting', NO_ROOM_AFTER_MS);
  useEffect(() => {
    document.documentElement.dataset['connection'] = kind;
  }, [kind]);
  return (
    <div role="alert" data-testid="connection-banner">
      {lostSinceMs !== null && (
        <Banner>{words.connection.lostSince(formats.time.timeOfDay(lostSinceMs))}</Banner>
      )}
      {hasNoRoom && <Banner>{words.connection.noRoom}</Banner>}
    </div>
  );
}

function Banner({ children }: { readonly children: ReactNode }) {
  return (
    <p className="connection-banner">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 1 15.5 15H.5z" fill="currentColor" />
        <path d="M8 6v4m0 1.6v1.6" stroke="var(--banner)" strokeWidth="1.6" />
      </svg>
      {children}
    </p>
  );
}

/** Whether something has been so for some time. */
function useLasting(isSo: boolean, afterMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => {
      setLasts(true);
    }, afterMs);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, afterMs]);
  return lasts;
}
