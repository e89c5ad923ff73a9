import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { refusalOf } from '../../kit/ui/refusal.ts';
import { useEnter } from '../../session/use-enter.ts';
import { entryWords } from './entry-words.ts';
import { saidError } from './said-error.ts';

/** Gives the function that opens a session and takes it up, or says in the page's words why not. */
export function useWayIn(): (open: () => Promise<unknown>) => Promise<void> {
  const words = useWords(entryWords);
  const { formats } = useLanguage();
  const enter = useEnter();
  return async (open) => {
    try {
      await open();
    } catch (error) {
      const { reason, retryAfterSeconds } = refusalOf(error);
      if (reason === 'THROTTLED' && retryAfterSeconds !== null)
        throw saidError(error, words.throttled(formats.duration.long(1_000 * retryAfterSeconds)));
      throw reason === null ? saidError(error, words.failed) : error;
    }
    if (!(await enter())) throw saidError({ data: {} }, words.noCookies);
  };
}
