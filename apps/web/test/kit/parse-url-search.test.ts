import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUrlSearch, stringifyUrlSearch } from '../../src/kit/parse-url-search.ts';

describe('address', () => {
  test('has commas and colons as a person writes them', () => {
    const search = { tags: '1,2', from: '2026-11-21T01:46:00.000Z' };
    expect(stringifyUrlSearch(search)).toBe('?tags=1,2&from=2026-11-21T01:46:00.000Z');
    expect(stringifyUrlSearch({})).toBe('');
    expect(stringifyUrlSearch({ q: undefined, n: 3, o: {} })).toBe('?n=3');
  });

  test('never ends with a slash, which the router does not see', () => {
    expect(stringifyUrlSearch({ q: 'rig/hook-load' })).toBe('?q=rig/hook-load');
    expect(stringifyUrlSearch({ q: 'rig/' })).toBe('?q=rig%2F');
  });

  test('gives back every text that was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseUrlSearch(stringifyUrlSearch({ q: text }))).toEqual({ q: text });
      }),
    );
  });
});
