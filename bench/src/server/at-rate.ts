import { setTimeout as delay } from 'node:timers/promises';

/** Work that begins at an even pace, whether what began before has ended or not. */
interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
  readonly work: (number: number) => Promise<unknown>;
}

/** Milliseconds of each piece of work, in order of size, and how many failed. */
export interface Paced {
  readonly ms: readonly number[];
  readonly failedCount: number;
}

/** Does work at a rate, and waits for all of it. What comes late counts from when it was due, so a stall is seen in all that it holds up. */
export async function atRate({ perSecond, seconds, work }: Pace): Promise<Paced> {
  const ms: number[] = [];
  let failedCount = 0;
  const startMs = performance.now();
  const running: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const dueMs = startMs + (number * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 1) await delay(waitMs);
    const done = work(number).then(
      () => void ms.push(performance.now() - dueMs),
      () => void failedCount++,
    );
    running.push(done);
  }
  await Promise.all(running);
  return { ms: ms.toSorted((one, other) => one - other), failedCount };
}
