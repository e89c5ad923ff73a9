import { useQueryClient } from '@tanstack/react-query';
import { tellSessionNews } from '../api/session-news.ts';
import { rememberDisplay } from './remember-display.ts';
import { renewSession } from './renew-session.ts';

/** Gives the function that takes up a session which the server has just opened, in all tabs. It returns whether the browser kept it. */
export function useEnter(): () => Promise<boolean> {
  const queries = useQueryClient();
  return async () => {
    const person = await renewSession(queries);
    if (person !== null) rememberDisplay(person.displayPath !== null);
    if (person !== null) tellSessionNews('entered');
    return person !== null;
  };
}
