import { useMutation, useQuery } from '@tanstack/react-query';
import { createReportInput } from '@varve/contract';
import type { ReportDefinitionView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import type { FieldIssue } from '../../kit/ui/refusal.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { ContentFields } from './content-fields.tsx';
import { reportInputOf, reportValuesOf } from './report-values.ts';
import { reportWords } from './report-words.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { useRefreshReports } from './use-refresh-reports.ts';

interface ReportDialogProps {
  /** Null for a new one. */
  readonly report: ReportDefinitionView | null;
  readonly onClose: () => void;
}

/** Defines a report, or changes it. */
export function ReportDialog({ report, onClose }: ReportDialogProps) {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const toast = useToast();
  const refresh = useRefreshReports();
  const create = useMutation(trpc.reports.create.mutationOptions());
  const update = useMutation(trpc.reports.update.mutationOptions());
  const choices = useQuery(trpc.reports.choices.queryOptions()).data;
  const say = ({ path, code }: FieldIssue): string | null => {
    if (code === 'taken') return words.taken;
    if (code === 'shift_unknown') return words.scheduleWrong;
    if (path?.[0] === 'formats') return words.formatsWrong;
    if (path?.[0] === 'schedule') return words.timesWrong;
    return path?.[0] === 'recipientIds' ? words.recipientsWrong : null;
  };
  const form = useForm({
    schema: createReportInput,
    initial: reportValuesOf(report, language),
    toInput: reportInputOf,
    say,
    onSubmit: async (input) => {
      if (report === null) await create.mutateAsync(input);
      else {
        const { id, version: expectedVersion } = report;
        await update.mutateAsync({ ...input, id, expectedVersion });
      }
      await refresh();
      toast({ text: words.saved(input.name) });
      onClose();
    },
  });
  const title = report === null ? words.createTitle : words.editTitle(report.name);
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} submit={words.save} onCancel={onClose}>
        <ContentFields form={form} />
        <ScheduleFields form={form} choices={choices} />
      </Form>
    </Dialog>
  );
}
