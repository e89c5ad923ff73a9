import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { TimeText } from '../../kit/clock/time-text.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { displayWords } from './display-words.ts';
import { EndDisplay } from './end-display.tsx';
import { PairDialog } from './pair-dialog.tsx';

// A screen that was paired is there when it has taken its session.
const POLL_MS = 5_000;

/** The screens on walls that are signed in, with the way to pair another. */
export function DisplaysPage() {
  const words = useWords(displayWords);
  const query = useQuery({
    ...trpc.sessions.list.queryOptions({ kind: 'display' }),
    refetchInterval: POLL_MS,
  });
  const columns = useColumns();
  const [isOpen, open] = useState(false);
  const pair = (
    <button type="button" className="button button-primary" onClick={() => open(true)}>
      {words.pair}
    </button>
  );
  return (
    <Page title={words.title} actions={pair}>
      <p className="page-hint soft">{words.hint}</p>
      <QueryState query={query} failed={words.failed}>
        {({ sessions, nextCursor }) =>
          sessions.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint} />
          ) : (
            <section className="panel" aria-label={words.title}>
              <DataTable
                label={words.title}
                columns={columns}
                rows={sessions}
                keyOf={({ id }) => id}
                actionsOf={(display) => <EndDisplay display={display} />}
              />
              {nextCursor !== null && <p className="panel-body note">{words.more}</p>}
            </section>
          )
        }
      </QueryState>
      {isOpen && <PairDialog onClose={() => open(false)} />}
    </Page>
  );
}

function useColumns(): readonly Column<SessionView>[] {
  const words = useWords(displayWords);
  return [
    { key: 'name', label: words.name, cell: ({ name }) => name },
    {
      key: 'address',
      label: words.address,
      cell: ({ clientAddress }) => <code>{clientAddress ?? '–'}</code>,
    },
    {
      key: 'since',
      label: words.since,
      cell: ({ startedAtMs }) => <TimeText timeMs={startedAtMs} />,
    },
    {
      key: 'used',
      label: words.lastUsed,
      cell: ({ lastUsedAtMs }) => <AgeText timeMs={lastUsedAtMs} ago />,
    },
    {
      key: 'until',
      label: words.until,
      cell: ({ expiresAtMs }) => <TimeText timeMs={expiresAtMs} />,
    },
  ];
}
