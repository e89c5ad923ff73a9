import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { createSnapshotTable, writeSnapshot } from '../../src/live/snapshot-table.ts';
import { followSnapshots } from '../../src/live/follow-snapshots.ts';

describe('followSnapshots', () => {
  test('gives the whole selection first, then what is new, the newest only', async () => {
    const table = createSnapshotTable(4);
    for (const tag of [0, 1, 2]) writeSnapshot(table, tag, { time: 1, value: tag, status: 0 });
    const ending = new AbortController();
    const followed = followSnapshots(() => ({ table, tags: [2, 0, 3] }), ending.signal);
    const next = async () => {
      const { value } = await followed.next();
      return value?.map(({ tag, time, value: shown }) => ({ tag, time, value: shown }));
    };
    expect(await next()).toEqual([
      { tag: 2, time: 1, value: 2 },
      { tag: 0, time: 1, value: 0 },
    ]);
    for (let time = 2; time < 50; time++)
      writeSnapshot(table, 0, { time: time, value: time, status: 0 });
    writeSnapshot(table, 1, { time: 2, value: 9, status: 0 });
    expect(await next()).toEqual([{ tag: 0, time: 49, value: 49 }]);
    writeSnapshot(table, 3, { time: 5, value: 5, status: 0 });
    expect(await next()).toEqual([{ tag: 3, time: 5, value: 5 }]);
    ending.abort();
    expect(await followed.next()).toEqual({ done: true, value: undefined });
  });

  test('ends at once when it is told so while nothing changes', async () => {
    const ending = new AbortController();
    const table = createSnapshotTable(1);
    const followed = followSnapshots(() => ({ table, tags: [0] }), ending.signal);
    const next = followed.next();
    ending.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test('listens to its end once, and no longer than it is read', async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, 'abort').length;
    const table = createSnapshotTable(1);
    const followed = followSnapshots(() => ({ table, tags: [0] }), signal);
    for (let time = 1; time < 4; time++) {
      writeSnapshot(table, 0, { time, value: 0, status: 0 });
      expect((await followed.next()).value).toHaveLength(1);
      expect(listeners()).toBe(1);
    }
    await followed.return();
    expect(listeners()).toBe(0);
  });

  test('delivers no more than ten times a second', async () => {
    const table = createSnapshotTable(1);
    const ending = new AbortController();
    const started = performance.now();
    let deliveries = 0;
    let time = 1;
    writeSnapshot(table, 0, { time: time, value: 0, status: 0 });
    for await (const changed of followSnapshots(() => ({ table, tags: [0] }), ending.signal)) {
      expect(changed).toHaveLength(1);
      writeSnapshot(table, 0, { time: ++time, value: 0, status: 0 });
      if (++deliveries === 4) ending.abort();
    }
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  test('a reader that takes its time is not put off for that: the next look is due as before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const table = createSnapshotTable(1);
      const followed = followSnapshots(() => ({ table, tags: [0] }), new AbortController().signal);
      writeSnapshot(table, 0, { time: 1, value: 0, status: 0 });
      await followed.next();
      for (const lateMs of [40, 99, 250]) {
        vi.advanceTimersByTime(lateMs);
        writeSnapshot(table, 0, { time: 2, value: 0, status: 0 });
        const isThere = vi.fn<() => void>();
        const next = followed.next().then(isThere);
        if (lateMs < 100) await vi.advanceTimersByTimeAsync(99 - lateMs);
        expect(isThere).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(isThere).toHaveBeenCalledOnce();
        await next;
      }
      await followed.return();
    } finally {
      vi.useRealTimers();
    }
  });
});
