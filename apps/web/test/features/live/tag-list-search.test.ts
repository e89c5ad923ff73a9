import { describe, expect, test } from 'vitest';
import { readTagListSearch } from '../../../src/features/live/tag-list-search.ts';

describe('tag list search', () => {
  test('reads filters and order', () => {
    const search = { q: 'thp', source: 'pad-a', quality: 'BAD', sort: 'age', dir: 'desc' };
    expect(readTagListSearch(search)).toEqual(search);
  });

  test('leaves out defaults and nonsense', () => {
    expect(readTagListSearch({ q: '', sort: 'name', quality: 'FINE', dir: 'up' })).toEqual({});
  });
});
