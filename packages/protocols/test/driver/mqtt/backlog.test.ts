import { describe, expect, test } from 'vitest';
import { createBacklog } from '../../../src/driver/mqtt/backlog.ts';

/** A broker's queue with a window, and whether what it sends counts as kept. */
function runBroker({
  kept,
  window,
  groupSize,
}: {
  kept: number;
  window: number;
  groupSize: number;
}) {
  let leftCount = kept;
  let openCount = 0;
  const queue: string[] = [];
  const backlog = createBacklog((answered) => {
    // A ping is worked off behind the acknowledgements that were sent before it.
    queueMicrotask(() => {
      fill();
      queueMicrotask(answered);
    });
  });
  const fill = (): void => {
    while (leftCount > 0 && openCount < window) {
      leftCount--;
      openCount++;
      queue.push(backlog.isOver ? 'new' : 'kept');
      backlog.received();
    }
  };
  return {
    backlog,
    queue,
    fill,
    acknowledge: () => {
      for (let count = Math.min(groupSize, openCount); count > 0; count--) {
        openCount--;
        backlog.acknowledged();
      }
    },
    publish: () => {
      openCount++;
      queue.push(backlog.isOver ? 'new' : 'kept');
      backlog.received();
    },
  };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('what a broker kept', () => {
  test('is over at once where it kept no session', () => {
    const { backlog } = runBroker({ kept: 0, window: 20, groupSize: 20 });
    backlog.begin(false);
    expect(backlog.isOver).toBe(true);
  });

  test.each([
    { kept: 0, window: 20, groupSize: 20 },
    { kept: 7, window: 20, groupSize: 20 },
    { kept: 20, window: 20, groupSize: 20 },
    { kept: 1_000, window: 20, groupSize: 20 },
    { kept: 1_000, window: 20, groupSize: 3 },
    { kept: 1_000, window: 1, groupSize: 1 },
    { kept: 1_000, window: 65_535, groupSize: 50 },
  ])(
    'ends with the last of $kept, $window at a time, acknowledged by $groupSize',
    async (broker) => {
      const { backlog, queue, fill, acknowledge, publish } = runBroker(broker);
      backlog.begin(true);
      fill();
      backlog.probe();
      await settle();
      while (queue.length < broker.kept) {
        acknowledge();
        await settle();
      }
      for (let turn = 0; turn < broker.kept / broker.groupSize + 1; turn++) {
        acknowledge();
        await settle();
      }
      publish();
      expect(queue).toEqual([...Array.from({ length: broker.kept }, () => 'kept'), 'new']);
    },
  );

  test('is over under a steady stream of new messages too', async () => {
    const { backlog, queue, fill, acknowledge, publish } = runBroker({
      kept: 40,
      window: 20,
      groupSize: 20,
    });
    backlog.begin(true);
    fill();
    backlog.probe();
    for (let turn = 0; turn < 20; turn++) {
      publish();
      publish();
      acknowledge();
      await settle();
    }
    expect(queue.slice(0, 40)).not.toContain('new');
    expect(queue.at(-1)).toBe('new');
  });

  test('is not over while a broker does not answer', async () => {
    const backlog = createBacklog(() => undefined);
    backlog.begin(true);
    backlog.probe();
    await settle();
    expect(backlog.isOver).toBe(false);
  });
});
