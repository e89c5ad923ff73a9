import { useWords } from '../kit/i18n/use-words.ts';
import type { FieldIssue } from '../kit/ui/refusal.ts';
import { sessionWords } from './session-words.ts';

/** Gives the function by which a form says why a new password was refused: its `say`. */
export function useWeakWords(): (issue: FieldIssue) => string | null {
  const words: Readonly<Record<string, string>> = useWords(sessionWords).password.weak;
  return ({ code }) => words[code ?? ''] ?? null;
}
