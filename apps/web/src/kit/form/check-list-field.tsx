import { FieldFrame } from './field-frame.tsx';
import type { FieldName, FieldProps } from './field-frame.tsx';

interface CheckListFieldProps<Values, Name extends keyof Values & string> extends FieldProps<
  Values,
  Name
> {
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly hint?: string;
  }[];
}

/** Any of a few, in the order in which they are offered. */
export function CheckListField<Values, Name extends FieldName<Values, readonly string[]>>(
  props: CheckListFieldProps<Values, Name>,
) {
  const { form, name, options } = props;
  const chosen = form.values[name] as readonly string[];
  return (
    <FieldFrame {...props} error={form.errors[name]} grouped>
      {({ 'aria-invalid': isInvalid }) => (
        <div className="check-list">
          {options.map(({ value, label, hint }) => (
            <label key={value} className="check">
              <input
                type="checkbox"
                name={name}
                checked={chosen.includes(value)}
                aria-invalid={isInvalid}
                onChange={(event) => {
                  const isKept = (one: string): boolean =>
                    one === value ? event.target.checked : chosen.includes(one);
                  const next = options.map((option) => option.value).filter(isKept);
                  form.set(name, next as Values[Name]);
                }}
              />
              <span>
                {label}
                {hint !== undefined && <span className="note"> {hint}</span>}
              </span>
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}
