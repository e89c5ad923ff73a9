import { describe, expect, test } from 'vitest';
import { MAX_TREND_TAGS, readTrendsInput } from '../src/index.ts';

const question = { tagIds: [1], fromMs: 0, toMs: 1, widthPixels: 100 };
const pathsOf = (input: unknown): string[] =>
  readTrendsInput.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('a question for trends', () => {
  test('takes as many tags as the limit says, and no more', () => {
    const ids = (length: number) => Array.from({ length }, (_, index) => index + 1);
    expect(pathsOf({ ...question, tagIds: ids(MAX_TREND_TAGS) })).toEqual([]);
    expect(pathsOf({ ...question, tagIds: ids(MAX_TREND_TAGS + 1) })).toEqual(['tagIds']);
  });

  test.each([
    ['toMs', { toMs: 0 }],
    ['toMs', { toMs: Number.POSITIVE_INFINITY }],
    ['fromMs', { fromMs: Number.NaN }],
    ['fromMs', { fromMs: Date.parse('0001-01-01T00:00:00Z') - 1 }],
    ['widthPixels', { widthPixels: 0 }],
    ['tagIds.0', { tagIds: [2 ** 31] }],
    ['tagIds', { tagIds: [] }],
    ['', { from: 0 }],
  ])('is refused at %j: %j', (path, given) => {
    expect(pathsOf({ ...question, ...given })).toEqual([path]);
  });
});
