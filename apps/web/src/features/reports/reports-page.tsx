import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReportDefinitionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { useMay } from '../../session/session-context.ts';
import { ReportDialog } from './report-dialog.tsx';
import { ReportTable } from './report-table.tsx';
import { reportWords } from './report-words.ts';
import { RunList } from './run-list.tsx';
import './reports.css';

/** The reports that there are, those that are made again and again, and what was made. */
export function ReportsPage() {
  const words = useWords(reportWords);
  const may = useMay();
  const list = useQuery(trpc.reports.list.queryOptions());
  const [edited, setEdited] = useState<ReportDefinitionView | 'new' | null>(null);
  const create = may('reports.write') && (
    <button type="button" className="button button-primary" onClick={() => setEdited('new')}>
      {words.create}
    </button>
  );
  return (
    <Page
      title={words.title}
      facts={
        <>
          <RowCount count={list.data?.reports.length} text={words.count} />
          {list.data && <span>{words.clock(list.data.timeZone)}</span>}
        </>
      }
      actions={create}
    >
      <KindLinks />
      <QueryState query={list} failed={words.failed}>
        {({ reports }) =>
          reports.length === 0 ? (
            <EmptyState title={words.none} hint={words.noneHint} />
          ) : (
            <ReportTable reports={reports} onEdit={setEdited} />
          )
        }
      </QueryState>
      <RunList />
      {edited !== null && (
        <ReportDialog report={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  );
}

function KindLinks() {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const may = useMay();
  const kinds = useQuery(trpc.reports.kinds.queryOptions()).data ?? [];
  const seen = kinds.filter(({ permission }) => may(permission));
  if (seen.length === 0) return null;
  return (
    <nav className="report-kinds" aria-label={words.open}>
      <span className="soft">{words.open}</span>
      {seen.map(({ kind, title }) => (
        <Link key={kind} to="/reports/$kind" params={{ kind }} className="button button-small">
          {title[language]}
        </Link>
      ))}
    </nav>
  );
}
