import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import { ClearFilter } from '../../kit/filter/clear-filter.tsx';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { SearchBox } from '../../kit/filter/search-box.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { SessionTable } from '../../session/list/session-table.tsx';
import { useEndSessions } from '../../session/list/use-end-sessions.ts';
import { readSessionSearch } from './read-session-search.ts';
import { sessionsWords } from './sessions-words.ts';

const route = getRouteApi('/sessions');

/** The sessions of all users that go on. */
export function SessionsPage() {
  const words = useWords(sessionsWords);
  const { time } = useLanguage().formats;
  const { q = '' } = route.useSearch();
  const navigate = useNavigate({ from: '/sessions' });
  const ends = useEndSessions();
  const input = { search: q };
  const pages = usePages({
    queryKey: trpc.sessions.list.queryKey(input),
    read: (page, options) => client.sessions.list.query({ ...input, ...page }, options),
  });
  const rows = pages.data?.pages.flatMap(({ sessions }) => sessions) ?? [];
  const facts = (
    <>
      <RowCount count={pages.data && rows.length} text={words.count} />
      <span>{words.zone(time.zoneName(Date.now()))}</span>
    </>
  );
  return (
    <Page title={words.title} facts={facts}>
      <FilterBar>
        <SearchBox
          label={words.searchLabel}
          placeholder={words.search}
          value={q}
          onChange={(next) =>
            void navigate({ search: readSessionSearch({ q: next }), replace: true })
          }
        />
      </FilterBar>
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint}>
              {q !== '' && <ClearFilter />}
            </EmptyState>
          ) : (
            <SessionTable label={words.title} sessions={rows} hasUsers more={pages} {...ends} />
          )
        }
      </QueryState>
    </Page>
  );
}
