import type { Tag, TagPage } from '@varve/contract';
import { expect, test } from 'vitest';
import { listTags } from '../../../src/features/tags/list-tags.ts';

const tagOf = (id: number): Tag => ({
  id,
  name: `tag-${id}`,
  description: '',
  unit: '',
  dataType: 'analog',
  states: [],
  interpolation: 'linear',
  rangeLow: null,
  rangeHigh: null,
  source: 'plant',
});
const everywhere = { has: () => true, ids: null };

test('pages of tags are in the order of ids, and have all in scope once', () => {
  const tags = [9, 2, 30, 4, 11, 7].map(tagOf);
  const even = { has: (id: number) => id % 2 === 0, ids: null };
  const scopes = [
    { scope: everywhere, ids: [2, 4, 7, 9, 11, 30] },
    { scope: even, ids: [2, 4, 30] },
    { scope: { has: () => false, ids: null }, ids: [] },
  ];
  for (const { scope, ids } of scopes) {
    for (let limit = 1; limit <= 7; limit++) {
      const found: number[] = [];
      for (let cursor: number | null = 0; cursor !== null;) {
        const page: TagPage = listTags({ tags: () => tags }, scope, { limit, cursor });
        expect(page.tags.length).toBeLessThanOrEqual(limit);
        found.push(...page.tags.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(found).toEqual(ids);
    }
  }
});

test('a page begins behind a cursor whose tag is gone, and a new list is seen', () => {
  let tags = [1, 2, 4].map(tagOf);
  const page = () => listTags({ tags: () => tags }, everywhere, { cursor: 3, limit: 10 });
  expect(page()).toEqual({ tags: [tagOf(4)], nextCursor: null });
  tags = [5, 1].map(tagOf);
  expect(page()).toEqual({ tags: [tagOf(5)], nextCursor: null });
});
