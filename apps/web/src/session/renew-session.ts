import type { QueryClient } from '@tanstack/react-query';
import type { PersonView } from '../api/contract.ts';
import { sessionQuery } from './session-query.ts';

/** Asks anew who is there. Answers that were given to another session are forgotten. @returns null where nobody is, or nobody knows */
export async function renewSession(queries: QueryClient): Promise<PersonView | null> {
  const before = personOf(queries);
  await queries.refetchQueries(sessionQuery);
  const after = personOf(queries);
  if (after?.sessionId !== before?.sessionId)
    queries.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
    });
  return after;
}

function personOf(queries: QueryClient): PersonView | null {
  return queries.getQueryData(sessionQuery.queryKey)?.person ?? null;
}
