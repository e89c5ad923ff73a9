/** Rules by which attempts are counted and held. */
export interface AttemptLimits {
  /** Wrong attempts within the window after which a key is held. */
  readonly limit: number;
  readonly windowMs: number;
  /** Length of the first hold; each further one lasts twice as long as the one before. */
  readonly firstHoldMs: number;
  readonly longestHoldMs: number;
  /** How long after its end a hold is remembered: until then, one wrong attempt holds again. */
  readonly memoryMs: number;
}

/** Attempts of one key. */
export interface AttemptCount {
  /** Times of wrong attempts since the last hold. */
  readonly wrongMs: readonly number[];
  /** Times when attempts began that have not ended. */
  readonly begunMs: readonly number[];
  /** Length of the last hold that is remembered; 0 where there is none. */
  readonly holdMs: number;
  readonly heldUntilMs: number;
}

export const NO_ATTEMPTS: AttemptCount = {
  wrongMs: [],
  begunMs: [],
  holdMs: 0,
  heldUntilMs: -Infinity,
};

/** Wait for attempts that are being judged. */
const JUDGING_MS = 1_000;

/** Leaves out all that is too old to count. */
export function countedAt(count: AttemptCount, nowMs: number, limits: AttemptLimits): AttemptCount {
  const isNew = (timeMs: number): boolean => timeMs > nowMs - limits.windowMs;
  return {
    wrongMs: count.wrongMs.filter(isNew),
    begunMs: count.begunMs.filter(isNew),
    holdMs: nowMs < count.heldUntilMs + limits.memoryMs ? count.holdMs : 0,
    heldUntilMs: count.heldUntilMs,
  };
}

/** Finds how long a key has to wait, in milliseconds; 0 where an attempt may begin. */
export function waitOf(count: AttemptCount, nowMs: number, limits: AttemptLimits): number {
  if (count.heldUntilMs > nowMs) return count.heldUntilMs - nowMs;
  const limit = limitOf(count, limits);
  const { length: wrong } = count.wrongMs;
  if (wrong >= limit) return count.wrongMs.at(-limit)! + limits.windowMs - nowMs;
  return wrong + count.begunMs.length >= limit ? JUDGING_MS : 0;
}

/** Adds a wrong attempt, and holds the key where that was one too many. */
export function withWrong(count: AttemptCount, nowMs: number, limits: AttemptLimits): AttemptCount {
  // An attempt that began before the hold does not lengthen it.
  if (count.heldUntilMs > nowMs) return count;
  const wrongMs = [...count.wrongMs, nowMs];
  if (wrongMs.length < limitOf(count, limits)) return { ...count, wrongMs };
  const doubledMs = Math.min(2 * count.holdMs, limits.longestHoldMs);
  const holdMs = count.holdMs === 0 ? limits.firstHoldMs : doubledMs;
  return { ...count, wrongMs: [], holdMs, heldUntilMs: nowMs + holdMs };
}

function limitOf({ holdMs }: AttemptCount, { limit }: AttemptLimits): number {
  return holdMs > 0 ? 1 : limit;
}
