import { describe, expect, test } from 'vitest';
import {
  arpsEurAtRate,
  arpsFitBands,
  arpsFitEur,
  arpsRate,
  arpsColumns,
  fitArps,
  fitExponentialDecline,
  type ArpsDecline,
} from '../../src/decline/index.ts';

/** Mulberry32: the same numbers for the same seed on every machine. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normalOf(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Spoiling {
  readonly noise: number;
  readonly downtime: number;
  readonly outliers: number;
}

/** A daily history with shut-ins, days of half production and wrong readings. */
function history(decline: ArpsDecline, days: number, spoiling: Spoiling, seed: number) {
  const random = randomOf(seed);
  const timesDays = Float64Array.from({ length: days }, (_, i) => i);
  let down = 0;
  const ratesPerDay = arpsColumns({ ...decline, timesDays }).ratesPerDay.map((rate) => {
    if (down-- > 0) return 0;
    if (random() < spoiling.downtime / 10) {
      down = Math.floor(20 * random());
      return rate * random();
    }
    const measured = rate * Math.exp(spoiling.noise * normalOf(random));
    return random() < spoiling.outliers ? measured * 3 * random() : measured;
  });
  return { timesDays, ratesPerDay };
}

const CLEAN: Spoiling = { noise: 0, downtime: 0, outliers: 0 };
const WELL = { initialRatePerDay: 1000, nominalDeclinePerDay: 0.003, hyperbolicExponent: 0.7 };

describe('fitArps', () => {
  test.each([0, 0.3, 0.7, 1, 1.5, 2])('recovers b = %d from rates without noise', (b) => {
    for (const residual of ['logRate', 'rate'] as const) {
      const decline = { ...WELL, hyperbolicExponent: b };
      const fit = fitArps({ ...history(decline, 1500, CLEAN, 1), residual });
      expect(fit.issues).toEqual([]);
      expect(fit.initialRatePerDay / 1000).toBeCloseTo(1, 5);
      expect(fit.nominalDeclinePerDay / 0.003).toBeCloseTo(1, 4);
      expect(fit.hyperbolicExponent).toBeCloseTo(b, 4);
    }
  });

  test.each([1, 2, 3, 4, 5])(
    'sees through shut-ins and a tenth of wrong readings (seed %d)',
    (seed) => {
      const spoiled = history(WELL, 3650, { noise: 0.05, downtime: 0.1, outliers: 0.1 }, seed);
      const fit = fitArps(spoiled);
      expect(fit.initialRatePerDay / 1000).toBeCloseTo(1, 1.5);
      expect(fit.hyperbolicExponent).toBeCloseTo(0.7, 1.3);
      expect(fit.downtimeCount).toBe(spoiled.ratesPerDay.filter((rate) => rate === 0).length);
      expect(fit.sampleCount + fit.downtimeCount).toBe(3650);
      expect(fit.outlierCount).toBeGreaterThan(150);
      const eur = arpsFitEur({ fit, ratePerDay: 5 }).value;
      expect(eur / arpsEurAtRate({ ...WELL, ratePerDay: 5 }).value).toBeCloseTo(1, 1.5);
    },
  );

  test('is misled by the same readings when they count in full', () => {
    const spoiled = history(WELL, 3650, { noise: 0.05, downtime: 0.1, outliers: 0.1 }, 1);
    const robust = fitArps(spoiled);
    const squares = fitArps({ ...spoiled, loss: 'squares' });
    expect(Math.abs(squares.initialRatePerDay - 1000)).toBeGreaterThan(
      3 * Math.abs(robust.initialRatePerDay - 1000),
    );
  });

  test('does not see a single reading far away at all', () => {
    const clean = history(WELL, 400, { noise: 0.03, downtime: 0, outliers: 0 }, 7);
    const before = fitArps(clean);
    const ratesPerDay = clean.ratesPerDay.slice();
    ratesPerDay[200] = 1e7;
    const after = fitArps({ ...clean, ratesPerDay });
    expect(after.hyperbolicExponent).toBeCloseTo(before.hyperbolicExponent, 1.7);
    expect(after.initialRatePerDay / before.initialRatePerDay).toBeCloseTo(1, 2);
  });

  test('gives the least squares that no neighbouring parameters go below', () => {
    const noisy = history(WELL, 60, { noise: 0.2, downtime: 0, outliers: 0 }, 3);
    const fit = fitArps({ ...noisy, residual: 'rate', loss: 'squares' });
    const sum = (decline: ArpsDecline): number =>
      arpsColumns({ ...decline, timesDays: noisy.timesDays }).ratesPerDay.reduce(
        (total, rate, i) => total + (rate - noisy.ratesPerDay[i]!) ** 2,
        0,
      );
    expect(sum(fit) / fit.objective).toBeCloseTo(1, 9);
    for (const [rate, decline, b] of [
      [1.01, 1, 0],
      [0.99, 1, 0],
      [1, 1.02, 0],
      [1, 0.98, 0],
      [1, 1, 0.05],
      [1, 1, -0.05],
    ] as const) {
      const neighbour = {
        initialRatePerDay: fit.initialRatePerDay * rate,
        nominalDeclinePerDay: fit.nominalDeclinePerDay * decline,
        hyperbolicExponent: Math.min(2, Math.max(0, fit.hyperbolicExponent + b)),
      };
      expect(sum(neighbour)).toBeGreaterThanOrEqual(fit.objective * (1 - 1e-9));
    }
  });

  test('does not care for the unit of the rates', () => {
    const spoiled = history(WELL, 500, { noise: 0.1, downtime: 0.1, outliers: 0.05 }, 11);
    const barrels = fitArps(spoiled);
    const cubicMetres = fitArps({
      ...spoiled,
      ratesPerDay: spoiled.ratesPerDay.map((q) => q / 6.29),
    });
    expect((cubicMetres.initialRatePerDay * 6.29) / barrels.initialRatePerDay).toBeCloseTo(1, 6);
    expect(cubicMetres.hyperbolicExponent).toBeCloseTo(barrels.hyperbolicExponent, 6);
  });

  test('counts time from the origin that it is given', () => {
    const clean = history(WELL, 800, CLEAN, 1);
    const timesDays = clean.timesDays.map((time) => time + 20_000);
    const fit = fitArps({ ...clean, timesDays, originDays: 20_000 });
    expect(fit.initialRatePerDay).toBeCloseTo(1000, 2);
    const bands = arpsFitBands({ fit, timesDays: [19_999, 20_000] });
    expect(bands.rates[0]).toBeNaN();
    expect(bands.rates[1]).toBeCloseTo(1000, 2);
  });

  test('stays between the exponents that it is given and says when it ended on one', () => {
    const fit = fitArps({ ...history(WELL, 800, CLEAN, 1), maxExponent: 0.5 });
    expect(fit.hyperbolicExponent).toBe(0.5);
    expect(fit.isExponentAtBound).toBe(true);
    expect(fit.covariance[8]).toBe(0);
  });

  test.each([
    ['rates that grow', [0, 1, 2, 3, 4, 5], [10, 11, 12, 13, 14, 15], 'NO_SOLUTION'],
    ['three rates', [0, 1, 2], [3, 2, 1], 'OUT_OF_DOMAIN'],
    ['a well that stands still', [0, 1, 2, 3, 4], [0, 0, 0, Number.NaN, 0], 'NO_SOLUTION'],
    ['one time only', [1, 1, 1, 1], [4, 3, 2, 1], 'NO_SOLUTION'],
    ['times that run back', [0, 2, 1, 3, 4], [5, 4, 3, 2, 1], 'OUT_OF_DOMAIN'],
    ['columns of two lengths', [0, 1, 2, 3, 4], [5, 4, 3, 2], 'OUT_OF_DOMAIN'],
  ] as const)('answers %s with NaN and a reason', (_, timesDays, ratesPerDay, code) => {
    const fit = fitArps({ timesDays, ratesPerDay });
    expect(fit.initialRatePerDay).toBeNaN();
    expect(fit.issues[0]?.code).toBe(code);
    const bands = arpsFitBands({ fit, timesDays: [1] });
    expect(bands.rates[0]).toBeNaN();
    expect(bands.issues).toBe(fit.issues);
    expect(arpsFitEur({ fit, ratePerDay: 1 }).upper).toBeNaN();
  });
});

describe('bands of a fit', () => {
  const noise: Spoiling = { noise: 0.1, downtime: 0, outliers: 0 };

  test('cover the true decline about nine times in ten at 90 %', () => {
    const timesDays = [0, 300, 1500];
    const inside = [0, 0, 0];
    let insidePrediction = 0;
    const count = 150;
    for (let seed = 1; seed <= count; seed++) {
      const fit = fitArps(history(WELL, 400, noise, seed));
      const bands = arpsFitBands({ fit, timesDays, confidence: 0.9 });
      const fresh =
        arpsRate({ ...WELL, timeDays: 300 }).value *
        Math.exp(0.1 * normalOf(randomOf(1000 + seed)));
      if (fresh > bands.predictionLower[1]! && fresh < bands.predictionUpper[1]!)
        insidePrediction++;
      for (const [i, timeDays] of timesDays.entries()) {
        const truth = arpsRate({ ...WELL, timeDays }).value;
        if (truth > bands.confidenceLower[i]! && truth < bands.confidenceUpper[i]!) inside[i]!++;
      }
    }
    for (const hits of [...inside, insidePrediction]) {
      expect(hits / count).toBeGreaterThan(0.82);
      expect(hits / count).toBeLessThan(0.97);
    }
  });

  test('grow wider beyond the history and with confidence, and prediction lies outside', () => {
    const fit = fitArps(history(WELL, 1000, noise, 5));
    const widths = arpsFitBands({ fit, timesDays: [500, 2000, 6000] });
    const ratio = (i: number) => widths.confidenceUpper[i]! / widths.confidenceLower[i]!;
    expect(ratio(1)).toBeGreaterThan(ratio(0));
    expect(ratio(2)).toBeGreaterThan(ratio(1));
    for (let i = 0; i < 3; i++) {
      expect(widths.predictionUpper[i]).toBeGreaterThan(widths.confidenceUpper[i]!);
      expect(widths.predictionLower[i]).toBeLessThan(widths.confidenceLower[i]!);
    }
    const narrow = arpsFitEur({ fit, ratePerDay: 10, confidence: 0.5 });
    const wide = arpsFitEur({ fit, ratePerDay: 10, confidence: 0.95 });
    expect(wide.lower).toBeLessThan(narrow.lower);
    expect(wide.upper).toBeGreaterThan(narrow.upper);
    expect(wide.value).toBeCloseTo(arpsEurAtRate({ ...fit, ratePerDay: 10 }).value, 4);
  });

  test('are wider when the scatter of one day carries over to the next', () => {
    const random = randomOf(9);
    const clean = history(WELL, 1000, CLEAN, 1);
    let carried = 0;
    const ratesPerDay = clean.ratesPerDay.map((rate) => {
      carried = 0.8 * carried + 0.06 * normalOf(random);
      return rate * Math.exp(carried);
    });
    const fit = fitArps({ ...clean, ratesPerDay });
    expect(fit.autocorrelation).toBeGreaterThan(0.7);
    const half = 1.65 * Math.sqrt(fit.covariance[8]!);
    expect(Math.abs(fit.hyperbolicExponent - 0.7)).toBeLessThan(half);
  });

  test('refuse a confidence of one and a limit above the initial rate', () => {
    const fit = fitArps(history(WELL, 400, noise, 1));
    expect(arpsFitBands({ fit, timesDays: [1], confidence: 1 }).issues[0]?.parameter).toBe(
      'confidence',
    );
    expect(arpsFitEur({ fit, ratePerDay: 5000 }).issues[0]?.parameter).toBe('ratePerDay');
  });
});

describe('fitExponentialDecline', () => {
  test('finds the line through the logarithms and leaves shut-ins out', () => {
    const timesDays = [0, 10, 20, 30, 40];
    const ratesPerDay = timesDays.map((time) => 200 * Math.exp(-0.02 * time));
    ratesPerDay[2] = 0;
    const fit = fitExponentialDecline({ timesDays, ratesPerDay });
    expect(fit.initialRatePerDay).toBeCloseTo(200, 9);
    expect(fit.nominalDeclinePerDay).toBeCloseTo(0.02, 12);
    expect(fit.rSquared).toBeCloseTo(1, 12);
  });

  test('has no line through one point', () => {
    const fit = fitExponentialDecline({ timesDays: [1, 2], ratesPerDay: [5, 0] });
    expect(fit.nominalDeclinePerDay).toBeNaN();
    expect(fit.issues[0]?.code).toBe('NO_SOLUTION');
  });
});
