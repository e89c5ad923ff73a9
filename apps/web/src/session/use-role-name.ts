import { useWords } from '../kit/i18n/use-words.ts';
import { sessionWords } from './session-words.ts';

/** Gives the function that names a role: a built-in one in the reader's language. No other role of the tenant can have its name. */
export function useRoleName(): (name: string) => string {
  const builtIn: Readonly<Record<string, string>> = useWords(sessionWords).builtInRoles;
  return (name) => (Object.hasOwn(builtIn, name) ? builtIn[name]! : name);
}
