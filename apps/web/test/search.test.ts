import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTagListSearch } from '../src/features/live/tag-list-search.ts';
import {
  MAX_TREND_TAGS,
  RANGES_MS,
  readTagIds,
  readTrendSearch,
  trendRangeOf,
  writeBetween,
  writeTagIds,
} from '../src/features/trends/trend-search.ts';
import { parseUrlSearch, stringifyUrlSearch } from '../src/kit/url-search.ts';

describe('address', () => {
  test('stays readable', () => {
    const search = { tags: '1,2', from: '2026-11-21T01:46:00.000Z' };
    expect(stringifyUrlSearch(search)).toBe('?tags=1,2&from=2026-11-21T01:46:00.000Z');
    expect(stringifyUrlSearch({})).toBe('');
    expect(stringifyUrlSearch({ q: undefined, n: 3, o: {} })).toBe('?n=3');
  });

  test('gives back every text that was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseUrlSearch(stringifyUrlSearch({ q: text }))).toEqual({ q: text });
      }),
    );
  });
});

describe('trend search', () => {
  test('reads tags and range', () => {
    const search = readTrendSearch({ tags: '3,1', range: '1h' });
    expect(search).toEqual({ tags: '3,1', range: '1h' });
    expect(trendRangeOf(search)).toEqual({ kind: 'last', key: '1h', durationMs: 3_600_000 });
  });

  test('reads two times, which count before a range', () => {
    const between = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) };
    const search = readTrendSearch({ range: '1h', ...writeBetween(between) });
    expect(trendRangeOf(search)).toEqual({ kind: 'between', ...between });
  });

  test.each([
    { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' },
    { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
    { from: '2026-01-01T00:00:00Z' },
    { from: 'yesterday', to: 'today' },
    { range: '3 weeks' },
    { tags: 'a,-1,0,1.5,9e99' },
    { tags: 7, range: null, from: {}, to: [] },
  ])('leaves out the nonsense of %o', (raw) => {
    expect(readTrendSearch(raw)).toEqual({});
    expect(trendRangeOf(readTrendSearch(raw))).toMatchObject({ durationMs: RANGES_MS['15m'] });
  });

  test('keeps each tag once, and no more than fit', () => {
    expect(readTagIds('2,2,1')).toEqual([2, 1]);
    expect(readTagIds('1,2,3,4,5,6,7,8,9')).toHaveLength(MAX_TREND_TAGS);
    expect(readTagIds(writeTagIds([5, 4]))).toEqual([5, 4]);
  });

  test('reads what it has read to the same', () => {
    const raw = fc.record(
      { tags: fc.string(), range: fc.string(), from: fc.string(), to: fc.string() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(raw, (search) => {
        const once = readTrendSearch(search);
        expect(readTrendSearch({ ...once })).toEqual(once);
      }),
    );
  });
});

describe('tag list search', () => {
  test('reads filters and order', () => {
    const search = { q: 'thp', source: 'pad-a', quality: 'BAD', sort: 'age', dir: 'desc' };
    expect(readTagListSearch(search)).toEqual(search);
  });

  test('leaves out defaults and nonsense', () => {
    expect(readTagListSearch({ q: '', sort: 'name', quality: 'FINE', dir: 'up' })).toEqual({});
  });
});
