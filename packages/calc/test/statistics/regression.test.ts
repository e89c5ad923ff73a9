import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  linearRegression,
  multipleRegression,
  polynomialRegression,
  predictRegression,
} from '../../src/statistics/index.ts';
import { fisherTail, studentTail } from '../../src/statistics/tail-probability.ts';

const LONGLEY = [
  [83, 234289, 2356, 1590, 107608, 1947, 60323],
  [88.5, 259426, 2325, 1456, 108632, 1948, 61122],
  [88.2, 258054, 3682, 1616, 109773, 1949, 60171],
  [89.5, 284599, 3351, 1650, 110929, 1950, 61187],
  [96.2, 328975, 2099, 3099, 112075, 1951, 63221],
  [98.1, 346999, 1932, 3594, 113270, 1952, 63639],
  [99, 365385, 1870, 3547, 115094, 1953, 64989],
  [100, 363112, 3578, 3350, 116219, 1954, 63761],
  [101.2, 397469, 2904, 3048, 117388, 1955, 66019],
  [104.6, 419180, 2822, 2857, 118734, 1956, 67857],
  [108.4, 442769, 2936, 2798, 120445, 1957, 68169],
  [110.8, 444546, 4681, 2637, 121950, 1958, 66513],
  [112.6, 482704, 3813, 2552, 123366, 1959, 68655],
  [114.2, 502601, 3931, 2514, 125368, 1960, 69564],
  [115.7, 518173, 4806, 2572, 127852, 1961, 69331],
  [116.9, 554894, 4007, 2827, 130081, 1962, 70551],
];
const column = (j: number): number[] => LONGLEY.map((row) => row[j]!);
const errorOf = (found: number, expected: number): number => Math.abs(found / expected - 1);

describe('multipleRegression', () => {
  test('reproduces the certified values of NIST StRD Longley to nine digits', () => {
    const fit = multipleRegression({
      drivers: [0, 1, 2, 3, 4, 5].map(column),
      response: column(6),
    });
    const certified = [
      [-3482258.63459582, 890420.383607373],
      [15.0618722713733, 84.9149257747669],
      [-0.035819179292591, 0.0334910077722432],
      [-2.02022980381683, 0.488399681651699],
      [-1.03322686717359, 0.214274163161675],
      [-0.0511041056535807, 0.22607320006937],
      [1829.15146461355, 455.478499142212],
    ] as const;
    certified.forEach(([value, error], k) => {
      expect(errorOf(fit.coefficients[k]!, value)).toBeLessThan(1e-9);
      expect(errorOf(fit.standardErrors[k]!, error)).toBeLessThan(1e-9);
    });
    expect(errorOf(fit.rSquared, 0.995479004577296)).toBeLessThan(1e-12);
    expect(errorOf(fit.residualStandardDeviation, 304.854073561965)).toBeLessThan(1e-10);
    expect(errorOf(fit.fStatistic, 330.285339234588)).toBeLessThan(1e-10);
  });

  test('leaves residuals that no driver explains', () => {
    const row = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -100, max: 100 })));
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 20 }), (rows) => {
        const drivers = [rows.map((r) => r[0]!), rows.map((r) => r[1]!)];
        const fit = multipleRegression({ drivers, response: rows.map((r) => r[2]!) });
        fc.pre(fit.issues.length === 0);
        for (const driver of [rows.map(() => 1), ...drivers]) {
          const product = driver.reduce((sum, x, i) => sum + x * fit.residuals[i]!, 0);
          expect(Math.abs(product)).toBeLessThan(1e-7);
        }
      }),
    );
  });

  test('recovers the model that made the data, and predicts with it', () => {
    const drivers = [
      [1, 2, 3, 4, 5],
      [2, 1, 5, 3, 9],
    ];
    const response = [1, 2, 3, 4, 5].map((x, i) => 7 + 2 * x - 3 * drivers[1]![i]!);
    const { coefficients } = multipleRegression({ drivers, response });
    [7, 2, -3].forEach((value, k) => expect(coefficients[k]).toBeCloseTo(value, 10));
    expect(predictRegression({ coefficients, drivers: [[10], [0]] })[0]).toBeCloseTo(27, 9);
  });

  test.each([
    {
      case: 'a driver that is twice another',
      drivers: [
        [1, 2, 3, 4],
        [2, 4, 6, 8],
      ],
      code: 'NO_SOLUTION',
    },
    { case: 'a constant driver', drivers: [[3, 3, 3, 3]], code: 'NO_SOLUTION' },
    {
      case: 'as many coefficients as data',
      drivers: [
        [1, 2, 3, 5],
        [1, 4, 1, 4],
        [2, 0, 0, 1],
      ],
      code: 'OUT_OF_DOMAIN',
    },
    { case: 'a driver of another length', drivers: [[1, 2, 3]], code: 'OUT_OF_DOMAIN' },
  ])('refuses $case', ({ drivers, code }) => {
    const fit = multipleRegression({ drivers, response: [1, 3, 2, 5] });
    expect(fit.issues[0]?.code).toBe(code);
    expect(fit.rSquared).toBeNaN();
  });

  test('says that a constant response has no variance', () => {
    const fit = linearRegression({ x: [1, 2, 3], y: [4, 4, 4] });
    expect(fit.coefficients[1]).toBe(0);
    expect(fit.rSquared).toBeNaN();
    expect(fit.issues[0]?.code).toBe('NO_SOLUTION');
  });
});

describe('linearRegression', () => {
  test('reproduces NIST StRD NoInt1, through the origin', () => {
    const x = Array.from({ length: 11 }, (_, i) => 60 + i);
    const fit = linearRegression({ x, y: x.map((value) => value + 70), intercept: false });
    expect(errorOf(fit.coefficients[0]!, 2.07438016528926)).toBeLessThan(1e-13);
    expect(errorOf(fit.standardErrors[0]!, 0.0165289256198347)).toBeLessThan(1e-12);
    expect(errorOf(fit.rSquared, 0.999365492298663)).toBeLessThan(1e-13);
    expect(errorOf(fit.fStatistic, 15750.25)).toBeLessThan(1e-12);
  });
});

describe('polynomialRegression', () => {
  const x = Array.from({ length: 21 }, (_, i) => i);

  test('reproduces NIST StRD Wampler1, all coefficients 1', () => {
    const y = x.map((value) => [0, 1, 2, 3, 4, 5].reduce((sum, power) => sum + value ** power, 0));
    const fit = polynomialRegression({ x, y, degree: 5 });
    fit.coefficients.forEach((coefficient) => expect(coefficient).toBeCloseTo(1, 7));
  });

  test('reproduces NIST StRD Wampler2, coefficients 10^-k', () => {
    const y = x.map((value) =>
      [0, 1, 2, 3, 4, 5].reduce((sum, power) => sum + (value / 10) ** power, 0),
    );
    const fit = polynomialRegression({ x, y, degree: 5 });
    fit.coefficients.forEach((coefficient, k) =>
      expect(errorOf(coefficient, 10 ** -k)).toBeLessThan(1e-9),
    );
  });

  test('refuses fewer different abscissae than coefficients, and half a degree', () => {
    const flat = { x: [1, 1, 2, 2, 2], y: [1, 2, 3, 4, 5] };
    expect(polynomialRegression({ ...flat, degree: 2 }).issues[0]?.code).toBe('NO_SOLUTION');
    expect(polynomialRegression({ ...flat, degree: 1.5 }).issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });
});

describe('the tails', () => {
  test.each([
    [12.7062047361747, 1, 0.05],
    [2.22813885198627, 10, 0.05],
    [3.16927267261695, 10, 0.01],
    [1.95996398454005, 1e9, 0.05],
    [0, 7, 1],
    [Infinity, 7, 0],
  ])('of Student at %d with %d degrees of freedom is %d', (t, freedom, p) => {
    expect(studentTail(t, freedom)).toBeCloseTo(p, 6);
    expect(studentTail(-t, freedom)).toBe(studentTail(t, freedom));
  });

  test('of Fisher at the tabulated 5 % point is 5 %', () => {
    expect(fisherTail(4.10282101513, 2, 10)).toBeCloseTo(0.05, 9);
    expect(fisherTail(2.22813885198627 ** 2, 1, 10)).toBeCloseTo(0.05, 9);
  });
});
