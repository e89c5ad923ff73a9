import { Icon } from '../ui/icon.tsx';

interface SearchBoxProps {
  /** The words for screen readers: things that are looked for, and where. */
  readonly label: string;
  /** The same in a word or two. */
  readonly placeholder: string;
  readonly value: string | undefined;
  /** Takes what is typed, letter by letter; undefined: nothing is looked for. */
  readonly onChange: (value: string | undefined) => void;
}

/** A field whose text is looked for as one types. */
export function SearchBox({ label, placeholder, value = '', onChange }: SearchBoxProps) {
  return (
    <div className="search">
      <Icon name="search" small />
      <input
        type="search"
        className="input"
        placeholder={placeholder}
        aria-label={label}
        title={label}
        maxLength={200}
        value={value}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    </div>
  );
}
