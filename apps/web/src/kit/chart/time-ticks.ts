import { browserOffsetMs } from '../format/browser-offset-ms.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STEPS_MS: readonly number[] = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY_MS),
];

/** Ticks that are nearer than this part of a step would be written over one another. */
const NEAREST = 0.75;

interface TimeTicks {
  readonly stepMs: number;
  readonly ticksMs: readonly number[];
}

type LocalOffset = (timeMs: number) => number;

/**
 * Round local times between two moments, each once. In an hour that the clock repeats both passes have their ticks, as far as there is
 * room; of one that it leaves out there are none.
 *
 * @param ticksMax - how many labels have room
 * @param localOffsetMs - how far local time is ahead of UTC at a moment
 */
export function timeTicks(
  range: { readonly fromMs: number; readonly toMs: number },
  ticksMax: number,
  localOffsetMs: LocalOffset = browserOffsetMs,
): TimeTicks {
  const { fromMs, toMs } = range;
  const rough = (toMs - fromMs) / Math.max(1, ticksMax);
  const stepMs = STEPS_MS.find((step) => step >= rough) ?? STEPS_MS.at(-1)!;
  const ticksMs: number[] = [];
  const add = (tickMs: number): void => {
    const lastMs = ticksMs.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (tickMs - lastMs >= stepMs * NEAREST) ticksMs.push(tickMs);
  };
  for (let startMs = fromMs; startMs <= toMs;) {
    const offsetMs = localOffsetMs(startMs);
    const changeMs = nextChange(startMs, toMs, localOffsetMs);
    const firstLocalMs = Math.ceil((startMs + offsetMs) / stepMs) * stepMs;
    if (stepMs >= DAY_MS && startMs > fromMs && isDayBetween(startMs, stepMs, localOffsetMs))
      add(startMs);
    for (
      let tickMs = firstLocalMs - offsetMs;
      tickMs < changeMs && tickMs <= toMs;
      tickMs += stepMs
    ) {
      add(tickMs);
    }
    startMs = changeMs;
  }
  return { stepMs, ticksMs };
}

/** The first moment after a start at which the clock is put forward or back; infinite when there is none up to an end. */
function nextChange(startMs: number, endMs: number, localOffsetMs: LocalOffset): number {
  const offsetMs = localOffsetMs(startMs);
  for (let before = startMs; before <= endMs; before += DAY_MS) {
    if (localOffsetMs(before + DAY_MS) === offsetMs) continue;
    let low = before;
    let high = before + DAY_MS;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (localOffsetMs(middle) === offsetMs) low = middle;
      else high = middle;
    }
    return high;
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether a change of the clock leaves out the beginning of a day that a tick belongs to: the day begins with the change then. */
function isDayBetween(changeMs: number, stepMs: number, localOffsetMs: LocalOffset): boolean {
  const beforeMs = changeMs + localOffsetMs(changeMs - 1);
  const afterMs = changeMs + localOffsetMs(changeMs);
  return Math.ceil(beforeMs / stepMs) * stepMs < afterMs;
}
