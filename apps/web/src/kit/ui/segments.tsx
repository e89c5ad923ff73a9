import type { ReactNode } from 'react';

interface SegmentsProps<Value> {
  /** Says what is chosen, to those who do not see the group. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** A few choices, all seen at once. */
export function Segments<Value extends string | number | null>(props: SegmentsProps<Value>) {
  const { label, options, value, onChange, disabled = false } = props;
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          disabled={disabled}
          aria-pressed={option.value === value}
          onClick={() => {
            onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
