import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { JOB_STATES } from '../../api/codes.ts';
import type { JobView } from '../../api/contract.ts';
import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import { AgeText } from '../../kit/clock/age-text.tsx';
import { ClearFilter } from '../../kit/filter/clear-filter.tsx';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { kitWords } from '../../kit/kit-words.ts';
import { IDLE_POLL_MS, POLL_MS } from '../../kit/poll-ms.ts';
import type { Column } from '../../kit/table/column.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { EmptyState } from '../../kit/ui/empty-state.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { RowCount } from '../../kit/ui/row-count.tsx';
import { isUnderWay, RunState } from '../../kit/ui/run-state.tsx';
import { JobPanel } from './job-panel.tsx';
import { JobProgress } from './job-progress.tsx';
import { jobWords } from './job-words.ts';
import { readJobSearch, type JobSearchChange } from './read-job-search.ts';
import { RunMenu } from './run-menu.tsx';
import { useJobName } from './use-job-name.ts';
import './jobs.css';

const route = getRouteApi('/jobs');

export function JobsPage() {
  const words = useWords(jobWords);
  const { states } = useWords(kitWords).run;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/jobs' });
  const columns = useColumns();
  const pages = useRuns(search.state);
  const rows = pages.data?.pages.flatMap(({ jobs }) => jobs) ?? [];
  const change = (part: JobSearchChange): void => {
    void navigate({ search: readJobSearch({ ...search, ...part }), replace: true });
  };
  return (
    <Page
      title={words.title}
      facts={<RowCount count={pages.data && rows.length} text={words.count} />}
      actions={<RunMenu onAsked={(run) => change({ run, state: undefined })} />}
    >
      <FilterBar>
        <FilterSelect
          label={words.state}
          any={words.anyState}
          value={search.state}
          values={JOB_STATES}
          nameOf={(state) => states[state]}
          onChange={(state) => change({ state })}
        />
      </FilterBar>
      <div className="with-detail">
        <QueryState query={pages} failed={words.failed}>
          {() =>
            rows.length === 0 ? (
              <EmptyState
                title={search.state === undefined ? words.none : words.noneOfState}
                hint={search.state === undefined ? words.noneHint : words.noneOfStateHint}
              >
                {search.state !== undefined && <ClearFilter />}
              </EmptyState>
            ) : (
              <DataTable
                label={words.list}
                columns={columns}
                rows={rows}
                keyOf={({ id }) => id}
                linkOf={({ id }) => ({ to: '/jobs', search: { ...search, run: id } })}
                more={pages}
              />
            )
          }
        </QueryState>
        {search.run !== undefined && (
          <JobPanel key={search.run} id={search.run} onClose={() => change({ run: undefined })} />
        )}
      </div>
    </Page>
  );
}

function useRuns(state: JobView['state'] | undefined) {
  const input = state === undefined ? {} : { state };
  return usePages({
    queryKey: trpc.jobs.list.queryKey(input),
    read: (page, options) => client.jobs.list.query({ ...input, ...page }, options),
    everyMs: (answers) =>
      answers.some(({ jobs }) => jobs.some(isUnderWay)) ? POLL_MS : IDLE_POLL_MS,
  });
}

function useColumns(): readonly Column<JobView>[] {
  const words = useWords(jobWords);
  const nameOf = useJobName();
  return [
    { key: 'name', label: words.job, cell: ({ name }) => nameOf(name) },
    { key: 'state', label: words.state, cell: (job) => <RunState run={job} /> },
    { key: 'progress', label: words.progress, cell: (job) => <JobProgress job={job} /> },
    {
      key: 'message',
      label: words.message,
      cell: ({ error, message, state }) => (
        <span className="job-message">{(state === 'failed' ? error : message) || '–'}</span>
      ),
    },
    {
      key: 'requestedBy',
      label: words.requestedBy,
      isWideOnly: true,
      cell: ({ requestedByName }) =>
        requestedByName ?? <span className="soft">{words.schedule}</span>,
    },
    {
      key: 'created',
      label: words.created,
      cell: ({ createdAtMs }) => <AgeText timeMs={createdAtMs} ago />,
    },
  ];
}
