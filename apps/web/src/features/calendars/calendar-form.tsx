import { useMutation, useQueryClient } from '@tanstack/react-query';
import { updateCalendarInput } from '@varve/contract';
import type { CalendarView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { ZoneField } from '../../kit/form/zone-field.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { kitWords } from '../../kit/kit-words.ts';
import type { FieldIssue } from '../../kit/ui/refusal.ts';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useMay } from '../../session/session-context.ts';
import { settingsOf, valuesOf } from './calendar-values.ts';
import { calendarWords } from './calendar-words.ts';
import { EdgePreview } from './edge-preview.tsx';
import { HolidaysField } from './holidays-field.tsx';
import { ShiftsField } from './shifts-field.tsx';

interface CalendarFormProps {
  readonly calendar: CalendarView;
  readonly place: CalendarView['place'];
}

/** Edits a calendar, and shows its next edges as it is edited. */
export function CalendarForm({ calendar, place }: CalendarFormProps) {
  const words = useWords(calendarWords);
  const { zone } = useWords(kitWords);
  const may = useMay();
  const toast = useToast();
  const queries = useQueryClient();
  const update = useMutation(trpc.calendars.update.mutationOptions());
  const form = useForm({
    schema: updateCalendarInput,
    initial: valuesOf(calendar),
    toInput: (values) => ({
      ...settingsOf(values),
      place: place === null ? null : { kind: place.kind, id: place.id },
      expectedVersion: calendar.version,
    }),
    say: (issue) => {
      const [field] = issue.path;
      if (issue.code === 'shift_used')
        return words.shiftUsed((issue['names'] as readonly string[]).join(', '));
      if (field === 'timeZone') return zone.wrong;
      if (field === 'dayStart') return words.timeWrong;
      if (field === 'shifts') return isOverlap(issue) ? words.overlap : words.shiftsWrong;
      return field === 'holidays' ? words.holidaysWrong : null;
    },
    onSubmit: async (input) => {
      await update.mutateAsync(input);
      toast({ text: words.saved });
      await queries.invalidateQueries({ queryKey: trpc.calendars.pathKey() });
      await queries.invalidateQueries({ queryKey: trpc.audit.pathKey() });
    },
  });
  const isChangeable = may('configuration.write');
  return (
    <>
      <section className="panel" aria-label={words.settings}>
        <header className="panel-header">
          <h2>{words.settings}</h2>
        </header>
        <fieldset className="calendar-fields" disabled={!isChangeable}>
          {isChangeable ? (
            <Form form={form} submit={words.save}>
              <CalendarFields form={form} isField={place?.kind === 'field'} />
            </Form>
          ) : (
            <div className="form-fields">
              <p className="note">{words.readOnly}</p>
              <CalendarFields form={form} isField={place?.kind === 'field'} />
            </div>
          )}
        </fieldset>
      </section>
      <section className="panel" aria-label={words.preview}>
        <header className="panel-header">
          <h2>{words.preview}</h2>
          <span className="note push">{form.values.timeZone.trim() || calendar.timeZone}</span>
        </header>
        <EdgePreview values={form.values} placeZone={calendar.timeZone} />
      </section>
    </>
  );
}

/** Whether the fault is the one that the contract calls an overlap. */
function isOverlap({ params }: FieldIssue): boolean {
  return (params as { readonly fault?: unknown } | undefined)?.fault === 'overlap';
}

interface CalendarFieldsProps {
  readonly form: Parameters<typeof ShiftsField>[0]['form'];
  readonly isField: boolean;
}

function CalendarFields({ form, isField }: CalendarFieldsProps) {
  const words = useWords(calendarWords);
  return (
    <>
      {isField && <ZoneField form={form} emptyHelp={words.noZone} />}
      <TextField
        form={form}
        name="dayStart"
        label={words.dayStart}
        help={words.timeHelp}
        maxLength={5}
      />
      <ShiftsField form={form} />
      <HolidaysField form={form} />
    </>
  );
}
