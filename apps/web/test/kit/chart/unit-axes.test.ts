import { describe, expect, test } from 'vitest';
import { unitAxes } from '../../../src/kit/chart/unit-axes.ts';
import { seriesOf } from '../../support/tag-of.ts';

describe('unit axes', () => {
  const pressure = seriesOf(
    [
      [0, 60],
      [1, 64],
    ],
    { id: 1 },
  );
  const casing = seriesOf([[0, 101]], { id: 2 });
  const rate = seriesOf([[0, 180]], { id: 3, unit: 'm³/d' });
  const pump = seriesOf([[0, 1]], { id: 4, unit: '', dataType: 'digital', states: ['Off', 'On'] });

  test('are one a unit, left and right in turn, and only a few are drawn', () => {
    const axes = unitAxes([pressure, rate, casing, pump], 2);
    expect(axes.map(({ unit, side, visible }) => [unit, side, visible])).toEqual([
      ['bar', 'left', true],
      ['m³/d', 'right', true],
      ['', 'left', false],
    ]);
    expect(axes[0]!.domain[0]).toBeLessThanOrEqual(60);
    expect(axes[0]!.domain[1]).toBeGreaterThanOrEqual(101);
  });

  test('have a tick a state for a digital tag', () => {
    expect(unitAxes([pump], 4)[0]).toMatchObject({ ticks: [0, 1], states: ['Off', 'On'] });
  });

  test('show the range of the instrument where nothing was good', () => {
    expect(unitAxes([seriesOf([[0, null]])], 4)[0]!.domain).toEqual([0, 250]);
  });
});
