import { nameOf } from '../../kit/i18n/name-of.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { jobWords } from './job-words.ts';

/** Gives the function that names a job for people. */
export function useJobName(): (name: string) => string {
  const { names } = useWords(jobWords);
  return (name) => nameOf(names, name);
}
