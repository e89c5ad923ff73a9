import { describe, expect, test } from 'vitest';
import { joinStretches, qualityStretches } from '../../../src/kit/chart/quality-stretches.ts';
import { UNCERTAIN, seriesOf } from '../../support/tag-of.ts';

describe('quality stretches', () => {
  test('last from the first sample of a class to the first of another', () => {
    const series = seriesOf([
      [0, 1],
      [10, null],
      [20, null],
      [30, 1],
      [40, null],
    ]);
    expect(qualityStretches(series, 50)).toEqual([
      { fromMs: 10, toMs: 30, quality: 'BAD' },
      { fromMs: 40, toMs: 50, quality: 'BAD' },
    ]);
  });

  test('tell uncertain from bad', () => {
    const series = { timesMs: [0, 10], values: [1, null], statuses: [UNCERTAIN, -1] };
    expect(qualityStretches(series, 20).map(({ quality }) => quality)).toEqual([
      'UNCERTAIN',
      'BAD',
    ]);
  });

  test('are joined where they touch', () => {
    const stretches = [
      { fromMs: 20, toMs: 30 },
      { fromMs: 0, toMs: 10 },
      { fromMs: 5, toMs: 20 },
      { fromMs: 40, toMs: 50 },
    ];
    expect(joinStretches(stretches)).toEqual([
      { fromMs: 0, toMs: 30 },
      { fromMs: 40, toMs: 50 },
    ]);
  });
});
