import { describe, expect, test } from 'vitest';
import { extremesOf } from '../../../src/kit/chart/extremes-of.ts';
import { seriesOf } from '../../support/tag-of.ts';

describe('extremes', () => {
  test('are those inside the window', () => {
    const series = seriesOf([
      [0, -99],
      [10, 4],
      [20, null],
      [30, 2],
      [40, 99],
    ]);
    expect(extremesOf(series, { fromMs: 5, toMs: 35 })).toEqual({ lowest: 2, highest: 4 });
    expect(extremesOf(series, { fromMs: 15, toMs: 25 })).toEqual({ lowest: null, highest: null });
  });
});
