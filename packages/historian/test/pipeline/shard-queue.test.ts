import { createFrameCursor, readFrame, type Frame } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createShardQueue, type FrameGroup } from '../../src/pipeline/shard-queue.ts';

/** Without a payload a frame takes 24 bytes. */
const LIMITS = { flushBytes: 240, fullBytes: 480, mostBytes: 720 };

function frameOf(number: number): Frame {
  return { plan: number, receivedUs: 0, status: 0, payload: new Uint8Array(0) };
}

/** A queue whose worker ends a group when the test says so. */
function createQueue() {
  const groups: number[][] = [];
  const ends: (() => void)[] = [];
  const acknowledge: (() => void)[][] = [];
  const queue = createShardQueue(LIMITS, (group: FrameGroup) => {
    groups.push(numbersOf(group));
    acknowledge.push(group.acknowledge);
    return new Promise((resolve) => ends.push(resolve));
  });
  /** Ends the oldest group that is under way. */
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { queue, groups, end, acknowledge, push: (number: number) => queue.push(frameOf(number)) };
}

function numbersOf({ frames: { bytes, length } }: FrameGroup): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const cursor = createFrameCursor();
  const numbers: number[] = [];
  while (readFrame(view, length, cursor)) numbers.push(cursor.plan);
  return numbers;
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a shard queue', () => {
  test('sends a group when its size is reached, or when it is told to', () => {
    const { queue, groups, push } = createQueue();
    for (const number of range(1, 9)) push(number);
    expect(groups).toEqual([]);
    push(10);
    expect(groups).toEqual([range(1, 10)]);
    const other = createQueue();
    other.push(1);
    other.queue.flush();
    expect(other.groups).toEqual([[1]]);
    queue.flush();
    expect(groups).toHaveLength(1);
  });

  test('has one group under way at a time', async () => {
    const { queue, groups, push, end } = createQueue();
    for (const number of range(1, 15)) push(number);
    queue.flush();
    expect(groups).toEqual([range(1, 10)]);
    await end();
    expect(groups).toHaveLength(1);
    queue.flush();
    expect(groups[1]).toEqual(range(11, 15));
  });

  test('sends what has become enough as soon as the group before is done', async () => {
    const { groups, push, end } = createQueue();
    for (const number of range(1, 20)) push(number);
    await end();
    expect(groups).toEqual([range(1, 10), range(11, 20)]);
  });

  test('does not let wait who waits to hear that a frame is safe', async () => {
    const { queue, groups, push, end } = createQueue();
    for (const number of range(1, 10)) push(number);
    queue.push(frameOf(11), () => undefined);
    await end();
    expect(groups).toEqual([range(1, 10), [11]]);
  });

  test('asks to wait when it is full, and drops above its limit only', async () => {
    const { queue, groups, push, end } = createQueue();
    for (const number of range(1, 29)) expect(push(number)).toBe(true);
    expect(queue.whenReady()).toBeUndefined();
    push(30);
    const ready = vi.fn<() => void>();
    void queue.whenReady()!.then(ready);
    for (const number of range(31, 40)) expect(push(number)).toBe(true);
    expect(push(41)).toBe(false);
    expect(ready).not.toHaveBeenCalled();
    await end();
    expect(ready).toHaveBeenCalledTimes(1);
    expect(queue.whenReady()).toBeUndefined();
    expect(groups[1]).toEqual(range(11, 40));
  });

  test('knows when the oldest frame came that waits in it', () => {
    const { queue } = createQueue();
    expect(queue.oldestUs()).toBeUndefined();
    for (const receivedUs of [5, 7]) queue.push({ ...frameOf(1), receivedUs });
    expect(queue.oldestUs()).toBe(5);
    queue.flush();
    expect(queue.oldestUs()).toBeUndefined();
    queue.push({ ...frameOf(1), receivedUs: 9 });
    expect(queue.oldestUs()).toBe(9);
  });

  test('gives a group who is to be told of its own frames', () => {
    const { queue, acknowledge } = createQueue();
    const told = vi.fn<() => void>();
    queue.push(frameOf(1), told);
    queue.flush();
    expect(acknowledge).toEqual([[told]]);
    expect(told).not.toHaveBeenCalled();
  });

  test('drains until nothing is left', async () => {
    const { queue, groups, push, end } = createQueue();
    for (const number of range(1, 15)) push(number);
    const drained = vi.fn<() => void>();
    void queue.drain().then(drained);
    await end();
    expect(drained).not.toHaveBeenCalled();
    await end();
    expect(drained).toHaveBeenCalledTimes(1);
    expect(groups.flat()).toEqual(range(1, 15));
  });

  test('sends a frame that somebody waits for within 20 ms, with what came meanwhile', () => {
    vi.useFakeTimers();
    try {
      const { queue, groups, push } = createQueue();
      push(1);
      vi.advanceTimersByTime(1_000);
      expect(groups).toEqual([]);
      queue.push(frameOf(2), () => undefined);
      vi.advanceTimersByTime(10);
      queue.push(frameOf(3), () => undefined);
      vi.advanceTimersByTime(10);
      expect(groups).toEqual([[1, 2, 3]]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('loses no frame and changes no order whatever happens when', async () => {
    const anyAction = fc.constantFrom(
      'push',
      'push',
      'push',
      'push',
      'acknowledged',
      'flush',
      'end',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyAction, { maxLength: 200 }), async (actions) => {
        const { queue, groups, push, end } = createQueue();
        const taken: number[] = [];
        for (const [number, action] of actions.entries()) {
          if (action === 'flush') queue.flush();
          else if (action === 'end') await end();
          else if (action === 'push' && push(number)) taken.push(number);
          else if (action === 'acknowledged' && queue.push(frameOf(number), () => undefined))
            taken.push(number);
        }
        let isDrained = false;
        void queue.drain().then(() => {
          isDrained = true;
        });
        while (!isDrained) await end();
        expect(groups.flat()).toEqual(taken);
      }),
      { numRuns: 50 },
    );
  });
});
