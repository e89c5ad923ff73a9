import type { SessionView } from '../../api/contract.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { TimeText } from '../../kit/clock/time-text.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { Badge } from '../../kit/ui/badge.tsx';
import { sessionListWords } from './session-list-words.ts';
import { useSessionName } from './use-session-name.ts';

/** The columns of a table of sessions; that of its user comes first, where sessions are of several. */
export function useSessionColumns(hasUsers: boolean): readonly Column<SessionView>[] {
  const words = useWords(sessionListWords);
  const nameOf = useSessionName();
  const user: Column<SessionView> = {
    key: 'user',
    label: words.user,
    cell: ({ username }) => username,
  };
  return [
    ...(hasUsers ? [user] : []),
    {
      key: 'device',
      label: words.device,
      cell: (session) => (
        <span title={session.userAgent}>
          {nameOf(session)} {session.isCurrent && <Badge kind="solid">{words.current}</Badge>}
        </span>
      ),
    },
    { key: 'kind', label: words.kind, cell: ({ kind }) => words.kinds[kind] },
    {
      key: 'address',
      label: words.address,
      cell: ({ clientAddress }) => <code>{clientAddress ?? '–'}</code>,
    },
    {
      key: 'started',
      label: words.started,
      cell: ({ startedAtMs }) => <TimeText timeMs={startedAtMs} />,
    },
    {
      key: 'used',
      label: words.used,
      cell: ({ lastUsedAtMs }) => <AgeText timeMs={lastUsedAtMs} ago />,
    },
    {
      key: 'expires',
      label: words.expires,
      cell: ({ expiresAtMs }) => <TimeText timeMs={expiresAtMs} />,
    },
  ];
}
