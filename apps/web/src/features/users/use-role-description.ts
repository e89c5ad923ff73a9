import type { RoleView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { userWords } from './user-words.ts';

/** Gives the function that says what a role is for: a built-in one in the reader's language. */
export function useRoleDescription(): (role: RoleView) => string {
  const builtIn: Readonly<Record<string, string>> = useWords(userWords).builtInRoles;
  return ({ name, description, isBuiltIn }) =>
    isBuiltIn ? (builtIn[name] ?? description) : description;
}
