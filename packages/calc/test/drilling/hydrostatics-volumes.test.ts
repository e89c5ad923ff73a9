import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  annularCapacity,
  annularVelocity,
  buoyancyFactor,
  bhaWeight,
  duplexPumpOutput,
  equivalentCirculatingDensity,
  equivalentMudWeight,
  hookLoad,
  leakOffEquivalentMudWeight,
  maximumAllowableAnnularSurfacePressure,
  mudHydrostaticPressure,
  mudPressureGradient,
  pumpStrokes,
  triplexPumpOutput,
} from '../../src/drilling/index.ts';

const weight = fc.double({ min: 7, max: 20, noNaN: true });
const depth = fc.double({ min: 100, max: 30_000, noNaN: true });

describe('columns of mud', () => {
  test('weigh what the examples of Lapeyrouse say', () => {
    expect(mudHydrostaticPressure({ mudWeightPpg: 13.5, tvdFt: 12_000 }).value).toBeCloseTo(8424);
    expect(mudPressureGradient(12).value).toBeCloseTo(0.624, 9);
    const leakOff = { mudWeightPpg: 10, surfacePressurePsi: 1140, shoeTvdFt: 4000 };
    expect(leakOffEquivalentMudWeight(leakOff).value).toBeCloseTo(15.48, 2);
  });

  test('have the weight that their pressure is equivalent to', () => {
    fc.assert(
      fc.property(weight, depth, (mudWeightPpg, tvdFt) => {
        const pressurePsi = mudHydrostaticPressure({ mudWeightPpg, tvdFt }).value;
        expect(equivalentMudWeight({ pressurePsi, tvdFt }).value).toBeCloseTo(mudWeightPpg, 9);
      }),
    );
  });

  test('break the shoe at the maximum allowable pressure, which a leak-off test found', () => {
    fc.assert(
      fc.property(weight, depth, fc.nat(3000), (mudWeightPpg, shoeTvdFt, surfacePressurePsi) => {
        const fractureEmwPpg = leakOffEquivalentMudWeight({
          mudWeightPpg,
          surfacePressurePsi,
          shoeTvdFt,
        }).value;
        const back = maximumAllowableAnnularSurfacePressure({
          fractureEmwPpg,
          mudWeightPpg,
          shoeTvdFt,
        });
        expect(back.value).toBeCloseTo(surfacePressurePsi, 5);
      }),
    );
  });

  test('weigh more by what friction and choke add while circulating', () => {
    const still = { mudWeightPpg: 9.6, annularLossPsi: 0, tvdFt: 10_000 };
    expect(equivalentCirculatingDensity(still).value).toBe(9.6);
    const loss = { ...still, annularLossPsi: 200 };
    expect(equivalentCirculatingDensity(loss).value).toBeCloseTo(9.985, 3);
    const choke = { ...still, annularLossPsi: 100, surfaceBackPressurePsi: 100 };
    expect(equivalentCirculatingDensity(choke)).toEqual(equivalentCirculatingDensity(loss));
  });

  test('have no equivalent at the surface, and no allowable pressure above the fracture gradient', () => {
    expect(equivalentMudWeight({ pressurePsi: 100, tvdFt: 0 })).toMatchObject({
      value: Number.NaN,
      issues: [{ code: 'OUT_OF_DOMAIN', parameter: 'tvdFt' }],
    });
    const heavy = { fractureEmwPpg: 12, mudWeightPpg: 13, shoeTvdFt: 4000 };
    expect(maximumAllowableAnnularSurfacePressure(heavy)).toMatchObject({
      value: Number.NaN,
      issues: [{ code: 'OUT_OF_DOMAIN', parameter: 'mudWeightPpg' }],
    });
  });
});

describe('volumes', () => {
  test('are those of the examples of Lapeyrouse', () => {
    expect(annularCapacity({ holeDiameterIn: 12.25, pipeDiameterIn: 5 }).value).toBeCloseTo(
      0.12149,
      5,
    );
    const velocity = annularVelocity({
      holeDiameterIn: 12.25,
      pipeDiameterIn: 4.5,
      flowRateGpm: 530,
    });
    expect(velocity.value).toBeCloseTo(100, 0);
    expect(triplexPumpOutput({ linerDiameterIn: 7, strokeIn: 12 }).value).toBeCloseTo(0.142884, 6);
  });

  test('of an annulus are the geometry of two circles, to the rounding of 1029.4', () => {
    const cubicFeetPerFoot = (Math.PI / 4) * ((12.25 / 12) ** 2 - (5 / 12) ** 2);
    const barrels = (cubicFeetPerFoot * 12 ** 3) / 231 / 42;
    const { value } = annularCapacity({ holeDiameterIn: 12.25, pipeDiameterIn: 5 });
    expect(Math.abs(value / barrels - 1)).toBeLessThan(1e-4);
  });

  test('of a duplex without a rod are twice those of a piston that pushes both ways', () => {
    const pump = { linerDiameterIn: 6, strokeIn: 14 };
    const cylinderBbl = ((Math.PI / 4) * 6 ** 2 * 14) / 231 / 42;
    const { value } = duplexPumpOutput({ ...pump, rodDiameterIn: 0 });
    expect(Math.abs(value / (4 * cylinderBbl) - 1)).toBeLessThan(2e-3);
    expect(duplexPumpOutput({ ...pump, rodDiameterIn: 2 }).value).toBeLessThan(value);
  });

  test('take strokes, and an annulus narrower than its pipe none', () => {
    expect(pumpStrokes({ volumeBbl: 152, pumpOutputBblPerStroke: 0.1357 }).value).toBeCloseTo(
      1120,
      0,
    );
    expect(annularCapacity({ holeDiameterIn: 5, pipeDiameterIn: 5 }).issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'pipeDiameterIn' },
    ]);
  });
});

describe('buoyancy', () => {
  test('is that of the example of Lapeyrouse', () => {
    expect(buoyancyFactor({ mudWeightPpg: 15 }).value).toBeCloseTo(0.77099, 5);
  });

  test('leaves the block its weight', () => {
    const load = hookLoad({ airWeightLbf: 250_000, mudWeightPpg: 12, blockWeightLbf: 45_000 });
    expect(load.value).toBeCloseTo(250_000 * (1 - 12 / 65.5) + 45_000, 6);
    expect(buoyancyFactor({ mudWeightPpg: 70 }).issues[0]?.parameter).toBe('mudWeightPpg');
  });
});

describe('a bottom hole assembly', () => {
  const collars = { lengthFt: 600, airWeightLbfPerFt: 147 };
  const heavyWeight = { lengthFt: 400, airWeightLbfPerFt: 49.3 };

  test('weighs what its parts do, in air and in mud', () => {
    const weight = bhaWeight({ components: [collars, heavyWeight], mudWeightPpg: 10 });
    expect(weight.airWeightLbf).toBeCloseTo(600 * 147 + 400 * 49.3, 6);
    expect(weight.buoyedWeightLbf).toBeCloseTo((600 * 147 + 400 * 49.3) * (1 - 10 / 65.5), 6);
    expect(weight.neutralPointFt).toBe(0);
  });

  test('has below its neutral point the weight that is on the bit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (share, inclinationDeg) => {
          const given = { components: [collars, heavyWeight], mudWeightPpg: 10, inclinationDeg };
          const weightOnBitLbf = share * 0.999 * bhaWeight(given).axialWeightLbf;
          const { neutralPointFt } = bhaWeight({ ...given, weightOnBitLbf });
          const inCollars = Math.min(600, neutralPointFt);
          const below = bhaWeight({
            ...given,
            components: [
              { ...collars, lengthFt: inCollars },
              { ...heavyWeight, lengthFt: neutralPointFt - inCollars },
            ],
          });
          expect(below.axialWeightLbf).toBeCloseTo(weightOnBitLbf, 4);
        },
      ),
    );
  });

  test('does not give more weight than it has', () => {
    const heavy = bhaWeight({ components: [collars], mudWeightPpg: 10, weightOnBitLbf: 80_000 });
    expect(heavy).toMatchObject({ neutralPointFt: Number.NaN, issues: [{ code: 'NO_SOLUTION' }] });
    const floating = { ...collars, materialDensityPpg: 9 };
    const wood = bhaWeight({ components: [floating], mudWeightPpg: 10 });
    expect(wood.issues).toMatchObject([{ parameter: 'materialDensityPpg' }]);
  });
});
