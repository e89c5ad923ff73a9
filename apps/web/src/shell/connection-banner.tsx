import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useConnectionState } from '../api/connection/use-connection-state.ts';
import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Icon } from '../kit/ui/icon.tsx';
import { shellWords } from './shell-words.ts';

const NO_ROOM_AFTER_MS = 8_000;

/** Says so when the server is out of reach, or has no room for this page; marks the page, so that old values look old. */
export function ConnectionBanner() {
  const words = useWords(shellWords).connection;
  const { formats } = useLanguage();
  const queries = useQueryClient();
  const { kind, lostSinceMs } = useConnectionState();
  const hasNoRoom = useLasting(kind === 'connecting', NO_ROOM_AFTER_MS);
  useEffect(() => {
    document.documentElement.dataset['connection'] = kind;
  }, [kind]);
  return (
    <div className="banners" role="alert" data-testid="connection-banner">
      {lostSinceMs !== null && (
        <p className="banner">
          <Icon name="offline" />
          <span>
            <b>{words.lostSince(formats.time.timeOfDay(lostSinceMs))}</b> {words.valuesAreOld}
          </span>
          <button
            type="button"
            className="button button-small push"
            onClick={() => void queries.refetchQueries({ type: 'active' })}
          >
            {words.tryNow}
          </button>
        </p>
      )}
      {hasNoRoom && (
        <p className="banner">
          <Icon name="offline" />
          <span>{words.noRoom}</span>
        </p>
      )}
    </div>
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
