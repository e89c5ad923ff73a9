import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cumulativeAtPOverZ,
  driveIndices,
  effectiveCompressibility,
  fitPOverZ,
  gasInPlace,
  havlenaOdehGasCap,
  havlenaOdehOilInPlace,
  havlenaOdehTerms,
  havlenaOdehWaterDrive,
  oilInPlace,
  pOverZAtCumulative,
  recoveryFactor,
  undersaturatedOilInPlace,
  volumetricGasRecoveryFactor,
} from '../../src/reservoir/index.ts';

/** Exercise 3.3 of Dake, Fundamentals of Reservoir Engineering: MMSTB, initial state first. */
const DAKE = {
  pressuresPsia: [3330, 3150, 3000, 2850, 2700, 2550, 2400],
  cumulativeOil: [0, 3.295, 5.903, 8.852, 11.503, 14.513, 17.73],
  cumulativeGorsScfStb: [0, 1050, 1060, 1160, 1235, 1265, 1300],
  oilFvfs: [1.2511, 1.2353, 1.2222, 1.2122, 1.2022, 1.1922, 1.1822],
  solutionGorsScfStb: [510, 477, 450, 425, 401, 375, 352],
  gasFvfsRbScf: [0.00087, 0.00092, 0.00096, 0.00101, 0.00107, 0.00113, 0.0012],
};

describe('volumetrics', () => {
  const pore = { areaAcre: 640, thicknessFt: 30, porosity: 0.2, waterSaturation: 0.25 };

  test('give 7758 A h φ (1 - Sw) / Boi within the rounding of 7758', () => {
    const oil = oilInPlace({ ...pore, oilFvf: 1.25 }).value;
    expect(oil / ((7758 * 640 * 30 * 0.2 * 0.75) / 1.25)).toBeCloseTo(1, 3.9);
    expect(gasInPlace({ ...pore, gasFvf: 0.0054 }).value).toBeCloseTo(23.232e9, 0);
  });

  test('hold as much gas in a barrel as in its cubic feet', () => {
    const oil = oilInPlace({ ...pore, oilFvf: 1 }).value;
    const gas = gasInPlace({ ...pore, gasFvf: 1 }).value;
    expect(gas / oil).toBeCloseTo((42 * 231) / 1728, 10);
  });

  test.each(['porosity', 'waterSaturation'] as const)('refuse a %s above one', (name) => {
    const found = oilInPlace({ ...pore, [name]: 1.2, oilFvf: 1.25 });
    expect(found.value).toBeNaN();
    expect(found.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: name }]);
  });

  test('recover all of it at most', () => {
    expect(recoveryFactor({ inPlace: 22_344_000, produced: 4_468_800 }).value).toBeCloseTo(0.2, 14);
    expect(recoveryFactor({ inPlace: 1, produced: 1.1 }).value).toBeNaN();
  });

  test('say what is missing instead of giving a number', () => {
    const incomplete = { ...pore } as Parameters<typeof oilInPlace>[0];
    expect(oilInPlace(incomplete).value).toBeNaN();
    expect(oilInPlace(incomplete).issues[0]?.code).toBe('NO_SOLUTION');
  });
});

describe('gas material balance', () => {
  test('reads about 14 Bscf from the p/z plot of Ahmed', () => {
    const line = fitPOverZ({
      pressuresPsia: [1798, 1680, 1540, 1428, 1335],
      zFactors: [0.869, 0.87, 0.88, 0.89, 0.9],
      cumulativeGas: [0, 0.96, 2.12, 3.21, 3.92],
    });
    expect(line.gasInPlace).toBeCloseTo(13.96, 2);
    expect(line.rSquared).toBeGreaterThan(0.99);
  });

  test('finds the gas of any exact line again, whatever the unit', () => {
    const positive = fc.double({ min: 10, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, fc.double({ min: 500, max: 9000, noNaN: true }), (gas, initial) => {
        const cumulativeGas = [0, 0.1, 0.3, 0.5].map((part) => part * gas);
        const pressuresPsia = cumulativeGas.map((produced) => {
          const input = { initialPOverZPsia: initial, gasInPlace: gas, cumulativeGas: produced };
          return 0.9 * pOverZAtCumulative(input).value;
        });
        const line = fitPOverZ({ pressuresPsia, zFactors: [0.9, 0.9, 0.9, 0.9], cumulativeGas });
        expect(line.gasInPlace / gas).toBeCloseTo(1, 9);
        expect(line.interceptPsia / initial).toBeCloseTo(1, 9);
        expect(-line.interceptPsia / line.slopePsia / gas).toBeCloseTo(1, 9);
      }),
    );
  });

  test('produces at a p/z what brings it there', () => {
    const field = { initialPOverZPsia: 4902, gasInPlace: 100 };
    const pOverZPsia = pOverZAtCumulative({ ...field, cumulativeGas: 35 }).value;
    expect(pOverZPsia).toBeCloseTo(0.65 * 4902, 9);
    expect(cumulativeAtPOverZ({ ...field, pOverZPsia }).value).toBeCloseTo(35, 12);
  });

  test('refuses pressures that rise with production, and one point', () => {
    const rising = fitPOverZ({
      pressuresPsia: [900, 1000],
      zFactors: [1, 1],
      cumulativeGas: [0, 1],
    });
    expect(rising.gasInPlace).toBeNaN();
    expect(rising.issues[0]?.code).toBe('NO_SOLUTION');
    const single = fitPOverZ({ pressuresPsia: [900], zFactors: [1], cumulativeGas: [0] });
    expect(single.issues.map(({ code }) => code)).toContain('OUT_OF_DOMAIN');
  });

  test('recovers 1 - (pa/za)/(pi/zi), nothing when nothing is drawn down', () => {
    const gas = { initialPressurePsia: 5000, initialZFactor: 0.95, abandonmentZFactor: 0.94 };
    const low = volumetricGasRecoveryFactor({ ...gas, abandonmentPressurePsia: 500 });
    expect(low.value).toBeCloseTo(0.898936, 6);
    const up = volumetricGasRecoveryFactor({ ...gas, abandonmentPressurePsia: 5200 });
    expect(up.value).toBeNaN();
  });
});

describe('oil material balance', () => {
  const terms = havlenaOdehTerms(DAKE);

  test('gives the terms of Dake’s exercise 3.3', () => {
    expect([...terms.withdrawalRb].map((f) => Math.round(1000 * f) / 1000)).toEqual([
      0, 5.807, 10.671, 17.302, 24.094, 31.898, 41.13,
    ]);
    expect(terms.oilExpansion[6]).toBeCloseTo(0.1207, 4);
    expect(terms.gasCapExpansion[6]).toBeCloseTo(0.4746, 4);
    expect([...terms.rockWaterExpansion]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('finds about 109 MMSTB and m of 0.54 in it, as Dake', () => {
    const { oilInPlace: oil, gasCapRatio, rSquared } = havlenaOdehGasCap(terms);
    expect(oil).toBeCloseTo(108.9, 0);
    expect(gasCapRatio).toBeCloseTo(0.54, 2);
    expect(rSquared).toBeGreaterThan(0.9);
    expect(havlenaOdehOilInPlace({ terms, gasCapRatio }).value).toBeCloseTo(oil, -0.5);
  });

  test('closes: the drive indices of a balance that closes are one in sum', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (gasCapRatio, waterInfluxRb, waterProductionRb) => {
          const oil = { oilExpansion: 0.12, gasCapExpansion: 0.47, rockWaterExpansion: 0.01 };
          const withdrawalRb =
            100 * (0.12 + gasCapRatio * 0.47 + (1 + gasCapRatio) * 0.01) + waterInfluxRb;
          const indices = driveIndices({
            ...oil,
            oilInPlace: 100,
            gasCapRatio,
            withdrawalRb,
            waterInfluxRb,
            waterProductionRb,
          });
          expect(indices.sum).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  test('finds oil and aquifer again in a synthetic water drive', () => {
    const influxFunction = terms.oilExpansion.map((_, i) => 10 * i * i);
    const withdrawalRb = terms.oilExpansion.map((eo, i) => 80 * eo + 0.02 * influxFunction[i]!);
    const found = havlenaOdehWaterDrive({ terms: { ...terms, withdrawalRb }, influxFunction });
    expect(found.oilInPlace).toBeCloseTo(80, 9);
    expect(found.aquiferConstant).toBeCloseTo(0.02, 12);
  });

  test('counts water production and the expansion of rock and water', () => {
    const wet = havlenaOdehTerms({
      ...DAKE,
      cumulativeWater: [0, 0, 0, 0, 0, 0, 2],
      waterFvf: 1.05,
      connateWaterSaturation: 0.2,
      waterCompressibilityPerPsi: 3e-6,
      rockCompressibilityPerPsi: 5e-6,
    });
    expect(wet.withdrawalRb[6]! - terms.withdrawalRb[6]!).toBeCloseTo(2.1, 12);
    expect(wet.rockWaterExpansion[6]).toBeCloseTo((1.2511 * (0.6e-6 + 5e-6) * 930) / 0.8, 12);
  });

  test('refuses columns of different lengths and compressibilities without pressures', () => {
    const short = havlenaOdehTerms({ ...DAKE, cumulativeOil: [0, 1] });
    expect(short.issues[0]?.code).toBe('OUT_OF_DOMAIN');
    expect(short.withdrawalRb.every(Number.isNaN)).toBe(true);
    const { pressuresPsia: _, ...blind } = DAKE;
    const found = havlenaOdehTerms({ ...blind, rockCompressibilityPerPsi: 5e-6 });
    expect(found.issues[0]?.parameter).toBe('pressuresPsia');
    expect(havlenaOdehOilInPlace({ terms: found }).value).toBeNaN();
  });

  test('finds the oil of an undersaturated reservoir from its compressibility', () => {
    const rock = {
      oilCompressibilityPerPsi: 1.2e-5,
      waterCompressibilityPerPsi: 3.2e-6,
      rockCompressibilityPerPsi: 5e-6,
      connateWaterSaturation: 0.22,
    };
    const ce = effectiveCompressibility(rock).value;
    expect(ce).toBeCloseTo((1.2e-5 * 0.78 + 3.2e-6 * 0.22 + 5e-6) / 0.78, 16);
    const pressuresPsia = [3800, 3600, 3400, 3200];
    const cumulativeOil = pressuresPsia.map((pressure) => {
      const drop = 4000 - pressure;
      return (5e7 * ce * drop) / (1 + 1.2e-5 * drop);
    });
    const found = undersaturatedOilInPlace({
      ...rock,
      initialPressurePsia: 4000,
      initialOilFvf: 1.35,
      pressuresPsia,
      cumulativeOil,
    });
    expect(found.oilInPlace).toBeCloseTo(5e7, 3);
    expect(found.effectiveCompressibilityPerPsi).toBe(ce);
  });

  test('has no oil in place to give when nothing was produced', () => {
    const still = havlenaOdehTerms({ ...DAKE, cumulativeOil: [0, 0, 0, 0, 0, 0, 0] });
    const found = havlenaOdehOilInPlace({ terms: still });
    expect(found.value).toBeNaN();
    expect(found.issues[0]?.code).toBe('NO_SOLUTION');
    const indices = driveIndices({ oilInPlace: 1, oilExpansion: 0.1, withdrawalRb: 0 });
    expect(indices.sum).toBeNaN();
    expect(indices.issues[0]?.parameter).toBe('withdrawalRb');
  });
});
