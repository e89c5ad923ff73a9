import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportDefinitionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { createFormats } from '../../kit/format/formats.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { useMay } from '../../session/session-context.ts';
import { ReportRunState } from './report-run-state.tsx';
import { reportWords } from './report-words.ts';
import { useRefreshReports } from './use-refresh-reports.ts';

interface ReportTableProps {
  readonly reports: readonly ReportDefinitionView[];
  readonly onEdit: (report: ReportDefinitionView) => void;
}

/** The definitions, each with its next times and its last run. */
export function ReportTable({ reports, onEdit }: ReportTableProps) {
  const words = useWords(reportWords);
  const may = useMay();
  const columns = useColumns();
  const actions = (report: ReportDefinitionView) => (
    <ReportActions report={report} onEdit={() => onEdit(report)} />
  );
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={reports}
      keyOf={({ id }) => id}
      {...(may('reports.write') ? { actionsOf: actions } : {})}
    />
  );
}

function useColumns(): readonly Column<ReportDefinitionView>[] {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const kinds = useQuery(trpc.reports.kinds.queryOptions()).data ?? [];
  const titleOf = (kind: string): string =>
    kinds.find((one) => one.kind === kind)?.title[language] ?? kind;
  return [
    { key: 'name', label: words.name, cell: ({ name }) => name },
    {
      key: 'kind',
      label: words.kind,
      cell: ({ parameters: { kind, period } }) => (
        <>
          {titleOf(kind)}
          <span className="note"> {words.periods[period.unit]}</span>
        </>
      ),
    },
    {
      key: 'formats',
      label: words.files,
      isWideOnly: true,
      cell: ({ formats }) => formats.map((format) => words.formatNames[format]).join(', '),
    },
    { key: 'next', label: words.next, cell: (report) => <NextTimes report={report} /> },
    {
      key: 'last',
      label: words.lastRun,
      cell: ({ lastRun }) =>
        lastRun === null ? (
          <span className="soft">{words.never}</span>
        ) : (
          <ReportRunState run={lastRun} />
        ),
    },
    {
      key: 'definer',
      label: words.definedBy,
      isWideOnly: true,
      cell: ({ definedBy }) => definedBy,
    },
  ];
}

/** The next times of a schedule, by its own clock. */
function NextTimes({ report }: { readonly report: ReportDefinitionView }) {
  const words = useWords(reportWords);
  const { formats } = useLanguage();
  const timeZone = useQuery(trpc.reports.list.queryOptions()).data?.timeZone;
  if (report.schedule === null) return <span className="soft">{words.whenAsked}</span>;
  if (!report.enabled) return <span className="soft">{words.rests}</span>;
  const { time } = createFormats(formats.locale, timeZone);
  return (
    <ol className="bare-list">
      {report.nextRunsAtMs.map((timeMs) => (
        <li key={timeMs}>{time.dateTime(timeMs)}</li>
      ))}
    </ol>
  );
}

interface ReportActionsProps {
  readonly report: ReportDefinitionView;
  readonly onEdit: () => void;
}

function ReportActions({ report: { id, name, version }, onEdit }: ReportActionsProps) {
  const words = useWords(reportWords);
  const toast = useToast();
  const textOf = useRefusalText(words.conflicts);
  const refresh = useRefreshReports();
  const [isRemoving, setRemoving] = useState(false);
  const run = useMutation({
    ...trpc.reports.run.mutationOptions(),
    onSuccess: () => toast({ text: words.began(name) }),
    onError: (error) => toast({ text: textOf(error) }),
    onSettled: refresh,
  });
  const remove = useMutation(trpc.reports.remove.mutationOptions());
  return (
    <>
      <Menu
        label={words.actionsOf(name)}
        items={[
          { label: words.run, onSelect: () => run.mutate({ id }) },
          { label: words.edit, onSelect: onEdit },
          { label: words.remove, onSelect: () => setRemoving(true) },
        ]}
      >
        <Icon name="more" />
      </Menu>
      {isRemoving && (
        <ConfirmDialog
          title={words.removeTitle(name)}
          action={words.remove}
          final
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ id, expectedVersion: version });
            toast({ text: words.removed(name) });
            await refresh();
          }}
        >
          <p>{words.removeText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
