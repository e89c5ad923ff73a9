import { Segments } from '../ui/segments.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { FieldName, FieldProps } from './field-frame.tsx';

interface SegmentsFieldProps<Values, Name extends keyof Values & string> extends FieldProps<
  Values,
  Name
> {
  readonly options: readonly { readonly value: Values[Name] & string; readonly label: string }[];
}

/** One of a few, all seen at once. */
export function SegmentsField<Values, Name extends FieldName<Values, string>>(
  props: SegmentsFieldProps<Values, Name>,
) {
  const { form, name, label, options } = props;
  return (
    <FieldFrame {...props} error={form.errors[name]} grouped>
      {() => (
        <Segments
          label={label}
          options={options}
          value={form.values[name] as Values[Name] & string}
          onChange={(value) => {
            form.set(name, value);
          }}
        />
      )}
    </FieldFrame>
  );
}
