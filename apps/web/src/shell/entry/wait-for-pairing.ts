import type { DisplayCode, DisplayState } from '@varve/contract';
import { askEntrance } from '../../api/ask-entrance.ts';
import { refusalOf } from '../../kit/ui/refusal.ts';

/** State that a screen shows while it waits. */
export type Shown =
  | { readonly kind: 'asking' | 'failed' | 'full' | 'noCookies' }
  | { readonly kind: 'code'; readonly code: string; readonly expiresAtMs: number };

/** A screen asks so often whether it was paired. */
const ASK_MS = 4_000;
/** After a failure it asks for a code so much later. */
export const RETRY_MS = 15_000;

/** Asks for a code, and for another when that is over, until the screen has its session. @returns false where it was stopped before */
export async function waitForPairing(
  show: (shown: Shown) => void,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    try {
      const { code, expiresAtMs } = await askEntrance<DisplayCode>(
        `display/code${tenantIn(window.location)}`,
        {},
      );
      if (signal.aborted) return false;
      show({ kind: 'code', code, expiresAtMs });
      const end = await untilClaimed(signal);
      if (end === 'in') return true;
      if (end === 'over') continue;
      show({ kind: 'noCookies' });
    } catch (error) {
      show({ kind: refusalOf(error).reason === 'THROTTLED' ? 'full' : 'failed' });
    }
    await pause(RETRY_MS, signal);
  }
  return false;
}

async function untilClaimed(signal: AbortSignal): Promise<'in' | 'over' | 'noCookies'> {
  for (let asked = 0; !signal.aborted; asked++) {
    // A server that is away for a moment knows the code when it is back.
    const answer = await askEntrance<DisplayState>(
      `display/claim${tenantIn(window.location)}`,
      {},
    ).catch(() => null);
    if (answer?.state === 'in') return 'in';
    // A code that was given just now is over only for a browser that did not keep what belongs to it.
    if (answer?.state === 'over') return asked === 0 ? 'noCookies' : 'over';
    await pause(ASK_MS, signal);
  }
  return 'over';
}

/** The tenant that the address of the page names, as the query of another; the server's own where it names none. */
function tenantIn({ search }: Location): string {
  const tenant = new URLSearchParams(search).get('tenant');
  return tenant === null ? '' : `?${new URLSearchParams({ tenant }).toString()}`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
