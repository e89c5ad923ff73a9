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

export interface TimeTicks {
  readonly stepMs: number;
  readonly ticksMs: readonly number[];
}

/**
 * Round local times between two moments.
 *
 * @param ticksMax - how many labels have room
 * @param localOffsetMs - how far local time is ahead of UTC at a moment
 */
export function timeTicks(
  range: { readonly fromMs: number; readonly toMs: number },
  ticksMax: number,
  localOffsetMs: (timeMs: number) => number = browserOffsetMs,
): TimeTicks {
  const { fromMs, toMs } = range;
  const rough = (toMs - fromMs) / Math.max(1, ticksMax);
  const stepMs = STEPS_MS.find((step) => step >= rough) ?? STEPS_MS.at(-1)!;
  const ticksMs = [];
  // One offset for all would put ticks an hour off beyond a change of the clock: ask at each.
  const firstLocalMs = Math.ceil((fromMs + localOffsetMs(fromMs)) / stepMs) * stepMs;
  const countMax = Math.ceil((toMs - fromMs) / stepMs) + 2;
  for (let i = 0; i < countMax; i++) {
    const localMs = firstLocalMs + i * stepMs;
    const tickMs = localMs - localOffsetMs(localMs - localOffsetMs(fromMs));
    if (tickMs >= fromMs && tickMs <= toMs) ticksMs.push(tickMs);
  }
  return { stepMs, ticksMs };
}

function browserOffsetMs(timeMs: number): number {
  return -new Date(timeMs).getTimezoneOffset() * MINUTE_MS;
}
