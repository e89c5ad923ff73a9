import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReportFormat, ReportParameters } from '@varve/contract';
import { REPORT_FORMATS } from '../../api/codes.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ReportFrame } from '../../kit/report/report-frame.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { parametersAt } from './parameters-at.ts';
import { readReportSearch, type ReportSearchChange } from './read-report-search.ts';
import { reportWords } from './report-words.ts';
import { ReportToolbar } from './report-toolbar.tsx';
import { RunList } from './run-list.tsx';
import { useRefreshReports } from './use-refresh-reports.ts';
import './reports.css';

const route = getRouteApi('/reports_/$kind');

/** A report: its parameters, its first rows, and buttons that make its files. */
export function ReportKindPage() {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const { kind } = route.useParams();
  // The router hands on what the address has beside: it is read again.
  const search = readReportSearch({ ...route.useSearch() });
  const navigate = useNavigate({ from: '/reports/$kind' });
  const parameters = parametersAt(kind, search);
  const kinds = useQuery(trpc.reports.kinds.queryOptions());
  const known = kinds.data?.find((one) => one.kind === kind);
  const change = (part: ReportSearchChange): void => {
    void navigate({ search: readReportSearch({ ...search, ...part }), replace: true });
  };
  const isUnknown = kinds.data !== undefined && known === undefined;
  return (
    <Page
      title={known?.title[language] ?? words.title}
      actions={parameters !== undefined && <MakeButtons parameters={parameters} />}
    >
      {isUnknown ? (
        <EmptyState title={words.kindUnknown} hint={words.kindUnknownHint} />
      ) : (
        <>
          <ReportToolbar kind={kind} search={search} onChange={change} />
          {parameters === undefined ? (
            <p className="notice">{words.periodWrong}</p>
          ) : (
            <Shown parameters={parameters} />
          )}
          <RunList />
        </>
      )}
    </Page>
  );
}

function Shown({ parameters }: { readonly parameters: ReportParameters }) {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const query = useQuery({
    ...trpc.reports.read.queryOptions({ parameters, language }),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryState query={query} failed={words.kindFailed}>
      {(report) => <ReportFrame report={report} />}
    </QueryState>
  );
}

function MakeButtons({ parameters }: { readonly parameters: ReportParameters }) {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const toast = useToast();
  const textOf = useRefusalText(words.conflicts);
  const refresh = useRefreshReports();
  const create = useMutation({
    ...trpc.reports.runs.create.mutationOptions(),
    onSuccess: ({ name }) => toast({ text: words.began(name) }),
    onError: (error) => toast({ text: textOf(error) }),
    onSettled: refresh,
  });
  const make = (format: ReportFormat): void => {
    if (!create.isPending) create.mutate({ parameters, language, formats: [format] });
  };
  return (
    <span className="button-row" title={words.makeHint}>
      {REPORT_FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          aria-disabled={create.isPending}
          onClick={() => make(format)}
        >
          {words.make(words.formatNames[format])}
        </button>
      ))}
    </span>
  );
}
