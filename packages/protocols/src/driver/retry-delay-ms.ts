const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Time to wait before try number `attempt` (from 0), in milliseconds: doubling up to a longest one, spread by up to a quarter so that
 * many devices do not come at once.
 */
export function retryDelayMs(attempt: number, longestMs: number = LONGEST_MS): number {
  const plain = Math.min(FIRST_MS * 2 ** attempt, longestMs);
  return plain * (1 + Math.random() / 4);
}
