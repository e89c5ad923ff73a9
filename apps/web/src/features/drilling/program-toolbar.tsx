import { PROGRAM_STATES } from '../../api/codes.ts';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { SearchBox } from '../../kit/filter/search-box.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { drillingWords } from './drilling-words.ts';
import type { ProgramSearch, ProgramSearchChange } from './read-program-search.ts';

interface ProgramToolbarProps {
  readonly search: ProgramSearch;
  readonly onChange: (change: ProgramSearchChange) => void;
}

/** Narrows the list of programs. */
export function ProgramToolbar({ search, onChange }: ProgramToolbarProps) {
  const words = useWords(drillingWords);
  return (
    <FilterBar>
      <SearchBox
        label={words.searchLabel}
        placeholder={words.search}
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
      <FilterSelect
        label={words.state}
        any={words.anyState}
        value={search.state}
        values={PROGRAM_STATES}
        nameOf={(state) => words.states[state]}
        onChange={(state) => onChange({ state })}
      />
    </FilterBar>
  );
}
