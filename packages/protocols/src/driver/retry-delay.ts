const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Time to wait before try number `attempt` (from 0): doubling, to 15 s, spread by up to a quarter so that many devices do not come at once. */
export function retryDelayMs(attempt: number): number {
  const plain = Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS);
  return plain * (1 + Math.random() / 4);
}
