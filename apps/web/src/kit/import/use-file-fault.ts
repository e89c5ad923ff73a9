import { useWords } from '../i18n/use-words.ts';
import { refusalOf } from '../ui/refusal.ts';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { importWords } from './import-words.ts';

/** Gives the function that says in the person's language why a file is refused. */
export function useFileFault(): (error: unknown) => string {
  const faults: Readonly<Record<string, string>> = useWords(importWords).faults;
  const textOf = useRefusalText();
  return (error) => {
    const { reason, issues } = refusalOf(error);
    return faults[issues[0]?.code ?? reason ?? ''] ?? textOf(error);
  };
}
