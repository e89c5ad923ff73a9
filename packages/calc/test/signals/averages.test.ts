import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpolateSignal, timeWeightedAverage } from '../../src/signals/index.ts';

const SIGNAL = { times: [0, 10, 30], values: [10, 20, 40] };

describe('timeWeightedAverage', () => {
  test.each([
    { shape: 'step', start: 0, end: 30, expected: (100 + 400) / 30 },
    { shape: 'linear', start: 0, end: 30, expected: (150 + 600) / 30 },
    { shape: 'linear', start: 5, end: 20, expected: (15 + 20) / 2 / 3 + ((20 + 30) / 2) * (2 / 3) },
    { shape: 'step', start: 12, end: 13, expected: 20 },
    { shape: 'linear', start: 10, end: 10, expected: 20 },
  ] as const)('is $expected from $start to $end ($shape)', ({ shape, start, end, expected }) => {
    const found = timeWeightedAverage({ ...SIGNAL, start, end, shape });
    expect(found.value).toBeCloseTo(expected, 12);
    expect(found.issues).toHaveLength(0);
  });

  test('adds up when a window is split', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 20 });
    const shape = fc.constantFrom('step', 'linear');
    const fractions = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(50));
    fc.assert(
      fc.property(times, shape, fractions, (unordered, shape, [part, seed]) => {
        const ordered = unordered.toSorted((a, b) => a - b);
        const values = ordered.map((time) => ((time + seed) * 37) % 23);
        const [start, end] = [ordered[0]!, ordered.at(-1)!];
        const middle = start + part * (end - start);
        const integral = (from: number, to: number): number =>
          timeWeightedAverage({ times: ordered, values, start: from, end: to, shape }).integral;
        expect(integral(start, middle) + integral(middle, end)).toBeCloseTo(
          integral(start, end),
          8,
        );
      }),
    );
  });

  test('holds the last value, and says so', () => {
    const found = timeWeightedAverage({ ...SIGNAL, start: 30, end: 50, shape: 'linear' });
    expect(found.value).toBe(40);
    expect(found.issues[0]?.code).toBe('EXTRAPOLATED');
  });

  test('leaves out what is before the first sample, and says how much is left', () => {
    const found = timeWeightedAverage({ ...SIGNAL, start: -30, end: 10, shape: 'step' });
    expect(found.value).toBe(10);
    expect(found.coverage).toBe(0.25);
    expect(found.issues[0]?.code).toBe('EXTRAPOLATED');
  });

  test('has no value for a window before the first sample or one that runs backwards', () => {
    expect(timeWeightedAverage({ ...SIGNAL, start: -9, end: -1, shape: 'step' }).value).toBeNaN();
    const found = timeWeightedAverage({ ...SIGNAL, start: 5, end: 1, shape: 'step' });
    expect(found.issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});

describe('interpolateSignal', () => {
  const at = [0, 5, 15, 30];

  test('joins samples by lines', () => {
    const found = interpolateSignal({
      times: [0, 10, 30],
      values: [10, 20, 0],
      at,
      shape: 'linear',
    });
    expect([...found.values]).toEqual([10, 15, 15, 0]);
  });

  test('holds each sample until the next', () => {
    const found = interpolateSignal({ times: [0, 10, 30], values: [10, 20, 0], at, shape: 'step' });
    expect([...found.values]).toEqual([10, 10, 20, 0]);
  });

  test('has no value before the first sample and holds the last one', () => {
    const found = interpolateSignal({ ...SIGNAL, at: [-1, 99], shape: 'linear' });
    expect([...found.values]).toEqual([Number.NaN, 40]);
    expect(found.issues[0]?.code).toBe('EXTRAPOLATED');
  });

  test('takes the last of samples at the same time', () => {
    const found = interpolateSignal({
      times: [0, 5, 5],
      values: [1, 2, 8],
      at: [5],
      shape: 'linear',
    });
    expect(found.values[0]).toBe(8);
  });
});
