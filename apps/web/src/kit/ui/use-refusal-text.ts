import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { refusalOf } from './refusal.ts';
import type { FieldIssue, Refusal } from './refusal.ts';

/** Words for what contradicts what there is, by the code of the refusal's issue; a function says them of the names that come with it. */
export type ConflictWords = Readonly<Record<string, string | ((names: string) => string)>>;

/**
 * Gives the function that says in the person's language why a call was refused: by its reason, else by the server's message.
 *
 * @param conflicts - words of the area, where a CONFLICT may be about more than a newer row
 */
export function useRefusalText(conflicts: ConflictWords = {}): (error: unknown) => string {
  const { refusal: words } = useWords(kitWords);
  const byReason: Readonly<Record<string, string>> = words.reasons;
  const byConflict: ConflictWords = { ...words.conflicts, ...conflicts };
  const conflictText = ({ isOutdated, issues, message }: Refusal): string => {
    if (isOutdated) return words.outdated;
    const said = byConflict[issues[0]?.code ?? ''] ?? message;
    return typeof said === 'string' ? said : said(namesOf(issues[0]).join(', '));
  };
  return (error) => {
    const refusal = refusalOf(error);
    const { reason, message, permission, isAnswered } = refusal;
    if (!isAnswered) return words.noAnswer;
    if (reason === null) return words.failed;
    if (permission !== null) return words.missing(permission);
    if (reason === 'CONFLICT') return conflictText(refusal);
    return byReason[reason] ?? message;
  };
}

function namesOf(issue: FieldIssue | undefined): readonly string[] {
  return Array.isArray(issue?.['names']) ? (issue['names'] as string[]) : [];
}
