import { describe, expect, test } from 'vitest';
import { heldPath, linePath } from '../../../src/kit/chart/line-path.ts';
import { heldSeriesOf, seriesOf } from '../../support/tag-of.ts';

describe('line path', () => {
  const x = { domain: [0, 100], pixels: [0, 100] } as const;
  const y = { domain: [0, 10], pixels: [10, 0] } as const;
  const linear = { x, y, step: false, holdUntilMs: null };
  const samples = [
    [0, 0],
    [10, 5],
    [20, null],
    [30, 5],
    [40, null],
  ] as const;

  test('breaks at a null, and keeps a lonely sample as a dot', () => {
    expect(linePath(seriesOf(samples), linear)).toBe('M0.0 10.0h0L10.0 5.0M30.0 5.0h0');
  });

  test('goes level, then up or down, for a step; it ends where it turns bad', () => {
    expect(linePath(seriesOf(samples), { ...linear, step: true })).toBe(
      'M0.0 10.0h0H10.0V5.0H20.0M30.0 5.0h0H40.0',
    );
  });

  test('holds the last value of a step until the moment known', () => {
    const step = { ...linear, step: true, holdUntilMs: 90 };
    expect(linePath(seriesOf([[10, 5]]), step)).toBe('M10.0 5.0h0H90.0');
    expect(linePath(seriesOf([[10, 5]]), { ...step, holdUntilMs: 5 })).toBe('M10.0 5.0h0');
    expect(
      linePath(
        seriesOf([
          [10, 5],
          [20, null],
        ]),
        step,
      ),
    ).toBe('M10.0 5.0h0H20.0');
    expect(linePath(seriesOf([]), step)).toBe('');
  });
});

describe('held path', () => {
  const x = { domain: [0, 100], pixels: [0, 100] } as const;
  const y = { domain: [0, 10], pixels: [10, 0] } as const;
  const held = heldSeriesOf(-50, [
    [0, 5],
    [30, 8],
    [40, 9],
  ]);

  test('is level until the next sample, where the line of step and linear tags begins', () => {
    const options = { x, y, holdUntilMs: null };
    expect(heldPath(held, options)).toBe('M0.0 5.0H30.0V2.0');
    expect(linePath(held, { ...options, step: false })).toBe('M30.0 2.0h0L40.0 1.0');
    expect(linePath(held, { ...options, step: true })).toBe('M30.0 2.0h0H40.0V1.0');
  });

  test('ends where the value turns bad', () => {
    const series = heldSeriesOf(-50, [
      [0, 5],
      [30, null],
    ]);
    expect(heldPath(series, { x, y, holdUntilMs: 90 })).toBe('M0.0 5.0H30.0');
  });

  test('alone lasts until the moment known, and the line is empty', () => {
    const alone = heldSeriesOf(-50, [[0, 5]]);
    expect(heldPath(alone, { x, y, holdUntilMs: 90 })).toBe('M0.0 5.0H90.0');
    expect(heldPath(alone, { x, y, holdUntilMs: null })).toBe('M0.0 5.0H0.0');
    expect(linePath(alone, { x, y, step: true, holdUntilMs: 90 })).toBe('');
  });

  test('is empty where the first point is a sample of the range', () => {
    expect(heldPath(seriesOf([[0, 5]]), { x, y, holdUntilMs: 90 })).toBe('');
  });
});
