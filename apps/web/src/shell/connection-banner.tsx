import { useEffect } from 'react';
import { useConnection } from '../connection/use-connection.ts';
import { useLanguage } from '../i18n/language-context.ts';

/** Says so when the server is out of reach; marks the page, so that old values look old. */
export function ConnectionBanner() {
  const { words, formats } = useLanguage();
  const { kind, lostSinceMs } = useConnection();
  useEffect(() => {
    document.documentElement.dataset['connection'] = kind;
  }, [kind]);
  return (
    <div role="alert" data-testid="connection-banner">
      {lostSinceMs !== null && (
        <p className="connection-banner">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1 15.5 15H.5z" fill="currentColor" />
            <path d="M8 6v4m0 1.6v1.6" stroke="var(--banner)" strokeWidth="1.6" />
          </svg>
          {words.connection.lostSince(formats.time.timeOfDay(lostSinceMs))}
        </p>
      )}
    </div>
  );
}
