/** Rounds in a row that make a change: a silent unit delays one or two. */
const ROUNDS = 3;
/** A round may be late by this much: a machine that is busy for a moment is not reported. */
const SLACK_MS = 250;

/**
 * Watches whether a poll rhythm is kept.
 *
 * @returns takes each round's time in milliseconds, and gives the reason while rounds take too long, with the same text until that
 *   changes; undefined while the rhythm is kept
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
