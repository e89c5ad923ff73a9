import { FieldFrame } from './field-frame.tsx';
import type { FieldName, FieldProps } from './field-frame.tsx';

interface TextFieldProps<Values, Name extends keyof Values & string> extends FieldProps<
  Values,
  Name
> {
  /** @default 'text' */
  readonly type?: 'text' | 'email' | 'url' | 'date';
  /** A name of the HTML standard, for the browser's memory. @default 'off' */
  readonly autoComplete?: string;
  /** More than one line. */
  readonly rows?: number;
  readonly maxLength?: number;
}

export function TextField<Values, Name extends FieldName<Values, string>>(
  props: TextFieldProps<Values, Name>,
) {
  const { form, name, type = 'text', autoComplete = 'off', rows, maxLength } = props;
  return (
    <FieldFrame {...props} error={form.errors[name]}>
      {(control) => {
        const attributes = {
          ...control,
          className: 'input',
          name,
          autoComplete,
          maxLength,
          value: form.values[name] as string,
          onChange: (event: { readonly target: { readonly value: string } }) => {
            form.set(name, event.target.value as Values[Name]);
          },
        };
        if (rows !== undefined) return <textarea {...attributes} rows={rows} />;
        return <input {...attributes} type={type} />;
      }}
    </FieldFrame>
  );
}
