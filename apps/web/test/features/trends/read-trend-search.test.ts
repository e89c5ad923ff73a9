import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_TREND_TAGS } from '@varve/contract';
import { MOST_CURVES, writeTagIds } from '../../../src/features/trends/link.ts';
import { readTagIds, readTrendSearch } from '../../../src/features/trends/read-trend-search.ts';
import { RANGES_MS, timeRangeOf, writeBetween } from '../../../src/kit/time-range/time-range.ts';

describe('trend search', () => {
  test('reads tags and range', () => {
    const search = readTrendSearch({ tags: '3,1', range: '1h' });
    expect(search).toEqual({ tags: '3,1', range: '1h' });
    expect(timeRangeOf(search)).toEqual({ kind: 'last', key: '1h', durationMs: 3_600_000 });
  });

  test('reads two times, which count before a range', () => {
    const between = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) };
    const search = readTrendSearch({ range: '1h', ...writeBetween(between) });
    expect(timeRangeOf(search)).toEqual({ kind: 'between', ...between });
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
    expect(timeRangeOf(readTrendSearch(raw))).toMatchObject({ durationMs: RANGES_MS['15m'] });
  });

  test('keeps each tag once, and no more than fit', () => {
    expect(readTagIds('2,2,1')).toEqual([2, 1]);
    expect(readTagIds('1,2,3,4,5,6,7,8,9')).toHaveLength(MOST_CURVES);
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

test('the server answers for as many tags as a chart draws', () => {
  expect(MAX_TREND_TAGS).toBeGreaterThanOrEqual(MOST_CURVES);
});
