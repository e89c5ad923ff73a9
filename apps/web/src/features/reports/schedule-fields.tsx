import type { ReportChoicesView } from '../../api/contract.ts';
import { CheckField } from '../../kit/form/check-field.tsx';
import { CheckListField } from '../../kit/form/check-list-field.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import type { ReportValues } from './report-values.ts';
import { reportWords } from './report-words.ts';

interface ScheduleFieldsProps {
  readonly form: FormState<ReportValues>;
  /** Undefined until they are read. */
  readonly choices: ReportChoicesView | undefined;
}

const SCHEDULES = ['none', 'daily', 'weekly', 'monthly', 'shift'] as const;
const DAYS = Array.from({ length: 31 }, (_, at) => String(at + 1));

/** When a report is made, and who is told. */
export function ScheduleFields({ form, choices }: ScheduleFieldsProps) {
  const words = useWords(reportWords);
  const { schedule, channelId } = form.values;
  const { shifts = [], channels = [], recipients = [] } = choices ?? {};
  return (
    <>
      <SelectField
        form={form}
        name="schedule"
        label={words.schedule}
        options={SCHEDULES.map((value) => ({ value, label: words.schedules[value] }))}
      />
      {schedule === 'weekly' && (
        <CheckListField
          form={form}
          name="weekdays"
          label={words.weekdays}
          options={words.weekdayNames.map((label, at) => ({ value: String(at + 1), label }))}
        />
      )}
      {schedule === 'monthly' && (
        <SelectField
          form={form}
          name="day"
          label={words.day}
          options={[
            ...DAYS.map((value) => ({ value, label: value })),
            { value: 'last', label: words.lastDay },
          ]}
        />
      )}
      {schedule === 'shift' && (
        <SelectField
          form={form}
          name="shift"
          label={words.shift}
          options={[
            { value: '', label: words.everyShift },
            ...shifts.map((value) => ({ value, label: value })),
          ]}
        />
      )}
      {schedule !== 'none' && schedule !== 'shift' && (
        <TextField form={form} name="time" label={words.time} help={words.timeHelp} maxLength={5} />
      )}
      {schedule !== 'none' && <CheckField form={form} name="enabled" label={words.enabled} />}
      {channels.length > 0 && (
        <SelectField
          form={form}
          name="channelId"
          label={words.channel}
          options={[
            { value: '', label: words.noChannel },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {channelId !== '' && (
        <CheckListField
          form={form}
          name="recipientIds"
          label={words.recipients}
          help={words.recipientsHelp}
          options={recipients.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
}
