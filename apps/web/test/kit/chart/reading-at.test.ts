import { describe, expect, test } from 'vitest';
import { nearestSampleMs, readingAt } from '../../../src/kit/chart/reading-at.ts';
import { BAD_NO_COMMUNICATION, heldSeriesOf, seriesOf } from '../../support/tag-of.ts';

describe('reading at a moment', () => {
  const samples = [
    [10, 1],
    [20, 3],
    [30, null],
    [40, 5],
  ] as const;

  test('lies on the line of a linear tag, and says so', () => {
    const series = seriesOf(samples);
    expect(readingAt(series, 15)).toEqual({
      value: 2,
      status: 0,
      interpolated: true,
      heldFromMs: null,
    });
    expect(readingAt(series, 20)).toEqual({
      value: 3,
      status: 0,
      interpolated: false,
      heldFromMs: null,
    });
    expect(readingAt(series, 9)).toBeNull();
  });

  test('does not reach across a gap', () => {
    const series = seriesOf(samples);
    expect(readingAt(series, 25)).toEqual({
      value: 3,
      status: 0,
      interpolated: false,
      heldFromMs: null,
    });
    expect(readingAt(series, 35)).toMatchObject({ value: null, status: BAD_NO_COMMUNICATION });
  });

  test('holds the last value of a step tag', () => {
    const series = seriesOf(samples, { interpolation: 'step' });
    expect(readingAt(series, 19)).toEqual({
      value: 1,
      status: 0,
      interpolated: false,
      heldFromMs: null,
    });
    expect(readingAt(series, 1e9)).toMatchObject({ value: 5 });
  });

  test('reads what is held from before the range until the next sample, and says since when', () => {
    const samples = [
      [10, 1],
      [20, 3],
      [30, 5],
    ] as const;
    for (const interpolation of ['linear', 'step'] as const) {
      const held = heldSeriesOf(-90, samples, { interpolation });
      for (const timeMs of [10, 19]) {
        expect(readingAt(held, timeMs)).toEqual({
          value: 1,
          status: 0,
          interpolated: false,
          heldFromMs: -90,
        });
      }
      expect(readingAt(held, 20)).toMatchObject({ value: 3, heldFromMs: null });
    }
    expect(readingAt(heldSeriesOf(-90, samples), 25)).toMatchObject({ value: 4, heldFromMs: null });
  });

  test('does not take the left edge for a sample', () => {
    const held = heldSeriesOf(-90, [
      [10, 1],
      [40, 3],
    ]);
    expect(nearestSampleMs([held], 11, 5)).toBeNull();
    expect(nearestSampleMs([held], 39, 5)).toBe(40);
  });

  test('finds the nearest sample of all series within reach', () => {
    const all = [
      seriesOf([
        [0, 1],
        [100, 1],
      ]),
      seriesOf([[60, 1]]),
    ];
    expect(nearestSampleMs(all, 70, 20)).toBe(60);
    expect(nearestSampleMs(all, 95, 20)).toBe(100);
    expect(nearestSampleMs(all, 30, 20)).toBeNull();
    expect(nearestSampleMs([], 30, 20)).toBeNull();
  });
});
