import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReportRunView } from '../../api/contract.ts';
import { downloadFile } from '../../api/download-file.ts';
import { trpc } from '../../api/trpc.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { IDLE_POLL_MS, POLL_MS } from '../../kit/poll-ms.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { isUnderWay } from '../../kit/ui/run-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { ReportRunState } from './report-run-state.tsx';
import { reportWords } from './report-words.ts';
import { useRefreshReports } from './use-refresh-reports.ts';

const SHOWN = 50;

/** The newest runs, with their files. It looks again while one is being made. */
export function RunList() {
  const words = useWords(reportWords);
  const runs = useQuery({
    ...trpc.reports.runs.list.queryOptions({ limit: SHOWN }),
    refetchInterval: ({ state }) =>
      state.data?.runs.some(isUnderWay) === true ? POLL_MS : IDLE_POLL_MS,
  });
  return (
    <section className="panel report-runs" aria-label={words.runs}>
      <header className="panel-header">
        <h2>{words.runs}</h2>
      </header>
      <QueryState query={runs} failed={words.runsFailed}>
        {({ runs: shown }) =>
          shown.length === 0 ? (
            <p className="panel-body soft">{words.runsNone}</p>
          ) : (
            <RunTable runs={shown} />
          )
        }
      </QueryState>
    </section>
  );
}

function RunTable({ runs }: { readonly runs: readonly ReportRunView[] }) {
  const words = useWords(reportWords);
  const { formats } = useLanguage();
  const { dateTime } = formats.time;
  const columns: readonly Column<ReportRunView>[] = [
    { key: 'name', label: words.name, cell: ({ name }) => name },
    {
      key: 'asked',
      label: words.asked,
      cell: ({ createdAtMs }) => <AgeText timeMs={createdAtMs} ago />,
    },
    {
      key: 'period',
      label: words.period,
      cell: ({ fromMs, toMs }) =>
        fromMs === null || toMs === null ? '–' : `${dateTime(fromMs)} – ${dateTime(toMs)}`,
    },
    { key: 'state', label: words.state, cell: (run) => <ReportRunState run={run} /> },
    {
      key: 'rows',
      label: words.rows,
      isNumber: true,
      cell: ({ rowCount }) => (rowCount === null ? '–' : formats.number.integer(rowCount)),
    },
    { key: 'files', label: words.files, cell: (run) => <RunFiles run={run} /> },
  ];
  return (
    <DataTable
      label={words.runs}
      columns={columns}
      rows={runs}
      keyOf={({ id }) => id}
      actionsOf={(run) => <CancelButton run={run} />}
    />
  );
}

function RunFiles({ run }: { readonly run: ReportRunView }) {
  const words = useWords(reportWords);
  const toast = useToast();
  const textOf = useRefusalText();
  if (run.files.length === 0)
    return run.state === 'done' ? <span className="soft">{words.filesGone}</span> : '–';
  if (!run.mayOpen) return <span className="soft">{words.lacks(run.permission)}</span>;
  return (
    <span className="button-row">
      {run.files.map(({ format }) => (
        <button
          key={format}
          type="button"
          className="button button-small"
          aria-label={words.download(words.formatNames[format], run.name)}
          onClick={() => {
            void downloadFile(`api/reports/runs/${run.id}/${format}`).catch((error: unknown) =>
              toast({ text: textOf(error) }),
            );
          }}
        >
          {words.formatNames[format]}
        </button>
      ))}
    </span>
  );
}

function CancelButton({ run }: { readonly run: ReportRunView }) {
  const words = useWords(reportWords);
  const toast = useToast();
  const textOf = useRefusalText();
  const refresh = useRefreshReports();
  const cancel = useMutation({
    ...trpc.reports.runs.cancel.mutationOptions(),
    onError: (error) => toast({ text: textOf(error) }),
    onSettled: refresh,
  });
  if (!isUnderWay(run) || run.isCancelling || !run.mayCancel) return null;
  return (
    <button
      type="button"
      className="button button-small"
      aria-disabled={cancel.isPending}
      onClick={() => {
        if (!cancel.isPending) cancel.mutate({ id: run.id });
      }}
    >
      {words.cancel}
    </button>
  );
}
