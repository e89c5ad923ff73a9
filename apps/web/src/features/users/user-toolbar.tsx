import { USER_STATES } from '../../api/codes.ts';
import type { RoleView } from '../../api/contract.ts';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { FilterSelect } from '../../kit/filter/filter-select.tsx';
import { SearchBox } from '../../kit/filter/search-box.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import type { UserSearch, UserSearchChange } from './read-user-search.ts';
import { userWords } from './user-words.ts';

interface UserToolbarProps {
  readonly search: UserSearch;
  readonly roles: readonly RoleView[];
  readonly onChange: (change: UserSearchChange) => void;
}

/** Narrows the list of users. */
export function UserToolbar({ search, roles, onChange }: UserToolbarProps) {
  const words = useWords(userWords);
  const roleName = useRoleName();
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
        values={USER_STATES}
        nameOf={(state) => words.states[state]}
        onChange={(state) => onChange({ state })}
      />
      <FilterSelect
        label={words.role}
        any={words.anyRole}
        value={search.role}
        values={roles.map(({ id }) => id)}
        nameOf={(id) => roleName(roles.find((role) => role.id === id)!.name)}
        onChange={(role) => onChange({ role })}
      />
    </FilterBar>
  );
}
