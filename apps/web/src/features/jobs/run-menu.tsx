import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { jobWords } from './job-words.ts';
import { useJobName } from './use-job-name.ts';

/** Runs one of the jobs now. @param onAsked - called with the id of the run */
export function RunMenu({ onAsked }: { readonly onAsked: (id: string) => void }) {
  const words = useWords(jobWords);
  const nameOf = useJobName();
  const toast = useToast();
  const textOf = useRefusalText();
  const queries = useQueryClient();
  const kinds = useQuery(trpc.jobs.kinds.queryOptions()).data?.kinds ?? [];
  const run = useMutation({
    ...trpc.jobs.run.mutationOptions(),
    onSuccess: ({ id, name }) => {
      toast({ text: words.asked(nameOf(name)) });
      onAsked(id);
    },
    onError: (error) => toast({ text: textOf(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.jobs.pathKey() }),
  });
  if (kinds.length === 0) return null;
  return (
    <Menu
      label={words.run}
      className="button button-primary"
      items={kinds.map(({ name, schedule }) => ({
        label: (
          <span className="job-kind">
            {nameOf(name)}
            <span className="note">{scheduleText(schedule, words)}</span>
          </span>
        ),
        disabled: run.isPending,
        onSelect: () => run.mutate({ name }),
      }))}
    >
      {words.run}
    </Menu>
  );
}

/** Says a schedule in words where it is a time of each day; any other as cron has it. */
function scheduleText(
  schedule: string | null,
  words: { readonly daily: (time: string) => string; readonly onlyAsked: string },
): string {
  if (schedule === null) return words.onlyAsked;
  const [, minute, hour] = /^(\d+) (\d+) \* \* \*$/.exec(schedule) ?? [];
  if (minute === undefined || hour === undefined) return schedule;
  return words.daily(`${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`);
}
