import { describe, expect, test } from 'vitest';
import { tickText } from '../../../src/kit/chart/axis-tick.tsx';
import { linePath } from '../../../src/kit/chart/line-path.ts';
import { unitAxes } from '../../../src/kit/chart/unit-axes.ts';
import { createFormats } from '../../../src/kit/format/formats.ts';
import { tagOf } from '../../support/tag-of.ts';

const seriesOf = (values: readonly number[]) => ({
  tag: tagOf({ rangeLow: null, rangeHigh: null }),
  slot: 0,
  timesMs: values.map((_, place) => place),
  values,
  statuses: values.map(() => 0),
  heldFromMs: null,
});

describe('the axis of values that are very small, very large or very near to one another', () => {
  test.each([
    [[2e-10, 5e-10, 9e-10]],
    [[2.75e-25, 8e-25]],
    [[1e-9, 2e-8]],
    [[1e-298, 3e-298]],
    [[-1e308, 1e308]],
    [[1e308, 1.7e308]],
    [[-Number.MAX_VALUE, Number.MAX_VALUE]],
    [[1e9, 1e9 + 10]],
    [[123_456_789, 123_456_790]],
    [[-2e12, 3e15]],
    [[0.001, 0.0015]],
    [[0, 100]],
    [[-5, 5]],
    [[2e-10]],
    [[1e308]],
    [[0]],
    [[62.4]],
  ])('is about %j, its labels differ and its line moves', (values) => {
    const [axis] = unitAxes([seriesOf(values)], 1);
    const [low, high] = axis!.domain;
    const [least, most] = [Math.min(...values), Math.max(...values)];
    expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
    expect(low).toBeLessThanOrEqual(least);
    expect(high).toBeGreaterThanOrEqual(most);
    expect(axis!.ticks.length).toBeGreaterThanOrEqual(2);
    for (const language of ['en', 'es']) {
      const { number } = createFormats(language);
      const labels = axis!.ticks.map((tick) => tickText(axis!, tick, number));
      expect(new Set(labels).size, labels.join(' ')).toBe(labels.length);
      for (const label of labels) expect(label.length, label).toBeLessThanOrEqual(18);
    }
    const path = linePath(seriesOf(values), {
      x: { domain: [0, 1], pixels: [0, 100] },
      y: { domain: axis!.domain, pixels: [100, 0] },
      step: false,
      holdUntilMs: null,
    });
    expect(path).not.toMatch(/NaN|Infinity/);
    if (values.length === 1) return;
    const heights = [...path.matchAll(/[ML]\S+ ([\d.]+)/g)].map(([, height]) => Number(height));
    // Over more than half of the axis.
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(50);
  });

  test('writes powers of ten where plain numbers would be long, and nothing else', () => {
    const { number } = createFormats('en');
    const labelsOf = (values: readonly number[]): string[] => {
      const [axis] = unitAxes([seriesOf(values)], 1);
      return axis!.ticks.map((tick) => tickText(axis!, tick, number));
    };
    expect(labelsOf([2e-10, 9e-10])).toEqual(['0', '2E-10', '4E-10', '6E-10', '8E-10', '1E-9']);
    expect(labelsOf([0, 100])).toEqual(['-25', '0', '25', '50', '75', '100', '125']);
  });
});
