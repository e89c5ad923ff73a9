import { useId } from 'react';
import type { FieldName, FieldProps } from './field-frame.tsx';

/** Yes or no, said by one box. */
export function CheckField<Values, Name extends FieldName<Values, boolean>>(
  props: Omit<FieldProps<Values, Name>, 'optional'>,
) {
  const { form, name, label, help } = props;
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          name={name}
          checked={form.values[name] as boolean}
          aria-describedby={help === undefined ? undefined : id}
          onChange={(event) => {
            form.set(name, event.target.checked as Values[Name]);
          }}
        />
        {label}
      </label>
      {help !== undefined && (
        <span className="note" id={id}>
          {help}
        </span>
      )}
    </div>
  );
}
