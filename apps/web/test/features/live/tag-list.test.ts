import { describe, expect, test } from 'vitest';
import {
  countQualities,
  filterByQuality,
  filterTags,
} from '../../../src/features/live/filter-tags.ts';
import { groupByPrefix, splitName, withoutGroups } from '../../../src/features/live/list-item.ts';
import { orderTags } from '../../../src/features/live/order-tags.ts';
import { matchesText } from '../../../src/features/tags/matches-text.ts';
import { orderByName } from '../../../src/features/tags/order-by-name.ts';
import { rowTarget } from '../../../src/features/live/row-target.ts';
import { rowWindow, scrollTopToShow } from '../../../src/features/live/row-window.ts';
import { BAD_NO_COMMUNICATION, UNCERTAIN, latestOf, tagOf } from '../../support/tag-of.ts';

const tags = [
  tagOf({ id: 1, name: 'well-10/thp', source: 'pad-b' }),
  tagOf({ id: 2, name: 'well-2/thp', source: 'pad-a' }),
  tagOf({ id: 3, name: 'well-2/chp', source: 'pad-a', description: 'Presión de revestimiento' }),
  tagOf({ id: 4, name: 'uptime', source: 'pad-b' }),
];
const latest = latestOf([
  { tagId: 1, timeMs: 1_000, value: 5, status: 0 },
  { tagId: 2, timeMs: 3_000, value: null, status: BAD_NO_COMMUNICATION },
  { tagId: 3, timeMs: 2_000, value: 9, status: UNCERTAIN },
]);
const ids = (listed: readonly { id: number }[]): number[] => listed.map(({ id }) => id);

describe('filter', () => {
  test('finds every word, in any order, without regard to case and accents', () => {
    expect(matchesText(tags[2]!, 'PRESION well-2')).toBe(true);
    expect(matchesText(tags[2]!, 'presion well-10')).toBe(false);
    expect(matchesText(tags[2]!, '  ')).toBe(true);
  });

  test('combines text and source', () => {
    expect(ids(filterTags(tags, { q: 'thp', source: 'pad-a' }))).toEqual([2]);
    expect(ids(filterTags(tags, {}))).toEqual([1, 2, 3, 4]);
  });

  test('goes by quality, and counts it; a tag without a sample has none', () => {
    expect(ids(filterByQuality(tags, 'BAD', latest))).toEqual([2]);
    expect(ids(filterByQuality(tags, undefined, latest))).toEqual([1, 2, 3, 4]);
    expect(countQualities(tags, latest)).toEqual({ GOOD: 1, UNCERTAIN: 1, BAD: 1 });
  });
});

describe('order', () => {
  const named = orderByName(tags);

  test('puts well-2 before well-10', () => {
    expect(ids(named)).toEqual([4, 3, 2, 1]);
  });

  test.each([
    { sort: 'name', descending: true, expected: [1, 2, 3, 4] },
    { sort: 'source', descending: false, expected: [3, 2, 4, 1] },
    { sort: 'value', descending: false, expected: [1, 3, 4, 2] },
    { sort: 'value', descending: true, expected: [3, 1, 4, 2] },
    { sort: 'quality', descending: false, expected: [2, 3, 1, 4] },
    { sort: 'age', descending: false, expected: [2, 3, 1, 4] },
    { sort: 'age', descending: true, expected: [1, 3, 2, 4] },
  ] as const)('by $sort, descending $descending', ({ sort, descending, expected }) => {
    expect(ids(orderTags(named, { sort, descending }, latest))).toEqual(expected);
  });
});

describe('groups', () => {
  test('stand above the tags that share a prefix', () => {
    const items = groupByPrefix(orderByName(tags));
    expect(items.map((item) => (item.kind === 'tag' ? item.tag.id : item.prefix))).toEqual([
      4,
      'well-2/',
      3,
      2,
      'well-10/',
      1,
    ]);
    expect(items[1]).toMatchObject({ tagCount: 2 });
  });

  test('split a name at its last slash', () => {
    expect(splitName('factory/press-3/co2')).toEqual({ prefix: 'factory/press-3/', rest: 'co2' });
    expect(splitName('uptime')).toEqual({ prefix: '', rest: 'uptime' });
  });
});

describe('rows', () => {
  const position = { scrollTop: 3_600, viewportHeight: 720, rowHeight: 36, rowCount: 10_000 };

  test('in view are drawn with a margin, however many there are', () => {
    expect(rowWindow(position)).toEqual({ first: 92, end: 128 });
    expect(rowWindow({ ...position, scrollTop: -50 })).toEqual({ first: 0, end: 28 });
    expect(rowWindow({ ...position, rowCount: 3 })).toEqual({ first: 3, end: 3 });
    expect(rowWindow({ ...position, scrollTop: 0, rowCount: 0 })).toEqual({ first: 0, end: 0 });
  });

  test('scroll just as far as needed', () => {
    expect(scrollTopToShow(100, position)).toBeNull();
    expect(scrollTopToShow(99, position)).toBe(99 * 36);
    expect(scrollTopToShow(120, position)).toBe(121 * 36 - 720);
  });

  test('follow the keys, over headings, to either end', () => {
    const items = groupByPrefix(orderByName(tags));
    expect(rowTarget(items, 0, 'ArrowDown')).toBe(2);
    expect(rowTarget(items, 2, 'ArrowUp')).toBe(0);
    expect(rowTarget(items, 0, 'ArrowUp')).toBe(0);
    expect(rowTarget(items, 2, 'End')).toBe(5);
    expect(rowTarget(items, 5, 'Home')).toBe(0);
    expect(rowTarget(items, 0, 'PageDown')).toBe(5);
    expect(rowTarget(items, 0, 'a')).toBeNull();
    expect(rowTarget(withoutGroups([]), 0, 'ArrowDown')).toBeNull();
  });
});
