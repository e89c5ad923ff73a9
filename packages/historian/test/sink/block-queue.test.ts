import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBlockQueue, type BlockQueue, type Pace } from '../../src/sink/block-queue.ts';
import type { SpooledBlock } from '../../src/spool/spooled-block.ts';

const INTERVAL_MS = 60_000;

let nextNo: number;
let dueCount: number;

beforeEach(() => {
  vi.useFakeTimers();
  nextNo = 1;
  dueCount = 0;
});
afterEach(() => vi.useRealTimers());

function blockOf(given: Partial<SpooledBlock> = {}): SpooledBlock {
  return {
    blockNo: nextNo++,
    series: 'samples',
    rowCount: 10,
    firstTimeUs: 0,
    lastTimeUs: 0,
    arrivedUs: 0,
    isLost: false,
    parts: () => Promise.resolve([]),
    cachedParts: () => [],
    ...given,
  };
}

const queueOf = (pace?: Partial<Pace>): BlockQueue =>
  createBlockQueue(pace && { intervalMs: INTERVAL_MS, isPressed: () => false, ...pace }, () => {
    dueCount++;
  });
const put = (queue: BlockQueue, count: number, given?: Partial<SpooledBlock>): void => {
  for (let block = 0; block < count; block++) queue.put(blockOf(given));
};
const numbersOf = (blocks: readonly SpooledBlock[] | undefined): number[] | undefined =>
  blocks?.map(({ blockNo }) => blockNo);
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('without a pace', () => {
  test('every block is due when it comes, and what has waited goes together', () => {
    const queue = queueOf();
    put(queue, 40);
    expect(dueCount).toBe(40);
    expect(numbersOf(queue.take())).toEqual(upTo(32));
    expect(numbersOf(queue.take())).toEqual([33, 34, 35, 36, 37, 38, 39, 40]);
    expect(queue.take()).toBeUndefined();
    put(queue, 1);
    expect(numbersOf(queue.take())).toEqual([41]);
  });

  test('a group is of one series, and of as many rows as go in one transaction', () => {
    const queue = queueOf();
    put(queue, 2);
    put(queue, 1, { series: 'records' });
    put(queue, 3, { rowCount: 90_000 });
    put(queue, 1, { rowCount: 900_000 });
    const groups = Array.from({ length: 5 }, () => numbersOf(queue.take()));
    expect(groups).toEqual([[1, 2], [3], [4, 5], [6], [7]]);
  });
});

describe('with a pace', () => {
  test('nothing is due until the oldest has waited for the interval, and then everything', () => {
    const queue = queueOf({});
    put(queue, 2);
    vi.advanceTimersByTime(INTERVAL_MS / 2);
    put(queue, 100);
    vi.advanceTimersByTime(INTERVAL_MS / 2 - 1);
    expect([dueCount, queue.take(), queue.length()]).toEqual([0, undefined, 102]);
    vi.advanceTimersByTime(1);
    expect(dueCount).toBe(1);
    expect(numbersOf(queue.take())).toEqual(upTo(102));
  });

  test('what comes while blocks are stored waits for its own time', () => {
    const queue = queueOf({});
    put(queue, 2);
    vi.advanceTimersByTime(INTERVAL_MS);
    put(queue, 2);
    expect(numbersOf(queue.take())).toEqual([1, 2]);
    expect(queue.take()).toBeUndefined();
    vi.advanceTimersByTime(INTERVAL_MS - 1);
    expect(queue.take()).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(numbersOf(queue.take())).toEqual([3, 4]);
  });

  test('as many rows as go in one transaction go at once, and together', () => {
    const queue = queueOf({});
    put(queue, 3, { rowCount: 600_000 });
    expect(dueCount).toBe(1);
    expect(numbersOf(queue.take())).toEqual([1, 2, 3]);
    // The timer of those that went is not that of the next.
    put(queue, 1);
    vi.advanceTimersByTime(INTERVAL_MS - 1);
    expect(queue.take()).toBeUndefined();
  });

  test('as many blocks as go in one transaction go at once', () => {
    const queue = queueOf({});
    put(queue, 8_191);
    expect(dueCount).toBe(0);
    put(queue, 1);
    expect(numbersOf(queue.take())).toHaveLength(8_192);
  });

  test('nothing waits while the spool fills up, nor where it is on disk alone', () => {
    let isPressed = false;
    const queue = queueOf({ isPressed: () => isPressed });
    put(queue, 2);
    isPressed = true;
    put(queue, 1);
    expect(numbersOf(queue.take())).toEqual([1, 2, 3]);
    isPressed = false;
    put(queue, 1);
    expect(queue.take()).toBeUndefined();
    put(queue, 1, { cachedParts: () => undefined });
    expect(numbersOf(queue.take())).toEqual([4, 5]);
  });

  test('a hurry is for what waits, the end for what comes too', () => {
    const queue = queueOf({});
    put(queue, 2);
    queue.hurry();
    put(queue, 1);
    expect(numbersOf(queue.take())).toEqual([1, 2]);
    expect(queue.take()).toBeUndefined();
    queue.end();
    expect(numbersOf(queue.take())).toEqual([3]);
    put(queue, 1);
    expect(numbersOf(queue.take())).toEqual([4]);
    expect(dueCount).toBe(3);
  });

  test('nothing becomes due after a stop', () => {
    const queue = queueOf({});
    put(queue, 2);
    queue.stop();
    vi.advanceTimersByTime(2 * INTERVAL_MS);
    expect([dueCount, queue.take()]).toEqual([0, undefined]);
  });
});

test('blocks that the spool has lost leave the queue, and its rows', () => {
  const queue = queueOf({});
  put(queue, 2, { rowCount: 600_000, isLost: true });
  expect(numbersOf(queue.put(blockOf({ rowCount: 600_000 })))).toEqual([1, 2]);
  expect(queue.length()).toBe(1);
  expect(dueCount).toBe(0);
});
