import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { SessionTable } from '../../session/list/session-table.tsx';
import { useEndSessions } from '../../session/list/use-end-sessions.ts';
import { userWords } from './user-words.ts';

/** The sessions of a user that go on, each with the way to end it. */
export function UserSessions({ userId }: { readonly userId: string }) {
  const words = useWords(userWords).sessions;
  const sessions = useQuery(trpc.sessions.list.queryOptions({ userId }));
  const ends = useEndSessions();
  return (
    <section className="panel user-wide" aria-label={words.title}>
      <header className="panel-header">
        <h2>{words.title}</h2>
      </header>
      <QueryState query={sessions} failed={words.failed}>
        {({ sessions: rows }) =>
          rows.length === 0 ? (
            <p className="panel-body soft">{words.none}</p>
          ) : (
            <SessionTable label={words.title} sessions={rows} {...ends} />
          )
        }
      </QueryState>
    </section>
  );
}
