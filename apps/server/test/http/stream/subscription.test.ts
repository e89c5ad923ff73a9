import type { Tag } from '@varve/contract';
import { expect, test } from 'vitest';
import { createSubscription } from '../../../src/http/stream/subscription.ts';
import { tagLookups } from '../../../src/http/stream/tag-lookup.ts';
import type { Collector } from '../../../src/kit/collector.ts';
import { toldCollector } from '../../support/told-collector.ts';

const over = new AbortController();
const tags = [1, 2, 3].map((id) => ({ id, name: `tag ${id}` }) as Tag);

/** A collector of which nobody has a sample, and which tags were followed, each time. */
function silentCollector(): { collector: Collector; followed: (readonly number[])[] } {
  const followed: (readonly number[])[] = [];
  const collector: Collector = {
    tags: () => tags,
    latest: () => [],
    async *follow(tagIds, signal) {
      followed.push(tagIds!);
      yield [];
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    },
    health: () => toldCollector([]).report,
  };
  return { collector, followed };
}

test('a subscription begins anew only where a tag is new, or goes', async () => {
  const { collector, followed } = silentCollector();
  const subscription = createSubscription({
    collector,
    lookup: tagLookups()(collector),
    readScope: async () => ({ ids: null, has: () => true }),
    stream: {
      signal: over.signal,
      send: async () => undefined,
      refuse: () => undefined,
      end: () => undefined,
    },
    onFailed: (error) => {
      throw error;
    },
  });
  expect(await subscription.add({ tagIds: [1, 2] })).toHaveLength(2);
  await expect.poll(() => followed).toEqual([[1, 2]]);
  for (let time = 0; time < 20; time++)
    expect(await subscription.add({ tagIds: [2, 1] })).toHaveLength(2);
  expect(await subscription.add({ tags: ['tag 3'] })).toHaveLength(1);
  await expect.poll(() => followed.slice(1)).toEqual([[1, 2, 3]]);
  expect(subscription.remove({ tagIds: [7] })).toEqual([]);
  expect(subscription.remove({ tagIds: [1] })).toEqual([1]);
  await expect.poll(() => followed.slice(2)).toEqual([[2, 3]]);
  over.abort();
});
