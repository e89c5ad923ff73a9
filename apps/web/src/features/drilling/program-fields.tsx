import { NumberField } from '../../kit/form/number-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import type { FormState } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { drillingWords } from './drilling-words.ts';
import type { ProgramValues } from './program-values.ts';

/** Fields of all that a draft says. */
export function ProgramFields({ form }: { readonly form: FormState<ProgramValues> }) {
  const words = useWords(drillingWords);
  return (
    <>
      <TextField form={form} name="name" label={words.name} maxLength={200} />
      <TextField form={form} name="rigName" label={words.rig} maxLength={200} optional />
      <TextField form={form} name="contractor" label={words.contractor} maxLength={200} optional />
      <NumberField
        form={form}
        name="plannedDepthFt"
        label={words.depth}
        help={words.depthHelp}
        unit="ft"
      />
      <NumberField
        form={form}
        name="plannedDays"
        label={words.days}
        help={words.daysHelp}
        unit={words.dayUnit}
        optional
      />
      <TextField form={form} name="plannedStartOn" type="date" label={words.startOn} optional />
      <NumberField form={form} name="budget" label={words.budget} optional />
      <TextField
        form={form}
        name="currency"
        label={words.currency}
        help={words.currencyHelp}
        maxLength={3}
        optional
      />
    </>
  );
}
