import { MAX_LIVE_TAGS, type LatestSample } from '@varve/contract';
import { expect, test } from 'vitest';
import { followTags } from '../../../src/features/live/follow-tags.ts';

const everywhere = () => Promise.resolve({ ids: null, has: () => true });

async function* once(samples: readonly LatestSample[]): AsyncGenerator<readonly LatestSample[]> {
  yield samples;
}

test('a message has no more samples than the contract allows, and none is lost or moved', async () => {
  const samples = Array.from({ length: 2 * MAX_LIVE_TAGS + 1 }, (_, index) => ({
    tagId: index + 1,
    timeMs: 0,
    value: index,
    status: 0,
  }));
  const collector = { follow: () => once(samples), tags: () => [] };
  const messages: LatestSample[][] = [];
  for await (const message of followTags(collector, everywhere, {})) messages.push(message);
  expect(messages.map(({ length }) => length)).toEqual([MAX_LIVE_TAGS, MAX_LIVE_TAGS, 1]);
  expect(messages.flat()).toEqual(samples);
});
