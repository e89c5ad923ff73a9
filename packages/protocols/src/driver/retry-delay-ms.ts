const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Gives the pause before try number `attempt` (from 0), in milliseconds. It doubles up to the longest one, and a random quarter at most
 * is added, so that many devices do not come at once.
 */
export function retryDelayMs(attempt: number, longestMs: number = LONGEST_MS): number {
  const plain = Math.min(FIRST_MS * 2 ** attempt, longestMs);
  return plain * (1 + Math.random() / 4);
}
