import { describe, expect, test } from 'vitest';
import { extremesOf } from '../../../src/kit/chart/extremes-of.ts';
import { heldSinceMs } from '../../../src/kit/chart/series.ts';
import { heldSeriesOf, seriesOf, tagOf } from '../../support/tag-of.ts';

describe('a value that is held', () => {
  const alone = heldSeriesOf(-90, [[0, 7]]);
  const window = { fromMs: 10, toMs: 110 };

  test('counts among the extremes of a window as long as it holds', () => {
    expect(extremesOf(alone, window)).toEqual({ lowest: 7, highest: 7 });
    const followed = heldSeriesOf(-90, [
      [0, 7],
      [5, 8],
      [50, 9],
    ]);
    expect(extremesOf(followed, window)).toEqual({ lowest: 9, highest: 9 });
    expect(extremesOf({ ...followed, tag: tagOf({ interpolation: 'step' }) }, window)).toEqual({
      lowest: 8,
      highest: 9,
    });
  });

  test('is told of where one sees it', () => {
    const followedAt = (timeMs: number) =>
      heldSeriesOf(-90, [
        [0, 7],
        [timeMs, 8],
      ]);
    expect(heldSinceMs(alone, window)).toBe(-90);
    expect(heldSinceMs(followedAt(20), window)).toBe(-90);
    expect(heldSinceMs(followedAt(11), window)).toBeNull();
    expect(heldSinceMs(followedAt(5), window)).toBeNull();
    expect(heldSinceMs(seriesOf([[0, 7]]), window)).toBeNull();
  });
});
