import { describe, expect, test } from 'vitest';
import * as drilling from '../../src/drilling/index.ts';
import * as tubing from '../../src/coiled-tubing/index.ts';
import type { Issue } from '../../src/quantity.ts';

interface Result {
  readonly issues: readonly Issue[];
}
type Call = (input: never) => Result;

const annulus = { holeDiameterIn: 8.5, pipeDiameterIn: 5 };
const tube = { outsideDiameterIn: 1.75, wallIn: 0.134 };
const mud = { mudWeightPpg: 12, tvdFt: 9000 };
const jet = { mudWeightPpg: 12, flowRateGpm: 400, dischargeCoefficient: 0.95 };
const length = { ...tube, lengthFt: 9000, modulusPsi: 30e6 };
const inHole = { ...tube, buoyedWeightLbfPerFt: 2, holeDiameterIn: 4.9, modulusPsi: 30e6 };
const dials = { dial600: 65, dial300: 40, dial100: 20, dial6: 9, dial3: 7 };
const curve = {
  strengthCoefficientPsi: 130_000,
  strengthExponent: -0.09,
  ductilityCoefficient: 0.45,
  ductilityExponent: -0.6,
  modulusPsi: 30e6,
};

/** A good call of each function of numbers, with every optional argument that it has. */
const calls: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mudHydrostaticPressure: mud,
  equivalentMudWeight: { pressurePsi: 5000, tvdFt: 9000 },
  equivalentCirculatingDensity: { ...mud, annularLossPsi: 200, surfaceBackPressurePsi: 0 },
  leakOffEquivalentMudWeight: { mudWeightPpg: 10, surfacePressurePsi: 900, shoeTvdFt: 4000 },
  maximumAllowableAnnularSurfacePressure: { fractureEmwPpg: 15, mudWeightPpg: 10, shoeTvdFt: 4000 },
  annularCapacity: annulus,
  annularVelocity: { ...annulus, flowRateGpm: 400 },
  triplexPumpOutput: { linerDiameterIn: 6, strokeIn: 12, efficiency: 0.95 },
  duplexPumpOutput: { linerDiameterIn: 6, strokeIn: 12, rodDiameterIn: 2, efficiency: 0.9 },
  pumpStrokes: { volumeBbl: 100, pumpOutputBblPerStroke: 0.1 },
  bitPressureDrop: { ...jet, nozzleAreaIn2: 0.4 },
  jetImpactForce: { ...jet, bitPressureDropPsi: 1000 },
  nozzleVelocity: { flowRateGpm: 400, nozzleAreaIn2: 0.4 },
  bitHydraulicPower: { bitPressureDropPsi: 1000, flowRateGpm: 400, bitDiameterIn: 8.5 },
  mechanicalSpecificEnergy: {
    weightOnBitLbf: 25_000,
    rotarySpeedRpm: 120,
    torqueFtLbf: 8000,
    penetrationRateFtPerHr: 60,
    bitDiameterIn: 8.5,
  },
  drillingExponent: {
    weightOnBitLbf: 25_000,
    rotarySpeedRpm: 120,
    penetrationRateFtPerHr: 60,
    bitDiameterIn: 8.5,
  },
  correctedDrillingExponent: {
    drillingExponent: 1.5,
    normalMudWeightPpg: 9,
    actualMudWeightPpg: 10,
  },
  killSheet: { ...mud, sidppPsi: 300, slowPumpPressurePsi: 800 },
  kickInflux: {
    mudWeightPpg: 10,
    sicpPsi: 500,
    sidppPsi: 300,
    pitGainBbl: 30,
    annularCapacityBblPerFt: 0.05,
  },
  kickTolerance: {
    fractureEmwPpg: 15.5,
    mudWeightPpg: 11,
    poreEmwPpg: 11.5,
    shoeTvdFt: 8000,
    totalDepthTvdFt: 12_000,
    influxGradientPsiFt: 0.1,
    bottomCapacityBblPerFt: 0.03,
    shoeCapacityBblPerFt: 0.05,
  },
  binghamRheology: dials,
  powerLawRheology: dials,
  apiPowerLawRheology: dials,
  herschelBulkleyRheology: dials,
  buoyancyFactor: { mudWeightPpg: 10, materialDensityPpg: 65.5 },
  hookLoad: {
    airWeightLbf: 2e5,
    mudWeightPpg: 10,
    blockWeightLbf: 4e4,
    materialDensityPpg: 65.5,
  },
  verticalSection: { northFt: 100, eastFt: 50, sectionAzimuthDeg: 30 },
  softStringStep: {
    forceBottomLbf: 3e4,
    buoyedWeightLbfPerFt: 20,
    lengthFt: 100,
    inclinationBottomDeg: 33,
    inclinationTopDeg: 30,
    azimuthBottomDeg: 10,
    azimuthTopDeg: 12,
    frictionFactor: 0.25,
    radiusFt: 0.2,
  },
  capstanForce: { forceBottomLbf: 1000, frictionFactor: 0.3, doglegDeg: 40 },
  casingBurstPressure: { ...tube, yieldStrengthPsi: 80_000, wallFactor: 0.875 },
  casingBodyYield: { ...tube, yieldStrengthPsi: 80_000 },
  casingCollapsePressure: {
    ...tube,
    yieldStrengthPsi: 80_000,
    axialStressPsi: 0,
    internalPressurePsi: 0,
  },
  ctSection: tube,
  ctBendingStrain: { outsideDiameterIn: 1.75, bendRadiusIn: 72 },
  ctYieldRadius: { outsideDiameterIn: 1.75, yieldStrengthPsi: 80_000, modulusPsi: 30e6 },
  ctPlasticStrain: {
    outsideDiameterIn: 1.75,
    bendRadiusIn: 72,
    yieldStrengthPsi: 80_000,
    modulusPsi: 30e6,
  },
  ctHoopStress: { ...tube, internalPressurePsi: 5000, externalPressurePsi: 0 },
  ctHoopStressLame: { ...tube, internalPressurePsi: 5000, externalPressurePsi: 0 },
  ctBurstPressure: { ...tube, yieldStrengthPsi: 80_000 },
  ctCollapsePressure: {
    ...tube,
    yieldStrengthPsi: 80_000,
    ovality: 0.01,
    modulusPsi: 30e6,
    poissonRatio: 0.3,
  },
  ctVonMisesStress: {
    ...tube,
    axialStressPsi: 1e4,
    internalPressurePsi: 5000,
    externalPressurePsi: 0,
    shearStressPsi: 0,
  },
  ctBucklingForces: { ...inHole, inclinationDeg: 60, buildRateDegPer100Ft: 0 },
  ctVerticalBucklingForces: { ...tube, buoyedWeightLbfPerFt: 2, modulusPsi: 30e6 },
  ctHelicalContactForce: { ...tube, compressionLbf: 3000, holeDiameterIn: 4.9, modulusPsi: 30e6 },
  ctAxialStretch: { ...length, forceLbf: 1e4 },
  ctSelfWeightStretch: { ...length, buoyedWeightLbfPerFt: 2 },
  ctThermalStretch: { lengthFt: 9000, temperatureChangeF: 100, expansionPerF: 6.9e-6 },
  ctBallooningStretch: {
    ...length,
    internalPressurePsi: 5000,
    externalPressurePsi: 0,
    poissonRatio: 0.3,
  },
  coffinMansonLife: { ...curve, strainAmplitude: 0.012 },
};

const functions = { ...drilling, ...tubing } as unknown as Readonly<Record<string, Call>>;
const call = (name: string, input: object): Result => functions[name]!(input as never);
const numbersOf = (result: Result): readonly number[] =>
  Object.values(result).filter((value) => typeof value === 'number');

describe.each(Object.entries(calls))('%s', (name, good) => {
  // The readings are shared by four functions that each look at their own.
  const looksAt = (parameter: string): boolean =>
    !name.endsWith('Rheology') || parameter === 'dial600' || parameter === 'dial300';

  test('has a number for good arguments, and does not mind others that it does not know', () => {
    const plain = call(name, good);
    expect(plain.issues).toEqual([]);
    expect(numbersOf(plain).every(Number.isFinite)).toBe(true);
    expect(call(name, { ...good, grade: 'X', elevationFt: Number.NaN })).toEqual(plain);
  });

  test.each(Object.keys(good).filter(looksAt))('has none without %s, and says so', (parameter) => {
    for (const value of [Number.NaN, Infinity]) {
      const result = call(name, { ...good, [parameter]: value });
      expect(numbersOf(result).every(Number.isNaN)).toBe(true);
      expect(result.issues.map((issue) => issue.parameter)).toContain(parameter);
      expect(result.issues.map((issue) => issue.code)).toContain('NOT_FINITE');
    }
  });

  test('does not count with numbers that overflow', () => {
    for (const parameter of Object.keys(good)) {
      for (const value of [1e300, -1e300]) {
        const result = call(name, { ...good, [parameter]: value });
        const isHonest =
          numbersOf(result).every(Number.isFinite) ||
          (numbersOf(result).every(Number.isNaN) && result.issues.length > 0);
        expect(isHonest).toBe(true);
      }
    }
  });
});
