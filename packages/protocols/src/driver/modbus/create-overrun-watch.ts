/** So many rounds in a row make a change: a silent unit holds up one, or two. */
const ROUNDS = 3;
/** Nobody misses what is late by less; a machine that is busy for a moment is no news. */
const SLACK_MS = 250;

/**
 * Watches whether a poll rhythm is kept.
 *
 * @returns what is to be called with each round's time in milliseconds: says that it takes too long, in the same words until that
 * changes; undefined while the rhythm is kept
 */
export function createOverrunWatch(intervalMs: number): (roundMs: number) => string | undefined {
  let reason: string | undefined;
  let changing = 0;
  return (roundMs) => {
    const isOver = roundMs > intervalMs + SLACK_MS;
    changing = isOver === (reason !== undefined) ? 0 : changing + 1;
    if (changing < ROUNDS) return reason;
    changing = 0;
    reason = isOver
      ? `a round takes ${inSeconds(roundMs)}, the interval is ${inSeconds(intervalMs)}`
      : undefined;
    return reason;
  };
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1_000).toPrecision(2))} s`;
}
