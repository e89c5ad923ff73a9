import { FieldFrame } from './field-frame.tsx';
import type { FieldName, FieldProps } from './field-frame.tsx';

interface SelectFieldProps<Values, Name extends keyof Values & string> extends FieldProps<
  Values,
  Name
> {
  readonly options: readonly { readonly value: Values[Name] & string; readonly label: string }[];
}

/** One of many; a few are `SegmentsField`. */
export function SelectField<Values, Name extends FieldName<Values, string>>(
  props: SelectFieldProps<Values, Name>,
) {
  const { form, name, options } = props;
  return (
    <FieldFrame {...props} error={form.errors[name]}>
      {(control) => (
        <select
          {...control}
          className="input"
          name={name}
          value={form.values[name] as string}
          onChange={(event) => {
            form.set(name, event.target.value as Values[Name]);
          }}
        >
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
