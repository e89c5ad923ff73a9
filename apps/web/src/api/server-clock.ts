// Ages are differences between the server's times and now. The clock of the reader's computer may be
// minutes off, so "now" follows the `Date` header of the server's answers once the two disagree.

/** The header counts whole seconds and travels: a smaller difference says nothing. */
const TOLERANCE_MS = 3_000;
const HALF_A_SECOND_MS = 500;

/** The answer's date, with the local times at which its request left and it arrived. */
interface DatedAnswer {
  readonly dateHeader: string | null;
  readonly sentMs: number;
  readonly arrivedMs: number;
}

/** How far the server's clock is ahead of ours; 0 within tolerance, null when the answer does not say. */
export function clockOffsetMs({ dateHeader, sentMs, arrivedMs }: DatedAnswer): number | null {
  if (dateHeader === null) return null;
  const serverMs = Date.parse(dateHeader) + HALF_A_SECOND_MS;
  if (Number.isNaN(serverMs)) return null;
  const offsetMs = serverMs - (sentMs + arrivedMs) / 2;
  const uncertaintyMs = TOLERANCE_MS + (arrivedMs - sentMs) / 2;
  return Math.abs(offsetMs) <= uncertaintyMs ? 0 : offsetMs;
}

export interface ServerClock {
  readonly nowMs: () => number;
  readonly note: (answer: DatedAnswer) => void;
}

export function createServerClock(localNowMs: () => number): ServerClock {
  let offsetMs = 0;
  return {
    nowMs: () => localNowMs() + offsetMs,
    note: (answer) => {
      offsetMs = clockOffsetMs(answer) ?? offsetMs;
    },
  };
}
