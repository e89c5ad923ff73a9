import { queryOptions } from '@tanstack/react-query';
import { askEntrance } from '../api/ask-entrance.ts';
import { client } from '../api/client.ts';
import type { Entrance, PersonView } from '../api/contract.ts';
import { refusalOf } from '../kit/ui/refusal.ts';

/** Who the server says that this browser is. */
interface KnownSession {
  /** False while the server has no user. */
  readonly isSetUp: boolean;
  /** The server has several tenants: who logs in says which is his. */
  readonly hasTenants: boolean;
  /** Null while nobody is logged in. */
  readonly person: PersonView | null;
  /** Providers of OpenID Connect by which one may log in. */
  readonly providers: Entrance['providers'];
}

const RETRY_MS = 3_000;
const NOBODY: ReadonlySet<string | null> = new Set(['UNAUTHENTICATED', 'SESSION_EXPIRED']);

/** The question who uses this browser. It is asked again soon while the server does not answer. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  retry: false,
  refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_MS : false),
});

async function readSession(): Promise<KnownSession> {
  // Without tokens there is nobody to ask about, and no refusal in the browser's log.
  const { hasTokens, ...entrance } = await askEntrance<Entrance>('session/entrance');
  if (!hasTokens) return { ...entrance, person: null };
  try {
    return { ...entrance, person: await client.session.me.query() };
  } catch (error) {
    if (NOBODY.has(refusalOf(error).reason)) return { ...entrance, person: null };
    throw error;
  }
}
