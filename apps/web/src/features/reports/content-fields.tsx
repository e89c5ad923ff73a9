import { useQuery } from '@tanstack/react-query';
import { AUDIT_OUTCOMES, REPORT_FORMATS, REPORT_UNITS } from '../../api/codes.ts';
import { trpc } from '../../api/trpc.ts';
import { CheckListField } from '../../kit/form/check-list-field.tsx';
import { SegmentsField } from '../../kit/form/segments-field.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { LANGUAGE_OPTIONS } from '../../kit/i18n/language.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useMay } from '../../session/session-context.ts';
import type { ReportValues } from './report-values.ts';
import { reportWords } from './report-words.ts';

/** Fields of what a report shows, and in which files. */
export function ContentFields({ form }: { readonly form: FormState<ReportValues> }) {
  const words = useWords(reportWords);
  const { language } = useLanguage();
  const may = useMay();
  const kinds = useQuery(trpc.reports.kinds.queryOptions()).data ?? [];
  const { unit, kind } = form.values;
  // A fixed period makes the same report each time: none is begun with it here.
  const units = REPORT_UNITS.filter((one) => one !== 'fixed' || unit === 'fixed');
  return (
    <>
      <TextField form={form} name="name" label={words.name} maxLength={100} />
      <SelectField
        form={form}
        name="kind"
        label={words.kind}
        options={kinds
          .filter(({ permission }) => may(permission))
          .map(({ kind: value, title }) => ({
            value: value as ReportValues['kind'],
            label: title[language],
          }))}
      />
      <SelectField
        form={form}
        name="unit"
        label={words.period}
        options={units.map((value) => ({ value, label: words.periods[value] }))}
      />
      <TextField form={form} name="actor" label={words.actor} optional maxLength={200} />
      {kind === 'audit' && (
        <>
          <TextField form={form} name="action" label={words.action} optional maxLength={200} />
          <SelectField
            form={form}
            name="outcome"
            label={words.outcome}
            options={[
              { value: '', label: words.anyOutcome },
              ...AUDIT_OUTCOMES.map((value) => ({ value, label: words.outcomes[value] })),
            ]}
          />
        </>
      )}
      <SegmentsField
        form={form}
        name="language"
        label={words.language}
        options={LANGUAGE_OPTIONS}
      />
      <CheckListField
        form={form}
        name="formats"
        label={words.formats}
        options={REPORT_FORMATS.map((value) => ({ value, label: words.formatNames[value] }))}
      />
    </>
  );
}
