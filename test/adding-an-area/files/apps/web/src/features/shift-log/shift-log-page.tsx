import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import type { ShiftEntryView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useMay } from '../../session/session-context.ts';
import { EntryForm } from './entry-form.tsx';
import { shiftLogWords } from './shift-log-words.ts';

export function ShiftLogPage() {
  const words = useWords(shiftLogWords);
  const may = useMay();
  const columns = useColumns();
  const pages = useInfiniteQuery({
    queryKey: [...trpc.shiftLog.list.queryKey({}), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.shiftLog.list.query(pageParam === '' ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = pages.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <Page title={words.title}>
      {may('shift-log.write') && <EntryForm />}
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint} />
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              more={pages}
            />
          )
        }
      </QueryState>
    </Page>
  );
}

function useColumns(): readonly Column<ShiftEntryView>[] {
  const words = useWords(shiftLogWords);
  const { time } = useLanguage().formats;
  return [
    { key: 'body', label: words.body, cell: ({ body }) => body },
    { key: 'author', label: words.author, cell: ({ author }) => author ?? words.someProgram },
    {
      key: 'written',
      label: `${words.written} (${time.zoneName(Date.now())})`,
      cell: ({ writtenAtMs }) => time.dateTime(writtenAtMs),
    },
  ];
}
