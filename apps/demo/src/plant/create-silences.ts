import { createSeededRandom } from './seeded-random.ts';

/** A time during which a unit does not answer, in milliseconds since the plant's start. */
interface Silence {
  readonly unitId: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Silences that come close together at first, so that a short demo sees one whenever it starts. */
const EARLY_COUNT = 3;

/**
 * Tells which unit is silent at a time: one now and then, for 3 to 6 s, about once a minute.
 *
 * @returns a function of the time since the plant's start; times must not go back
 */
export function createSilences(seed: number, unitIds: readonly number[]) {
  const random = createSeededRandom(seed, 'silences');
  let count = 0;
  function silenceAfter(endMs: number, pauseMs: number): Silence {
    const fromMs = endMs + pauseMs;
    count += 1;
    return {
      unitId: unitIds[Math.floor(random.uniform(0, unitIds.length))]!,
      fromMs,
      untilMs: fromMs + random.uniform(3_000, 6_000),
    };
  }
  const pauseMs = () =>
    count < EARLY_COUNT ? random.uniform(12_000, 18_000) : random.uniform(45_000, 70_000);

  let silence = silenceAfter(0, random.uniform(10_000, 14_000));
  return function silentUnitAt(timeMs: number): number | undefined {
    while (timeMs >= silence.untilMs) silence = silenceAfter(silence.untilMs, pauseMs());
    return timeMs >= silence.fromMs ? silence.unitId : undefined;
  };
}
