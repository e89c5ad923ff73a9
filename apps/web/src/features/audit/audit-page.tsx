import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { AuditEntryView } from '../../api/contract.ts';
import { TimeText } from '../../kit/clock/time-text.tsx';
import { ClearFilter } from '../../kit/filter/clear-filter.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { AuditToolbar } from './audit-toolbar.tsx';
import { auditWords } from './audit-words.ts';
import { useAuditNames } from './use-audit-names.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { readAuditSearch, type AuditSearchChange } from './read-audit-search.ts';
import { SealPanel } from './seal-panel.tsx';
import { useAuditFilter } from './use-audit-filter.ts';
import { useAuditPages } from './use-audit-pages.ts';
import { useExport } from './use-export.ts';
import './audit.css';

const route = getRouteApi('/audit');

/** Who did what, when and from where. */
export function AuditPage() {
  const words = useWords(auditWords);
  const { time } = useLanguage().formats;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/audit' });
  const filter = useAuditFilter(search);
  const pages = useAuditPages(filter);
  const columns = useColumns();
  const exported = useExport(filter);
  const rows = pages.data?.pages.flatMap(({ entries }) => entries) ?? [];
  const change = (part: AuditSearchChange): void => {
    void navigate({ search: readAuditSearch({ ...search, ...part }), replace: true });
  };
  const facts = (
    <>
      <RowCount count={pages.data && rows.length} text={words.count} />
      <span>{words.zone(time.zoneName(Date.now()))}</span>
    </>
  );
  const exportButton = (
    <button type="button" className="button" onClick={exported.toggle}>
      {exported.size === null ? words.export.start : words.export.stop(exported.size)}
    </button>
  );
  return (
    <Page title={words.title} facts={facts} actions={exportButton}>
      <SealPanel />
      {exported.said !== null && (
        <p className="notice" role="status">
          {exported.said}
        </p>
      )}
      <AuditToolbar search={search} onChange={change} />
      <QueryState query={pages} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint}>
              {Object.keys(search).length > 0 && <ClearFilter />}
            </EmptyState>
          ) : (
            <DataTable
              label={words.title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              linkOf={({ id }) => ({ to: '/audit', search: { ...search, entry: id } })}
              more={pages}
            />
          )
        }
      </QueryState>
      {search.entry !== undefined && (
        <EntryDialog
          key={search.entry}
          id={search.entry}
          listed={rows.find(({ id }) => id === search.entry)}
          onClose={() => change({ entry: undefined })}
        />
      )}
    </Page>
  );
}

function useColumns(): readonly Column<AuditEntryView>[] {
  const words = useWords(auditWords);
  const { actionName, resourceName, ownName } = useAuditNames();
  return [
    { key: 'time', label: words.time, cell: ({ timeMs }) => <TimeText timeMs={timeMs} /> },
    {
      key: 'actor',
      label: words.actor,
      cell: ({ actor, actorId }) =>
        actor ?? <span className="soft">{actorId ?? words.nobody}</span>,
    },
    { key: 'action', label: words.action, cell: ({ action }) => actionName(action) },
    {
      key: 'resource',
      label: words.resource,
      cell: (entry) => (
        <span className="audit-resource">
          {resourceName(entry.resourceType)}{' '}
          <span className="soft">{ownName(entry) ?? entry.resourceId}</span>
        </span>
      ),
    },
    {
      key: 'outcome',
      label: words.outcome,
      cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
    },
    {
      key: 'address',
      label: words.address,
      cell: ({ clientAddress }) => <code>{clientAddress ?? '–'}</code>,
    },
  ];
}
