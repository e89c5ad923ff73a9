import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lttbIndices, m4Indices, minMaxIndices } from '../../src/signals/index.ts';

const series = (count: number): { times: Float64Array; values: Float64Array } => ({
  times: Float64Array.from({ length: count }, (_, i) => i),
  values: Float64Array.from({ length: count }, (_, i) => (i * 37) % 101),
});
const counts = fc.tuple(fc.integer({ min: 3, max: 200 }), fc.integer({ min: 3, max: 60 }));

describe('lttbIndices', () => {
  const example = { times: [0, 1, 2, 3, 4, 5, 6, 7], values: [1, 2, 3, 1, 5, 10, 15, 20] };

  test.each([
    [4, [0, 3, 4, 7]],
    [6, [0, 1, 3, 4, 5, 7]],
    [2, [0, 7]],
    [1, [0]],
    [0, [0, 1, 2, 3, 4, 5, 6, 7]],
    [50, [0, 1, 2, 3, 4, 5, 6, 7]],
  ])('keeps, asked for %d, the samples %j', (keepCount, expected) => {
    expect([...lttbIndices({ ...example, keepCount }).indices]).toEqual(expected);
  });

  test('takes the first of equal triangles', () => {
    const flat = { ...series(30), values: new Float64Array(30).fill(5) };
    expect([...lttbIndices({ ...flat, keepCount: 6 }).indices]).toEqual([0, 1, 8, 15, 22, 29]);
  });

  test('keeps as many as asked for, in order, with both ends', () => {
    fc.assert(
      fc.property(counts, ([count, keepCount]) => {
        const { indices } = lttbIndices({ ...series(count), keepCount });
        expect(indices).toHaveLength(Math.min(count, keepCount));
        expect(indices[0]).toBe(0);
        expect(indices.at(-1)).toBe(count - 1);
        indices.forEach((index, k) => expect(index).toBeGreaterThan(indices[k - 1] ?? -1));
      }),
    );
  });

  test('has nothing to keep of nothing', () => {
    expect(lttbIndices({ times: [], values: [], keepCount: 5 }).indices).toHaveLength(0);
  });
});

describe('m4Indices', () => {
  test('keeps of each column the first, last, lowest and highest, of equals the earliest', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4];
    const picture = { ...series(20), values, columns: 2, start: 0, end: 20 };
    expect([...m4Indices(picture).indices]).toEqual([0, 1, 5, 9, 10, 12, 16, 19]);
  });

  test('contains the extremes of minMaxIndices, and all samples in columns of one', () => {
    fc.assert(
      fc.property(counts, ([count, columns]) => {
        const picture = { ...series(count), columns, start: 0, end: count };
        const kept = m4Indices(picture).indices;
        expect([...kept]).toEqual(expect.arrayContaining([...minMaxIndices(picture).indices]));
        const fine = m4Indices({ ...picture, columns: count }).indices;
        expect(fine).toHaveLength(count);
      }),
      { numRuns: 40 },
    );
  });

  test('drops samples outside, and gives the last column the sample at its end', () => {
    const { indices } = m4Indices({ ...series(10), columns: 2, start: 2, end: 8 });
    expect([...indices]).toEqual([2, 3, 4, 5, 6, 8]);
  });

  test('refuses a picture without width or time', () => {
    expect(m4Indices({ ...series(3), columns: 0, start: 0, end: 3 }).issues[0]?.parameter).toBe(
      'columns',
    );
    expect(m4Indices({ ...series(3), columns: 1, start: 3, end: 3 }).issues[0]?.parameter).toBe(
      'end',
    );
  });
});
