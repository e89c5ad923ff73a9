import { quantile } from '../feed/commit-latency.ts';

/** A tag, and where a range of it begins, in seconds since 1970. */
export interface Place {
  readonly tag: number;
  readonly fromS: number;
}

/** Content of a table: a sample a second of each tag, numbered from 1. */
export interface Filled {
  readonly startS: number;
  readonly seconds: number;
  readonly tags: number;
}

export const QUESTIONS_PER_ROUND = 40;

/** Tags and ranges, spread over all: the golden ratio gives no pattern that storage could fall in with. */
export function placesOf(
  { startS, seconds, tags }: Filled,
  rangeS: number,
  count = QUESTIONS_PER_ROUND,
): Place[] {
  const spread = (index: number, count: number): number =>
    Math.floor(((index * 0.618_033_988_75) % 1) * count);
  return Array.from({ length: count }, (_, index) => ({
    tag: 1 + spread(index + 1, tags),
    fromS: startS + spread(7 * (index + 1), seconds - rangeS + 1),
  }));
}

/** Milliseconds of questions, by round. */
export interface RoundTimes {
  readonly p50: number[];
  readonly p95: number[];
}

/** Milliseconds of each round, after one that is not counted: it makes the pages warm. */
export async function timeRounds(
  rounds: number,
  places: readonly Place[],
  ask: (place: Place) => Promise<void>,
): Promise<RoundTimes> {
  const p50: number[] = [];
  const p95: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const times: number[] = [];
    for (const place of places) {
      const startedAt = performance.now();
      await ask(place);
      times.push(performance.now() - startedAt);
    }
    if (round === 0) continue;
    const sorted = times.toSorted((one, other) => one - other);
    p50.push(quantile(sorted, 0.5));
    p95.push(quantile(sorted, 0.95));
  }
  return { p50, p95 };
}

/** @throws Error when an answer is not what was put in */
export function expectCount(found: number | null, expected: number): void {
  if (found !== expected) throw new Error(`expected ${expected} rows, got ${found}`);
}
