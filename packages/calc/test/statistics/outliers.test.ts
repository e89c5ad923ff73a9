import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modifiedZScores, zScores } from '../../src/statistics/index.ts';

const SAMPLE = [10, 12, 11, 13, 12, 11, 40, 12, 10, 11];

describe('zScores', () => {
  test('finds no outlier beyond 3 among ten values, whatever one of them is', () => {
    expect([...zScores({ values: [...SAMPLE.slice(0, 9), 1e9] }).outliers]).toEqual([]);
  });

  test('has mean 0 and deviation 1', () => {
    const { scores } = zScores({ values: SAMPLE, lostDegreesOfFreedom: 0 });
    expect(scores.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 12);
    expect(scores.reduce((sum, z) => sum + z * z, 0)).toBeCloseTo(10, 12);
  });

  test.each([[zScores], [modifiedZScores]])('scores 0 for values without spread', (scored) => {
    const found = scored({ values: [0.1, 0.1, 0.1] });
    expect(found).toMatchObject({ centre: 0.1, spread: 0, issues: [] });
    expect(found.scores).toEqual(new Float64Array(3));
    expect([...found.outliers]).toEqual([]);
  });
});

describe('modifiedZScores', () => {
  test('finds what the mean hides: 0.6745 (40 - 11.5)/0.5', () => {
    const { scores, outliers, centre, spread } = modifiedZScores({ values: SAMPLE });
    expect(centre).toBe(11.5);
    expect(spread).toBe(0.5);
    expect(scores[6]).toBeCloseTo(38.4465, 10);
    expect([...outliers]).toEqual([6]);
  });

  test('falls back on the mean deviation when more than half are equal', () => {
    const { spread, scores, outliers } = modifiedZScores({
      values: [5, 5, 5, 5, 5, 5, 5, 5, 5, 9],
    });
    expect(spread).toBe(0);
    expect(scores[9]).toBeCloseTo(4 / (1.253314 * 0.4), 10);
    expect([...outliers]).toEqual([9]);
  });

  test('scores equal values 0', () => {
    expect(modifiedZScores({ values: [3, 3, 3] }).scores).toEqual(new Float64Array(3));
  });

  test('does not care about unit and origin', () => {
    const values = fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (x, factor) => {
        const scaled = modifiedZScores({ values: x.map((value) => 8 * value * factor - 77) });
        const plain = modifiedZScores({ values: x });
        scaled.scores.forEach((score, i) => expect(score).toBeCloseTo(plain.scores[i]!, 9));
      }),
    );
  });

  test('refuses a threshold that is not above 0', () => {
    expect(modifiedZScores({ values: [1], threshold: 0 }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});
