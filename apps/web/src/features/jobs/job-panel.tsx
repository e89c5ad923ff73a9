import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import type { JobView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { POLL_MS } from '../../kit/poll-ms.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { isUnderWay, RunState } from '../../kit/ui/run-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { JobProgress } from './job-progress.tsx';
import { jobWords } from './job-words.ts';
import { useJobName } from './use-job-name.ts';

interface JobPanelProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** All that is known of one run, and the way to end it. */
export function JobPanel({ id, onClose }: JobPanelProps) {
  const words = useWords(jobWords);
  const nameOf = useJobName();
  const query = useQuery({
    ...trpc.jobs.get.queryOptions({ id }),
    retry: false,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isUnderWay(data) ? POLL_MS : false,
  });
  const title = query.data === undefined ? words.id : nameOf(query.data.name);
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-header">
        <h2>{title}</h2>
        <button
          type="button"
          className="button button-quiet button-small button-icon push"
          aria-label={words.close}
          onClick={onClose}
        >
          <Icon name="cross" small />
        </button>
      </header>
      <QueryState query={query} failed={words.panelFailed}>
        {(job) => (
          <div className="panel-body stack">
            <JobFacts job={job} />
            <CancelButton job={job} />
          </div>
        )}
      </QueryState>
    </section>
  );
}

function JobFacts({ job }: { readonly job: JobView }) {
  const words = useWords(jobWords);
  const { time, number, duration } = useLanguage().formats;
  const { startedAtMs, endedAtMs } = job;
  const at = (timeMs: number | null): string =>
    timeMs === null ? words.notYet : time.dateTime(timeMs);
  const facts = [
    [words.state, <RunState run={job} />],
    [words.progress, <JobProgress job={job} />],
    [words.message, job.message || '–'],
    [words.error, job.error ?? words.noError],
    [words.attempts, number.integer(job.attempts)],
    [words.requestedBy, job.requestedByName ?? words.schedule],
    [words.created, at(job.createdAtMs)],
    [words.started, at(startedAtMs)],
    [words.ended, at(endedAtMs)],
    [
      words.took,
      startedAtMs === null || endedAtMs === null ? '–' : duration.long(endedAtMs - startedAtMs),
    ],
    [words.job, <code>{job.name}</code>],
    [words.id, <code>{job.id}</code>],
  ] as const;
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="note">{time.zoneName(job.createdAtMs)}</p>
    </>
  );
}

/** Ends a run after a question, which stays when the run ends by itself meanwhile. */
function CancelButton({ job }: { readonly job: JobView }) {
  const { cancel: words, conflicts } = useWords(jobWords);
  const nameOf = useJobName();
  const toast = useToast();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation({
    ...trpc.jobs.cancel.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.jobs.pathKey() }),
  });
  return (
    <>
      {isUnderWay(job) && !job.isCancelling && (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {words.action}
        </button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={words.title(nameOf(job.name))}
          action={words.action}
          keep={words.keep}
          final
          conflicts={conflicts}
          onConfirm={async () => {
            await cancel.mutateAsync({ id: job.id });
            toast({ text: words.done });
          }}
          onClose={() => setAsking(false)}
        >
          <p>{words.text}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
