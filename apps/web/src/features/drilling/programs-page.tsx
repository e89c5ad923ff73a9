import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProgramView } from '../../api/contract.ts';
import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { ClearFilter } from '../../kit/filter/clear-filter.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { useMay } from '../../session/session-context.ts';
import { drillingWords } from './drilling-words.ts';
import { NewProgramDialog } from './new-program-dialog.tsx';
import { ProgramStateBadge } from './program-state-badge.tsx';
import { ProgramToolbar } from './program-toolbar.tsx';
import {
  readProgramSearch,
  type ProgramSearch,
  type ProgramSearchChange,
} from './read-program-search.ts';

const route = getRouteApi('/drilling');

export function ProgramsPage() {
  const words = useWords(drillingWords);
  const may = useMay();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/drilling' });
  const columns = useColumns();
  const pages = usePrograms(search);
  const [isCreating, setCreating] = useState(false);
  const rows = pages.data?.pages.flatMap(({ programs }) => programs) ?? [];
  const isNarrowed = search.q !== undefined || search.state !== undefined;
  const change = (part: ProgramSearchChange): void => {
    void navigate({ search: readProgramSearch({ ...search, ...part }), replace: true });
  };
  const create = may('engineering.write') && (
    <button type="button" className="button button-primary" onClick={() => setCreating(true)}>
      {words.create}
    </button>
  );
  return (
    <Page
      title={words.title}
      facts={<RowCount count={pages.data && rows.length} text={words.count} />}
      actions={create}
    >
      <ProgramToolbar search={search} onChange={change} />
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState
              title={isNarrowed ? words.noneMatches : words.none}
              hint={isNarrowed ? words.noneMatchesHint : words.noneHint}
            >
              {isNarrowed && <ClearFilter />}
            </EmptyState>
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              linkOf={({ id }) => ({ to: '/drilling/$programId', params: { programId: id } })}
              more={pages}
            />
          )
        }
      </QueryState>
      {isCreating && <NewProgramDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function usePrograms({ q = '', state }: ProgramSearch) {
  const input = { search: q, ...(state && { state }) };
  return useInfiniteQuery({
    // tRPC's own options would send a direction, which the contract does not know.
    queryKey: [...trpc.drilling.programs.list.queryKey(input), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.drilling.programs.list.query(
        { ...input, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

function useColumns(): readonly Column<ProgramView>[] {
  const words = useWords(drillingWords);
  const { number, time } = useLanguage().formats;
  return [
    { key: 'name', label: words.name, cell: ({ name }) => name },
    {
      key: 'number',
      label: words.number,
      cell: ({ documentNumber }) =>
        documentNumber ?? <span className="soft">{words.noNumber}</span>,
    },
    { key: 'well', label: words.well, cell: ({ wellName }) => wellName },
    { key: 'state', label: words.state, cell: ({ state }) => <ProgramStateBadge state={state} /> },
    { key: 'rig', label: words.rig, isWideOnly: true, cell: ({ rigName }) => rigName || '–' },
    {
      key: 'depth',
      label: words.depth,
      unit: 'ft',
      isNumber: true,
      cell: ({ plannedDepthFt }) => number.integer(plannedDepthFt),
    },
    {
      key: 'start',
      label: words.startOn,
      isWideOnly: true,
      cell: ({ plannedStartOn }) => (plannedStartOn === null ? '–' : time.day(plannedStartOn)),
    },
    {
      key: 'budget',
      label: words.budget,
      isNumber: true,
      isWideOnly: true,
      cell: ({ budget, currency }) =>
        budget === null ? '–' : `${number.fixed(budget, 2)} ${currency ?? ''}`,
    },
  ];
}
