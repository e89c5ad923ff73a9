import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beggsBrillFrictionRatio,
  beggsBrillGradient,
  beggsBrillHoldup,
  beggsBrillPattern,
  dunsRosNumbers,
  grayGradient,
  griffithBubbleHoldup,
  hagedornBrownGradient,
  homogeneousGradient,
  mixtureFroudeNumber,
  superficialVelocities,
  twoPhaseGradientComponents,
  type PipeFlow,
} from '../../src/outflow/index.ts';

/** Takacs's well near the surface: 375 STB/d of oil, 346.6 psia. */
const takacs = {
  superficialLiquidVelocityFtS: 0.79,
  superficialGasVelocityFtS: 1.93,
  liquidDensityLbFt3: 49.9,
  gasDensityLbFt3: 1.79,
  surfaceTensionDynCm: 8,
  liquidViscosityCp: 3,
  gasViscosityCp: 0.02,
  insideDiameterIn: 2.441,
  roughnessIn: 0.0006,
  pressurePsia: 346.6,
} satisfies PipeFlow;

const anyFlow = fc.record({
  superficialLiquidVelocityFtS: fc.double({ min: 0.01, max: 20, noNaN: true }),
  superficialGasVelocityFtS: fc.double({ min: 0.01, max: 60, noNaN: true }),
  liquidDensityLbFt3: fc.double({ min: 40, max: 70, noNaN: true }),
  gasDensityLbFt3: fc.double({ min: 0.1, max: 15, noNaN: true }),
  surfaceTensionDynCm: fc.double({ min: 2, max: 70, noNaN: true }),
  liquidViscosityCp: fc.double({ min: 0.2, max: 300, noNaN: true }),
  gasViscosityCp: fc.double({ min: 0.01, max: 0.03, noNaN: true }),
  insideDiameterIn: fc.double({ min: 1, max: 6, noNaN: true }),
  roughnessIn: fc.double({ min: 0, max: 0.01, noNaN: true }),
  pressurePsia: fc.double({ min: 2000, max: 10_000, noNaN: true }),
});

describe("Brill and Beggs's worked example", () => {
  const flow = { superficialLiquidVelocityFtS: 2.65, superficialGasVelocityFtS: 4.09 };
  const lambda = 2.65 / 6.74;

  test('has numbers 6.02, 9.29 and 41.34', () => {
    const numbers = dunsRosNumbers({
      ...flow,
      liquidDensityLbFt3: 56.6,
      surfaceTensionDynCm: 30,
      insideDiameterIn: 2.988,
      liquidViscosityCp: 18,
    });
    expect(numbers.liquidVelocityNumber).toBeCloseTo(6.02, 2);
    expect(numbers.gasVelocityNumber).toBeCloseTo(9.29, 2);
    expect(numbers.diameterNumber).toBeCloseTo(41.34, 1);
  });

  test('is intermittent with Froude number 5.67, holdup 0.512 and friction exponent 0.37', () => {
    const froudeNumber = mixtureFroudeNumber({
      mixtureVelocityFtS: 6.74,
      insideDiameterIn: 2.988,
    }).value;
    expect(froudeNumber).toBeCloseTo(5.67, 2);
    const point = { inputLiquidFraction: lambda, froudeNumber };
    expect(beggsBrillPattern(point).pattern).toBe('intermittent');
    const holdup = beggsBrillHoldup({ ...point, liquidVelocityNumber: 6.02 }).value;
    expect(Math.abs(holdup - 0.512)).toBeLessThan(0.001);
    const ratio = beggsBrillFrictionRatio({ inputLiquidFraction: lambda, holdup });
    expect(ratio.y).toBeCloseTo(1.5, 2);
    expect(ratio.s).toBeCloseTo(0.37, 2);
    expect(0.032 * ratio.ratio).toBeCloseTo(0.046, 3);
  });

  test('loses 3.12 psf/ft to friction and 30.36 psf/ft to elevation', () => {
    const { frictionPsiFt, elevationPsiFt } = twoPhaseGradientComponents({
      frictionFactor: 0.046,
      noSlipDensityLbFt3: 23.96768,
      slipDensityLbFt3: 30.36512,
      mixtureVelocityFtS: 6.74,
      insideDiameterIn: 2.988,
    });
    expect(Math.abs(frictionPsiFt * 144 - 3.12)).toBeLessThan(0.01);
    expect(elevationPsiFt * 144).toBeCloseTo(30.36, 1);
  });
});

describe('The map of Beggs and Brill', () => {
  test.each([
    [0.005, 0.1, 'segregated'],
    [0.2, 20, 'intermittent'],
    [0.2, 0.01, 'segregated'],
    [0.2, 0.5, 'transition'],
    [0.2, 300, 'distributed'],
    [0.6, 1000, 'distributed'],
    [0.005, 400, 'distributed'],
  ])(
    'has at liquid fraction %f and Froude number %f: %s',
    (inputLiquidFraction, froudeNumber, pattern) => {
      expect(beggsBrillPattern({ inputLiquidFraction, froudeNumber }).pattern).toBe(pattern);
    },
  );

  test('has no step in holdup where segregated and intermittent flow meet the transition', () => {
    const lambda = 0.2;
    const l2 = 0.0009252 * lambda ** -2.4684;
    const l3 = 0.1 * lambda ** -1.4516;
    const at = (froudeNumber: number) =>
      beggsBrillHoldup({ inputLiquidFraction: lambda, froudeNumber, liquidVelocityNumber: 2 })
        .value;
    for (const edge of [l2, l3]) {
      expect(at(edge * (1 - 1e-9))).toBeCloseTo(at(edge * (1 + 1e-9)), 6);
    }
  });
});

describe('Superficial velocities', () => {
  test("are Takacs's 0.79 and 1.93 ft/s", () => {
    const { liquidFtS, gasFtS } = superficialVelocities({
      oilRateStbd: 375,
      waterRateStbd: 0,
      gasLiquidRatioScfStb: 480,
      solutionGorScfStb: 109.7,
      oilFvf: 1.05,
      waterFvf: 1,
      gasFvf: 0.0389,
      insideDiameterIn: 2.441,
    });
    expect(liquidFtS).toBeCloseTo(0.79, 1);
    expect(gasFtS).toBeCloseTo(1.93, 1);
  });

  test('have no free gas where more would dissolve than there is', () => {
    const { gasFtS } = superficialVelocities({
      oilRateStbd: 100,
      waterRateStbd: 300,
      gasLiquidRatioScfStb: 100,
      solutionGorScfStb: 500,
      oilFvf: 1.2,
      waterFvf: 1,
      gasFvf: 0.01,
      insideDiameterIn: 2.441,
    });
    expect(gasFtS).toBe(0);
  });
});

describe('Gradients', () => {
  test("of Takacs's example are 0.17 psi/ft by Beggs and Brill and between both fits by Hagedorn and Brown", () => {
    expect(beggsBrillGradient(takacs).gradientPsiFt).toBeCloseTo(0.17, 2);
    const { gradientPsiFt } = hagedornBrownGradient({
      ...takacs,
      griffith: false,
      noSlipFloor: false,
    });
    expect(gradientPsiFt).toBeGreaterThan(0.107);
    expect(gradientPsiFt).toBeLessThan(0.118);
  });

  test('of a homogeneous mixture are the no-slip density plus Darcy friction', () => {
    const found = homogeneousGradient({
      ...takacs,
      superficialLiquidVelocityFtS: 3,
      superficialGasVelocityFtS: 6,
      liquidDensityLbFt3: 52,
      gasDensityLbFt3: 4,
    });
    expect(found.mixtureDensityLbFt3).toBeCloseTo(20, 9);
    expect(found.elevationPsiFt).toBeCloseTo(20 / 144, 12);
  });

  test('of one phase alone are the same by every correlation: its weight and its friction', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const liquid = { ...flow, superficialGasVelocityFtS: 0 };
        const expected = homogeneousGradient(liquid);
        for (const found of [
          beggsBrillGradient({ ...liquid, payne: true }),
          hagedornBrownGradient({ ...liquid, griffith: false }),
        ]) {
          expect(found.holdup).toBe(1);
          expect(found.gradientPsiFt).toBeCloseTo(expected.gradientPsiFt, 9);
        }
        expect(hagedornBrownGradient(liquid).gradientPsiFt).toBeCloseTo(expected.gradientPsiFt, 9);
        expect(grayGradient(liquid).holdup).toBe(1);
        const gas = { ...flow, superficialLiquidVelocityFtS: 0 };
        const dry = homogeneousGradient(gas);
        expect(beggsBrillGradient(gas).gradientPsiFt).toBeCloseTo(dry.gradientPsiFt, 9);
        expect(hagedornBrownGradient(gas).gradientPsiFt).toBeCloseTo(dry.gradientPsiFt, 9);
      }),
    );
  });

  test('upwards hold at least the input liquid fraction, at most 1, and lose more than gravity takes', () => {
    fc.assert(
      fc.property(anyFlow, fc.boolean(), (flow, payne) => {
        const lambda =
          flow.superficialLiquidVelocityFtS /
          (flow.superficialLiquidVelocityFtS + flow.superficialGasVelocityFtS);
        for (const found of [
          beggsBrillGradient({ ...flow, payne }),
          hagedornBrownGradient(flow),
          grayGradient(flow),
          homogeneousGradient(flow),
        ]) {
          expect(found.holdup).toBeGreaterThanOrEqual(lambda * (1 - 1e-12));
          expect(found.holdup).toBeLessThanOrEqual(1);
          expect(found.frictionPsiFt).toBeGreaterThan(0);
          expect(found.gradientPsiFt).toBeGreaterThan(found.elevationPsiFt);
        }
      }),
    );
  });

  test('have no elevation in a level pipe and give pressure back down a hill', () => {
    expect(beggsBrillGradient({ ...takacs, inclinationDeg: 0 }).elevationPsiFt).toBeCloseTo(0, 12);
    expect(beggsBrillGradient({ ...takacs, inclinationDeg: -30 }).gradientPsiFt).toBeLessThan(0);
    const up = homogeneousGradient({ ...takacs, inclinationDeg: 30 });
    const down = homogeneousGradient({ ...takacs, inclinationDeg: -30 });
    expect(up.elevationPsiFt).toBeCloseTo(-down.elevationPsiFt, 12);
  });

  test('are lower with the correction of Payne, by its 0.924 on the holdup', () => {
    const plain = beggsBrillGradient(takacs);
    const corrected = beggsBrillGradient({ ...takacs, payne: true });
    expect(corrected.holdup / plain.holdup).toBeCloseTo(0.924, 9);
    expect(corrected.gradientPsiFt).toBeLessThan(plain.gradientPsiFt);
  });

  test('go over to bubble flow of Griffith where there is little gas', () => {
    const flow = { ...takacs, superficialLiquidVelocityFtS: 2, superficialGasVelocityFtS: 0.2 };
    const bubble = griffithBubbleHoldup(flow).value;
    expect(hagedornBrownGradient(flow).holdup).toBe(bubble);
    expect(hagedornBrownGradient({ ...flow, griffith: false }).holdup).not.toBeCloseTo(bubble, 3);
  });

  test("of Gray have the film's roughness where it is wet, the pipe's where it is dry", () => {
    const wet = {
      ...takacs,
      superficialGasVelocityFtS: 25,
      gasDensityLbFt3: 4,
      surfaceTensionDynCm: 20,
    };
    const noSlip = (0.79 * 49.9 + 25 * 4) / 25.79;
    const film = (28.5 * 20) / 453.592 / (noSlip * 25.79 ** 2);
    expect(grayGradient(wet).effectiveRoughnessFt).toBeCloseTo(film, 9);
    const dry = grayGradient({ ...wet, superficialLiquidVelocityFtS: 0 });
    expect(dry.effectiveRoughnessFt).toBeCloseTo(0.0006 / 12, 12);
    const half = grayGradient({ ...wet, superficialLiquidVelocityFtS: 0.0035 * 25 });
    expect(half.effectiveRoughnessFt).toBeGreaterThan(dry.effectiveRoughnessFt);
  });

  test('of bubble flow solve the slip between gas and liquid', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (vsl, vsg) => {
          const holdup = griffithBubbleHoldup({
            superficialLiquidVelocityFtS: vsl,
            superficialGasVelocityFtS: vsg,
          }).value;
          const slip = vsg / (1 - holdup) - vsl / holdup;
          expect(slip).toBeCloseTo(0.8, 9);
        },
      ),
    );
  });
});

describe('A point outside of its domain', () => {
  test.each([
    [{ superficialLiquidVelocityFtS: -1 }, 'superficialLiquidVelocityFtS', 'OUT_OF_DOMAIN'],
    [{ gasDensityLbFt3: 60 }, 'gasDensityLbFt3', 'OUT_OF_DOMAIN'],
    [{ pressurePsia: Number.NaN }, 'pressurePsia', 'NOT_FINITE'],
    [{ inclinationDeg: 91 }, 'inclinationDeg', 'OUT_OF_DOMAIN'],
    [
      { superficialLiquidVelocityFtS: 0, superficialGasVelocityFtS: 0 },
      'mixtureVelocityFtS',
      'OUT_OF_DOMAIN',
    ],
  ])('is refused: %o', (change, parameter, code) => {
    for (const gradient of [
      beggsBrillGradient,
      hagedornBrownGradient,
      grayGradient,
      homogeneousGradient,
    ]) {
      const found = gradient({ ...takacs, ...change });
      expect(found.gradientPsiFt).toBeNaN();
      expect(found.holdup).toBeNaN();
      expect(found.issues).toMatchObject([{ parameter, code }]);
    }
  });

  test('is sonic at low pressure and high velocity, and has no steady gradient', () => {
    const found = homogeneousGradient({
      ...takacs,
      superficialGasVelocityFtS: 900,
      pressurePsia: 15,
    });
    expect(found.gradientPsiFt).toBeNaN();
    expect(found.issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test('is flagged, with a value, when vertical correlations are used in a flat well', () => {
    const flat = { ...takacs, inclinationDeg: 20 };
    for (const found of [hagedornBrownGradient(flat), grayGradient(flat)]) {
      expect(found.gradientPsiFt).toBeGreaterThan(0);
      expect(found.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'inclinationDeg' }]);
    }
    expect(beggsBrillGradient(flat).issues).toEqual([]);
  });
});
