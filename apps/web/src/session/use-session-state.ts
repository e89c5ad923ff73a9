import { useQuery } from '@tanstack/react-query';
import type { PersonView } from '../api/contract.ts';
import { sessionQuery } from './session-query.ts';

/**
 * Who uses this browser, as far as the server has said: `asking` has no answer yet, `unknown` will have none until the server answers,
 * `unset` is a server without users, `due` is somebody who has to set up a factor first.
 */
type SessionState =
  | { readonly kind: 'asking' | 'unknown' | 'unset' | 'nobody' }
  | { readonly kind: 'due' | 'somebody'; readonly person: PersonView };

/** Gives the state of the session. What was said once stands while the server does not answer. */
export function useSessionState(): SessionState {
  const { data, isError } = useQuery(sessionQuery);
  if (data === undefined) return { kind: isError ? 'unknown' : 'asking' };
  const { isSetUp, person } = data;
  if (person === null) return { kind: isSetUp ? 'nobody' : 'unset' };
  return { kind: person.due === null ? 'somebody' : 'due', person };
}
