import { useId, useState } from 'react';

interface WordFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  /** Codes that are offered; any other text may be written, too. */
  readonly known?: readonly string[];
  /** Says a code in words. */
  readonly nameOf?: (code: string) => string;
  readonly onChange: (value: string | undefined) => void;
}

/** A filter by a whole word: it is asked for when the word is there, by Enter or as the field is left, and not letter by letter. */
export function WordFilter({ label, value = '', known = [], nameOf, onChange }: WordFilterProps) {
  const listId = useId();
  const nameOfCode = nameOf ?? String;
  const shown = value === '' ? '' : nameOfCode(value);
  const [typed, setTyped] = useState<string | null>(null);
  const codeOf = (text: string): string =>
    known.find((code) => nameOfCode(code).toLowerCase() === text.toLowerCase()) ?? text;
  const take = (text: string): void => {
    setTyped(null);
    const next = codeOf(text.trim());
    if (next !== value) onChange(next === '' ? undefined : next);
  };
  return (
    <>
      <input
        type="search"
        className="input filter-word"
        placeholder={label}
        aria-label={label}
        maxLength={200}
        list={known.length > 0 ? listId : undefined}
        value={typed ?? shown}
        onChange={({ target }) => {
          const isWhole = known.some((code) => nameOfCode(code) === target.value);
          // Chosen from the list, or cleared by the cross.
          if (isWhole || target.value === '') take(target.value);
          else setTyped(target.value);
        }}
        onBlur={() => {
          if (typed !== null) take(typed);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && typed !== null) take(typed);
        }}
      />
      {known.length > 0 && (
        <datalist id={listId}>
          {known.map((code) => (
            <option key={code} value={nameOfCode(code)} />
          ))}
        </datalist>
      )}
    </>
  );
}
