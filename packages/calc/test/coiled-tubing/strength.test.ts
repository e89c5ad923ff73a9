import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ctAxialStretch,
  ctBallooningStretch,
  ctBendingStrain,
  ctBucklingForces,
  ctBurstPressure,
  ctCollapsePressure,
  ctHelicalContactForce,
  ctHoopStress,
  ctHoopStressLame,
  ctPlasticStrain,
  ctSection,
  ctSelfWeightStretch,
  ctThermalStretch,
  ctVerticalBucklingForces,
  ctVonMisesStress,
  ctWorkingEnvelope,
  ctYieldRadius,
} from '../../src/coiled-tubing/index.ts';

const tube = { outsideDiameterIn: 1.75, wallIn: 0.134 };
const strong = { ...tube, yieldStrengthPsi: 80_000 };
const wall = fc.double({ min: 0.05, max: 0.5, noNaN: true });
const pressure = fc.double({ min: 0, max: 20_000, noNaN: true });

describe('a section', () => {
  test('has the area and the moment of the circles it lies between', () => {
    const section = ctSection(tube);
    expect(section.areaIn2).toBeCloseTo((Math.PI / 4) * (1.75 ** 2 - 1.482 ** 2), 12);
    expect(section.momentOfInertiaIn4).toBeCloseTo((Math.PI / 64) * (1.75 ** 4 - 1.482 ** 4), 12);
    // 490 lb/ft³ and 489.5 are both called the density of steel.
    expect(Math.abs(section.weightLbfPerFt / ((section.areaIn2 * 490) / 144) - 1)).toBeLessThan(
      2e-3,
    );
  });

  test('with a wall of half its diameter does not exist', () => {
    expect(ctSection({ outsideDiameterIn: 2, wallIn: 1 })).toMatchObject({
      areaIn2: Number.NaN,
      issues: [{ code: 'OUT_OF_DOMAIN', parameter: 'wallIn' }],
    });
  });
});

describe('bending', () => {
  test('strains a 1 3/4 in tube on a 72 in arch by 1.2 %, most of it plastic', () => {
    const bend = { ...strong, bendRadiusIn: 72 };
    expect(ctBendingStrain(bend).value).toBeCloseTo(0.01215, 5);
    expect(ctPlasticStrain(bend).value).toBeCloseTo(0.01215 - 80 / 30_000, 5);
  });

  test('begins to be plastic at the yield radius', () => {
    const { value: bendRadiusIn } = ctYieldRadius(strong);
    expect(ctPlasticStrain({ ...strong, bendRadiusIn }).value).toBeCloseTo(0, 12);
    expect(ctPlasticStrain({ ...strong, bendRadiusIn: bendRadiusIn * 2 }).value).toBe(0);
    expect(ctPlasticStrain({ ...strong, bendRadiusIn: bendRadiusIn / 2 }).value).toBeGreaterThan(0);
  });

  test('is not tighter than the tube', () => {
    expect(ctBendingStrain({ ...tube, bendRadiusIn: 0.5 }).issues[0]?.parameter).toBe(
      'bendRadiusIn',
    );
  });
});

describe('stress', () => {
  test('of a thin wall is the limit of a thick one', () => {
    const thin = { outsideDiameterIn: 100, wallIn: 0.01, internalPressurePsi: 10 };
    expect(ctHoopStressLame(thin).value / ctHoopStress(thin).value).toBeCloseTo(1, 3);
    const thick = { ...tube, internalPressurePsi: 5000 };
    expect(ctHoopStressLame(thick).value).toBeGreaterThan(ctHoopStress(thick).value);
  });

  test('under the same pressure everywhere is that pressure and does not yield', () => {
    fc.assert(
      fc.property(wall, pressure, (wallIn, p) => {
        const stress = ctVonMisesStress({
          outsideDiameterIn: 2,
          wallIn,
          axialStressPsi: -p,
          internalPressurePsi: p,
          externalPressurePsi: p,
        });
        expect(stress.hoopPsi).toBeCloseTo(-p, 5);
        expect(stress.vonMisesPsi).toBeCloseTo(0, 4);
      }),
    );
  });

  test('of pure torque is √3 of the shear', () => {
    const stress = ctVonMisesStress({
      ...tube,
      axialStressPsi: 0,
      internalPressurePsi: 0,
      shearStressPsi: 1000,
    });
    expect(stress.vonMisesPsi).toBeCloseTo(1000 * Math.sqrt(3), 9);
  });
});

describe('collapse', () => {
  test('of a round tube is the lesser of yielding and elastic buckling', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.005, max: 0.4, noNaN: true }), (wallIn) => {
        const found = ctCollapsePressure({ ...strong, wallIn, ovality: 0 });
        const least = Math.min(found.elasticPressurePsi, found.yieldPressurePsi);
        expect(found.collapsePressurePsi / least).toBeCloseTo(1, 9);
      }),
    );
  });

  test('of an oval tube solves the quadratic of Timoshenko, and falls with ovality', () => {
    fc.assert(
      fc.property(wall, fc.double({ min: 1e-4, max: 0.099, noNaN: true }), (wallIn, ovality) => {
        const found = ctCollapsePressure({ ...strong, wallIn, ovality });
        const { elasticPressurePsi: pe, yieldPressurePsi: py, collapsePressurePsi: p } = found;
        const b = py + (1 + (3 * 1.75 * ovality) / wallIn) * pe;
        expect((p ** 2 - b * p + py * pe) / (py * pe)).toBeCloseTo(0, 9);
        const worse = ctCollapsePressure({ ...strong, wallIn, ovality: ovality + 1e-4 });
        expect(worse.collapsePressurePsi).toBeLessThan(p);
      }),
    );
  });

  test('of a tube flatter than a tenth is extrapolated, of one without a shape unknown', () => {
    expect(ctCollapsePressure({ ...strong, ovality: 0.2 }).issues).toMatchObject([
      { code: 'EXTRAPOLATED', parameter: 'ovality' },
    ]);
    expect(ctCollapsePressure({ ...strong, ovality: -0.1 }).collapsePressurePsi).toBeNaN();
  });
});

describe('the working envelope', () => {
  const forces = Float64Array.from({ length: 41 }, (_, i) => -60_000 + 3000 * i);
  const area = ctSection(tube).areaIn2;
  const envelope = ctWorkingEnvelope({ ...strong, axialForceLbf: forces });

  test('has the inner fibre at its yield strength all along', () => {
    for (const [i, force] of forces.entries()) {
      const axialStressPsi = force / area;
      if (Math.abs(axialStressPsi) > 80_000) continue;
      const burst = ctVonMisesStress({
        ...tube,
        axialStressPsi,
        internalPressurePsi: envelope.burstPressurePsi[i]!,
      });
      const collapse = ctVonMisesStress({
        ...tube,
        axialStressPsi,
        internalPressurePsi: 0,
        externalPressurePsi: envelope.collapsePressurePsi[i]!,
      });
      expect(burst.vonMisesPsi).toBeCloseTo(80_000, 4);
      expect(collapse.vonMisesPsi).toBeCloseTo(80_000, 4);
    }
  });

  test('is empty where the force alone yields the tube', () => {
    expect(envelope.burstPressurePsi[0]).toBeNaN();
    expect(envelope.collapsePressurePsi.at(-1)).toBeNaN();
  });

  test('shrinks with the design factor, and is empty without strength', () => {
    const less = ctWorkingEnvelope({ ...strong, axialForceLbf: forces, designFactor: 0.8 });
    expect(less.burstPressurePsi[20]).toBeCloseTo(0.8 * envelope.burstPressurePsi[20]!, 6);
    const none = ctWorkingEnvelope({ ...tube, yieldStrengthPsi: 0, axialForceLbf: forces });
    expect(none.issues[0]?.parameter).toBe('yieldStrengthPsi');
    expect([...none.burstPressurePsi].every(Number.isNaN)).toBe(true);
  });

  test('holds at no force about what Barlow says', () => {
    const barlow = ctBurstPressure(strong).value;
    expect(Math.abs(envelope.burstPressurePsi[20]! / barlow - 1)).toBeLessThan(0.15);
  });
});

describe('buckling', () => {
  const lying = { ...tube, buoyedWeightLbfPerFt: 2.1, holeDiameterIn: 4.892, inclinationDeg: 60 };

  test('into a helix takes 1.41 of the force of a sine wave by Chen, and 1.83 by Wu', () => {
    const chen = ctBucklingForces({ ...lying, criterion: 'chen' });
    const wu = ctBucklingForces(lying);
    expect(chen.helicalLbf / chen.sinusoidalLbf).toBeCloseTo(1.414, 3);
    expect(wu.helicalLbf / wu.sinusoidalLbf).toBeCloseTo(1.828, 3);
  });

  test('into a sine wave is when a helix would press on the wall with the weight that lies on it', () => {
    // F² = 4 EI w sin I / r, so r F² / 4 EI = w sin I.
    const { sinusoidalLbf } = ctBucklingForces(lying);
    const contact = ctHelicalContactForce({ ...lying, compressionLbf: sinusoidalLbf }).value;
    expect(contact).toBeCloseTo(2.1 * Math.sin(Math.PI / 3), 9);
  });

  test('takes more where the hole builds, not where it drops', () => {
    const straight = ctBucklingForces(lying).sinusoidalLbf;
    const build = ctBucklingForces({ ...lying, buildRateDegPer100Ft: 10 }).sinusoidalLbf;
    expect(build).toBeGreaterThan(straight);
    expect(ctBucklingForces({ ...lying, buildRateDegPer100Ft: -10 }).sinusoidalLbf).toBe(straight);
    // He and Kyllingstad: the contact at that force is that of weight and bend together.
    const contact = ctHelicalContactForce({ ...lying, compressionLbf: build }).value;
    const bend = (build * 10 * Math.PI) / 180 / 100;
    expect(contact).toBeCloseTo(2.1 * Math.sin(Math.PI / 3) + bend, 6);
  });

  test('in a vertical hole grows as the cube root of the weight squared', () => {
    const one = ctVerticalBucklingForces({ ...tube, buoyedWeightLbfPerFt: 1 });
    const eight = ctVerticalBucklingForces({ ...tube, buoyedWeightLbfPerFt: 8 });
    expect(eight.sinusoidalLbf / one.sinusoidalLbf).toBeCloseTo(4, 9);
    expect(one.helicalLbf / one.sinusoidalLbf).toBeCloseTo(5.55 / 1.94, 9);
  });

  test('in a hole as narrow as the tube, or upright, has no force', () => {
    expect(ctBucklingForces({ ...lying, holeDiameterIn: 1.75 }).issues[0]?.parameter).toBe(
      'holeDiameterIn',
    );
    expect(ctBucklingForces({ ...lying, inclinationDeg: 0 }).sinusoidalLbf).toBeNaN();
  });
});

describe('stretch', () => {
  const length = { ...tube, lengthFt: 12_000 };

  test('by its own weight is half that of the same weight at the end', () => {
    const own = ctSelfWeightStretch({ ...length, buoyedWeightLbfPerFt: 2.1 }).value;
    const end = ctAxialStretch({ ...length, forceLbf: 2.1 * 12_000 }).value;
    expect(own).toBeCloseTo(end / 2, 9);
  });

  test('by heat is 8.28 ft for 12 000 ft and 100 °F', () => {
    expect(ctThermalStretch({ lengthFt: 12_000, temperatureChangeF: 100 }).value).toBeCloseTo(
      8.28,
      9,
    );
    expect(ctThermalStretch({ lengthFt: 12_000, temperatureChangeF: -100 }).value).toBeCloseTo(
      -8.28,
      9,
    );
  });

  test('by ballooning follows the mean of hoop and radial stress', () => {
    // Hoop + radial stress is the same all through a thick wall: 2 p ri² / (ro² - ri²).
    const p = 5000;
    const inner = ctVonMisesStress({ ...tube, axialStressPsi: 0, internalPressurePsi: p });
    const expected = (-0.3 * (inner.hoopPsi + inner.radialPsi) * 12_000) / 30e6;
    const { value } = ctBallooningStretch({ ...length, internalPressurePsi: p });
    expect(value).toBeCloseTo(expected, 9);
  });

  test('of no length is none, of a negative one unknown', () => {
    expect(ctAxialStretch({ ...length, lengthFt: 0, forceLbf: 100 }).value).toBe(0);
    expect(ctAxialStretch({ ...length, lengthFt: -1, forceLbf: 100 }).value).toBeNaN();
  });
});
