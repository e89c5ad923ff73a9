import { useState } from 'react';
import { useLanguage } from '../i18n/language-context.ts';
import { FieldFrame } from './field-frame.tsx';
import type { FieldName, FieldProps } from './field-frame.tsx';

interface NumberFieldProps<Values, Name extends keyof Values & string> extends FieldProps<
  Values,
  Name
> {
  readonly unit?: string;
}

/** A number with the decimal sign of the person's language. Empty is null; what is no number is NaN, which no schema takes. */
export function NumberField<Values, Name extends FieldName<Values, number | null>>(
  props: NumberFieldProps<Values, Name>,
) {
  const { form, name, unit } = props;
  const { number } = useLanguage().formats;
  // As it is typed: "1," is on its way to "1,5".
  const [typed, setTyped] = useState<string | null>(null);
  const value = form.values[name] as number | null;
  const written = value === null || Number.isNaN(value) ? '' : number.plain(value);
  return (
    <FieldFrame {...props} error={form.errors[name]}>
      {(control) => (
        <span className="input-unit">
          <input
            {...control}
            className="input"
            name={name}
            inputMode="decimal"
            autoComplete="off"
            value={typed ?? written}
            onChange={(event) => {
              setTyped(event.target.value);
              form.set(name, number.parse(event.target.value) as Values[Name]);
            }}
            onBlur={() => {
              if (!Number.isNaN(value)) setTyped(null);
            }}
          />
          {unit !== undefined && <span className="unit">{unit}</span>}
        </span>
      )}
    </FieldFrame>
  );
}
