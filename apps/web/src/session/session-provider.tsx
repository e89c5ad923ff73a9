import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { askEntrance } from '../api/ask-entrance.ts';
import { hearSessionNews, tellSessionNews } from '../api/session-news.ts';
import type { SessionNews } from '../api/session-news.ts';
import { renewSession } from './renew-session.ts';
import { SessionContext } from './session-context.ts';
import { sessionQuery } from './session-query.ts';
import { useSessionState } from './use-session-state.ts';

/** Gives the pages who uses them, by the server's word, and follows what other tabs do to the session. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const state = useSessionState();
  const person = 'person' in state ? state.person : null;
  useEffect(() => hearSessionNews((news) => void take(queries, news)), [queries]);
  useEffect(() => {
    // A page that the browser kept while another was shown does not know what happened meanwhile.
    const askAgain = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) void renewSession(queries);
    };
    window.addEventListener('pageshow', askAgain);
    return () => {
      window.removeEventListener('pageshow', askAgain);
    };
  }, [queries]);
  const value = useMemo(
    () => ({
      person: person && { ...person, permissions: new Set<string>(person.permissions) },
      signOut: person && (() => signOut(queries)),
    }),
    [person, queries],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

async function signOut(queries: QueryClient): Promise<void> {
  await askEntrance('session/logout', {});
  tellSessionNews('over');
  await renewSession(queries);
}

async function take(queries: QueryClient, news: SessionNews): Promise<void> {
  const known = queries.getQueryData(sessionQuery.queryKey);
  // Each tab that finds out says so: one question is enough.
  if (queries.isFetching(sessionQuery) > 0) return;
  if (news === 'over' && known?.person === null) return;
  await renewSession(queries);
}
