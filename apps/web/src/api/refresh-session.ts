import { ROOT_PATH } from '../server-address.ts';
import { tellSessionNews } from './session-news.ts';

/** How an attempt to go on with the session ended; `unknown`: the server did not answer. */
type RefreshOutcome = 'refreshed' | 'over' | 'unknown';

// Tabs of a browser share the cookies: one exchanges them, and the others find new ones when their turn comes.
const LOCK = 'varve-refresh';

/** When this tab last refreshed the session, by the clock of the page. */
let refreshedAtMs = Number.NEGATIVE_INFINITY;

/**
 * Gets a new access token where the one of the cookies is too old; one tab of the browser at a time. Where the session is over, all tabs
 * hear of it.
 */
export async function refreshSession(): Promise<RefreshOutcome> {
  const askedAtMs = performance.now();
  // A page that is served without TLS by another name than localhost has no locks, nor cookies of a session.
  if (navigator.locks === undefined) return exchange();
  return navigator.locks.request(LOCK, async () => {
    // Another question of this tab was first.
    return refreshedAtMs > askedAtMs ? 'refreshed' : exchange();
  });
}

async function exchange(): Promise<RefreshOutcome> {
  try {
    const { status } = await fetch(`${ROOT_PATH}api/session/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (status === 200) refreshedAtMs = performance.now();
    if (status === 401) tellSessionNews('over');
    return status === 200 ? 'refreshed' : status === 401 ? 'over' : 'unknown';
  } catch {
    return 'unknown';
  }
}
