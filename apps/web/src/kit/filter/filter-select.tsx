interface FilterSelectProps<Value extends string> {
  readonly label: string;
  /** The choice that narrows nothing: "All states"; none where one value is always chosen. */
  readonly any?: string;
  readonly value: Value | undefined;
  readonly values: readonly Value[];
  readonly nameOf: (value: Value) => string;
  readonly onChange: (value: Value | undefined) => void;
}

/** Narrows a list to one of some values. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, any, value, values, nameOf, onChange } = props;
  return (
    <select
      className="input"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(values.find((one) => one === target.value))}
    >
      {any !== undefined && <option value="">{any}</option>}
      {values.map((one) => (
        <option key={one} value={one}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  );
}
