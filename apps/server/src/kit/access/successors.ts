/**
 * Refresh tokens that followed from another, by the hash of that one, for 20 seconds: two tabs that refresh at the same time, or a
 * browser whose answer was lost, get the same successor.
 */
export interface Successors {
  keep(tokenHash: Buffer, successor: string): void;
  find(tokenHash: Buffer): string | undefined;
}

const KEPT_MS = 20_000;
const MAX_KEPT = 10_000;

export function createSuccessors(nowMs = (): number => performance.now()): Successors {
  const kept = new Map<string, { readonly successor: string; readonly untilMs: number }>();
  return {
    keep(tokenHash, successor) {
      const now = nowMs();
      // In the order of their ends: the first that holds ends the search.
      for (const [hash, { untilMs }] of kept) {
        if (untilMs > now && kept.size < MAX_KEPT) break;
        kept.delete(hash);
      }
      kept.set(tokenHash.toString('hex'), { successor, untilMs: now + KEPT_MS });
    },
    find(tokenHash) {
      const found = kept.get(tokenHash.toString('hex'));
      return found !== undefined && found.untilMs > nowMs() ? found.successor : undefined;
    },
  };
}
