import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  analyzeHorner,
  analyzeMdh,
  bourdetDerivative,
  buildUpSkin,
  dimensionlessPressure,
  dimensionlessTime,
  dimensionlessWellboreStorage,
  drawdownSkin,
  fitHorner,
  fitMdh,
  flowEfficiency,
  lineSourcePressure,
  lineSourcePressureSeries,
  permeabilityFromSlope,
  radiusOfInvestigation,
  skinPressureDrop,
  slopeFromPermeability,
  timeToInvestigate,
  timeToPseudoSteadyState,
  wellboreStorageFromUnitSlope,
  wellboreStorageFullOfFluid,
  wellboreStorageRisingLevel,
} from '../../src/well-test/index.ts';

const ROCK = { porosity: 0.18, oilViscosityCp: 0.8, totalCompressibilityPerPsi: 1.5e-5 };
const FLOW = { rateStbd: 500, oilFvf: 1.3, oilViscosityCp: 0.8, thicknessFt: 40 };
const SOURCE = {
  ...ROCK,
  oilFvf: 1.3,
  thicknessFt: 40,
  permeabilityMd: 25,
  initialPressurePsi: 4000,
  radiusFt: 0.35,
};

/** Times of a test, ten a decade. */
function decades(from: number, to: number): number[] {
  const count = Math.round(10 * Math.log10(to / from));
  return Array.from({ length: count + 1 }, (_, i) => from * 10 ** (i / 10));
}

describe('semilog analysis', () => {
  test('reproduces the build-up of Earlougher: 12.8 mD and skin 8.6', () => {
    const permeabilityMd = permeabilityFromSlope({
      rateStbd: 4900,
      oilFvf: 1.55,
      oilViscosityCp: 0.2,
      thicknessFt: 482,
      slopePsiPerCycle: 40,
    }).value;
    expect(permeabilityMd).toBeCloseTo(12.8, 1);
    const skin = buildUpSkin({
      porosity: 0.09,
      oilViscosityCp: 0.2,
      totalCompressibilityPerPsi: 22.6e-6,
      wellboreRadiusFt: 4.25 / 12,
      permeabilityMd,
      slopePsiPerCycle: 40,
      oneHourPressurePsi: 3266,
      flowingPressurePsi: 2761,
    }).value;
    expect(skin).toBeCloseTo(8.6, 1);
    expect(skinPressureDrop({ slopePsiPerCycle: 40, skin }).value).toBeCloseTo(0.87 * 40 * skin, 0);
  });

  test('reproduces the drawdown of Earlougher: 89 mD and skin 4.6', () => {
    const flow = {
      rateStbd: 348,
      oilFvf: 1.14,
      oilViscosityCp: 3.93,
      thicknessFt: 130,
    };
    const permeabilityMd = permeabilityFromSlope({ ...flow, slopePsiPerCycle: -22 }).value;
    expect(permeabilityMd).toBeCloseTo(89, -0.5);
    const skin = drawdownSkin({
      porosity: 0.2,
      oilViscosityCp: 3.93,
      totalCompressibilityPerPsi: 8.74e-6,
      wellboreRadiusFt: 0.25,
      permeabilityMd,
      slopePsiPerCycle: -22,
      oneHourPressurePsi: 954,
      initialPressurePsi: 1154,
    }).value;
    expect(skin).toBeCloseTo(4.6, 1);
  });

  test('gives back the permeability that a slope came from, of either sign', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (permeabilityMd) => {
        const slope = slopeFromPermeability({ ...FLOW, permeabilityMd }).value;
        for (const slopePsiPerCycle of [slope, -slope]) {
          const back = permeabilityFromSlope({ ...FLOW, slopePsiPerCycle }).value;
          expect(back / permeabilityMd).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test('gives a damaged well a flow efficiency below one', () => {
    const well = { averagePressurePsi: 3342, flowingPressurePsi: 2761 };
    expect(flowEfficiency({ ...well, skinPressureDropPsi: 299 }).value).toBeCloseTo(0.485, 3);
    expect(flowEfficiency({ ...well, skinPressureDropPsi: -100 }).value).toBeGreaterThan(1);
  });

  test('has no permeability in a flat line and no efficiency without drawdown', () => {
    const flat = permeabilityFromSlope({ ...FLOW, slopePsiPerCycle: 0 });
    expect(flat.value).toBeNaN();
    expect(flat.issues[0]?.code).toBe('NO_SOLUTION');
    const still = flowEfficiency({
      averagePressurePsi: 3000,
      flowingPressurePsi: 3000,
      skinPressureDropPsi: 10,
    });
    expect(still.issues[0]?.parameter).toBe('flowingPressurePsi');
  });
});

describe('line source', () => {
  test('reproduces example 1.1 of Lee: 2573 psi at 1 ft, 2968 psi at 10 ft', () => {
    const lee = {
      rateStbd: 20,
      oilFvf: 1.475,
      oilViscosityCp: 0.72,
      thicknessFt: 150,
      permeabilityMd: 0.1,
      porosity: 0.23,
      totalCompressibilityPerPsi: 1.5e-5,
      initialPressurePsi: 3000,
      timeHours: 3,
    };
    expect(lineSourcePressure({ ...lee, radiusFt: 1 }).value).toBeCloseTo(2573, -0.5);
    expect(lineSourcePressure({ ...lee, radiusFt: 10 }).value).toBeCloseTo(2968, -0.5);
  });

  test('falls with time and rises with distance', () => {
    const at = (timeHours: number, radiusFt: number) =>
      lineSourcePressure({ ...SOURCE, rateStbd: 500, timeHours, radiusFt }).value;
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.double({ min: 1.01, max: 10, noNaN: true }),
        (time, factor) => {
          expect(at(time * factor, 10)).toBeLessThanOrEqual(at(time, 10));
          expect(at(time, 10 * factor)).toBeGreaterThanOrEqual(at(time, 10));
        },
      ),
    );
  });

  test('becomes the logarithm with skin that the analyses read', () => {
    const input = { ...SOURCE, rateStbd: 500, timeHours: 10, skin: 3 };
    const { permeabilityMd, wellboreRadiusFt } = { ...SOURCE, wellboreRadiusFt: 0.35 };
    const slope = slopeFromPermeability({ ...FLOW, permeabilityMd }).value;
    const storage = 0.18 * 0.8 * 1.5e-5 * wellboreRadiusFt ** 2;
    const cycles = Math.log10((permeabilityMd * 10) / storage) - 3.2275 + 0.8686 * 3;
    expect(lineSourcePressure(input).value).toBeCloseTo(4000 - slope * cycles, 0);
    expect(lineSourcePressure(input).issues).toEqual([]);
  });

  test('superposes: a rate in two steps of the same size is one rate', () => {
    const timesHours = [1, 5, 20];
    const once = lineSourcePressureSeries({
      ...SOURCE,
      timesHours,
      stepTimesHours: [0],
      stepRatesStbd: [500],
    });
    const twice = lineSourcePressureSeries({
      ...SOURCE,
      timesHours,
      stepTimesHours: [0, 3],
      stepRatesStbd: [500, 500],
    });
    expect(twice.values).toEqual(once.values);
    for (const [i, timeHours] of timesHours.entries()) {
      const single = lineSourcePressure({ ...SOURCE, rateStbd: 500, timeHours });
      expect(once.values[i]).toBeCloseTo(single.value, 9);
    }
  });

  test('refuses to draw more than the pressure that there is', () => {
    const dry = lineSourcePressure({ ...SOURCE, rateStbd: 50_000, timeHours: 10 });
    expect(dry.value).toBeNaN();
    expect(dry.issues[0]?.code).toBe('NO_SOLUTION');
  });
});

describe('build-ups of a known reservoir', () => {
  const producingTimeHours = 72;
  const shutInTimesHours = decades(0.5, 72);
  const steps = { stepTimesHours: [0, producingTimeHours], stepRatesStbd: [500, 0] };
  const skin = 3;
  const shutInPressuresPsi = lineSourcePressureSeries({
    ...SOURCE,
    ...steps,
    timesHours: shutInTimesHours.map((time) => time + producingTimeHours),
  }).values;
  const flowingPressurePsi = lineSourcePressure({
    ...SOURCE,
    rateStbd: 500,
    timeHours: producingTimeHours,
    skin,
  }).value;
  const test1 = { shutInTimesHours, shutInPressuresPsi, producingTimeHours };

  test('give it back by Horner: permeability, skin and initial pressure', () => {
    const found = analyzeHorner({
      ...FLOW,
      ...ROCK,
      ...test1,
      wellboreRadiusFt: 0.35,
      flowingPressurePsi,
    });
    expect(found.permeabilityMd).toBeCloseTo(25, 1);
    expect(found.skin).toBeCloseTo(skin, 1.5);
    expect(found.extrapolatedPressurePsi).toBeCloseTo(4000, 0);
    expect(found.rSquared).toBeCloseTo(1, 6);
  });

  test('give it back by MDH when the production was long', () => {
    const long = 100_000;
    const pressures = lineSourcePressureSeries({
      ...SOURCE,
      stepTimesHours: [0, long],
      stepRatesStbd: [500, 0],
      timesHours: shutInTimesHours.map((time) => time + long),
    }).values;
    const flowing = lineSourcePressure({ ...SOURCE, rateStbd: 500, timeHours: long, skin }).value;
    const found = analyzeMdh({
      ...FLOW,
      ...ROCK,
      shutInTimesHours,
      shutInPressuresPsi: pressures,
      wellboreRadiusFt: 0.35,
      flowingPressurePsi: flowing,
    });
    expect(found.permeabilityMd).toBeCloseTo(25, 1);
    expect(found.skin).toBeCloseTo(skin, 1.5);
    expect(found.skinPressureDropPsi).toBeCloseTo((found.slopePsiPerCycle * skin) / 1.1513, -0.5);
  });

  test('leave out what lies before the straight line', () => {
    const spoiled = Float64Array.from(shutInPressuresPsi, (pressure, i) =>
      shutInTimesHours[i]! < 2 ? pressure - 300 : pressure,
    );
    const whole = fitHorner({ ...test1, shutInPressuresPsi: spoiled });
    const late = fitHorner({ ...test1, shutInPressuresPsi: spoiled, fromHours: 2 });
    expect(late.slopePsiPerCycle).toBeCloseTo(fitHorner(test1).slopePsiPerCycle, 0);
    expect(whole.slopePsiPerCycle).toBeGreaterThan(1.2 * late.slopePsiPerCycle);
    expect(late.count).toBe(shutInTimesHours.filter((time) => time >= 2).length);
  });

  test('have no line when the pressure falls or one point is left', () => {
    const falling = fitMdh({ shutInTimesHours: [1, 2, 4], shutInPressuresPsi: [30, 20, 10] });
    expect(falling.slopePsiPerCycle).toBeNaN();
    expect(falling.issues[0]?.code).toBe('NO_SOLUTION');
    const one = fitHorner({ ...test1, fromHours: 71 });
    expect(one.extrapolatedPressurePsi).toBeNaN();
    const unproduced = analyzeHorner({
      ...FLOW,
      ...ROCK,
      ...test1,
      producingTimeHours: 0,
      wellboreRadiusFt: 0.35,
      flowingPressurePsi,
    });
    expect(unproduced.permeabilityMd).toBeNaN();
    expect(unproduced.issues[0]?.parameter).toBe('producingTimeHours');
  });
});

describe('Bourdet derivative', () => {
  test('is the slope of any straight line in ln t, whatever the smoothing and the spacing', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 40 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (times, smoothing, slope) => {
          const timesHours = times.toSorted((a, b) => a - b);
          const pressureChangesPsi = timesHours.map((time) => 100 + slope * Math.log(time));
          const { values } = bourdetDerivative({ timesHours, pressureChangesPsi, smoothing });
          for (const value of values) expect(value).toBeCloseTo(slope, 5);
        },
      ),
    );
  });

  test('weighs the slopes to both sides by the distance to the other', () => {
    const timesHours = [1, Math.E, Math.E ** 3];
    const { values } = bourdetDerivative({
      timesHours,
      pressureChangesPsi: [0, 1, 9],
      smoothing: 0,
    });
    expect(values[0]).toBeCloseTo(1, 12);
    expect(values[1]).toBeCloseTo((1 * 2 + 4 * 1) / 3, 12);
    expect(values[2]).toBeCloseTo(4, 12);
  });

  test('takes the nearest points that are far enough away', () => {
    const timesHours = decades(1, 10);
    const pressureChangesPsi = timesHours.map((time) => Math.log(time) ** 2);
    const { values } = bourdetDerivative({ timesHours, pressureChangesPsi, smoothing: 0.4 });
    // ln 10 / 10 a point: 0.4 is two points away, where the secants of a parabola are symmetric.
    for (let i = 2; i < timesHours.length - 2; i++) {
      expect(values[i]).toBeCloseTo(2 * Math.log(timesHours[i]!), 9);
    }
  });

  test('calms scatter', () => {
    const timesHours = decades(0.01, 100);
    const pressureChangesPsi = timesHours.map((time, i) => 10 * Math.log(time) + (i % 2));
    const spread = (smoothing: number) => {
      const { values } = bourdetDerivative({ timesHours, pressureChangesPsi, smoothing });
      return Math.max(...values.subarray(3, -3).map((value) => Math.abs(value - 10)));
    };
    expect(spread(0.5)).toBeLessThan(spread(0) + 1e-9);
    expect(spread(0.5)).toBeLessThan(2);
  });

  test('refuses times that do not increase', () => {
    const found = bourdetDerivative({ timesHours: [1, 1, 2], pressureChangesPsi: [1, 2, 3] });
    expect(found.values.every(Number.isNaN)).toBe(true);
    expect(found.issues[0]?.parameter).toBe('timesHours');
  });
});

describe('times and radii', () => {
  const rock = { ...ROCK, permeabilityMd: 25 };

  test('investigate a radius in the time that reaches it', () => {
    const timeHours = timeToInvestigate({ ...rock, radiusFt: 800 }).value;
    expect(radiusOfInvestigation({ ...rock, timeHours }).value).toBeCloseTo(800, 9);
    expect(radiusOfInvestigation({ ...rock, timeHours: 4 * timeHours }).value).toBeCloseTo(1600, 9);
  });

  test('reach pseudo-steady flow in a circle about when its edge is investigated', () => {
    const drainageAreaFt2 = Math.PI * 1490 ** 2;
    const byArea = timeToPseudoSteadyState({ ...rock, drainageAreaFt2 }).value;
    const byRadius = timeToInvestigate({ ...rock, radiusFt: 1490 }).value;
    expect(byArea / byRadius).toBeCloseTo((0.1 * Math.PI) / (0.0002637 * 948), 9);
  });

  test('are dimensionless as the line source says: pD = 0.5 (ln tD + 0.80907)', () => {
    const timeHours = 10;
    const tD = dimensionlessTime({ ...rock, timeHours, radiusFt: 0.35 }).value;
    const pressure = lineSourcePressure({ ...SOURCE, rateStbd: 500, timeHours }).value;
    const pD = dimensionlessPressure({
      ...FLOW,
      permeabilityMd: 25,
      pressureChangePsi: 4000 - pressure,
    });
    expect(pD.value).toBeCloseTo(0.5 * (Math.log(tD) + 0.80907), 3);
  });

  test('refuse a rock without pores', () => {
    const found = radiusOfInvestigation({ ...rock, porosity: 0, timeHours: 1 });
    expect(found.value).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('porosity');
  });
});

describe('wellbore storage', () => {
  test('is the same constant from a unit slope as from what makes it', () => {
    const storage = wellboreStorageFullOfFluid({
      wellboreVolumeBbl: 180,
      fluidCompressibilityPerPsi: 1e-5,
    }).value;
    // q B = 24 C dp/dt.
    const timeHours = 0.05;
    const pressureChangePsi = (500 * 1.3 * timeHours) / (24 * storage);
    const unitSlope = { rateStbd: 500, oilFvf: 1.3, timeHours, pressureChangePsi };
    expect(wellboreStorageFromUnitSlope(unitSlope).value).toBeCloseTo(storage, 15);
  });

  test('is a barrel a psi for a level that moves by its head', () => {
    const wellboreAreaFt2 = 0.1;
    const storage = wellboreStorageRisingLevel({ wellboreAreaFt2, liquidDensityLbFt3: 50 }).value;
    const riseFt = 144 / 50; // one psi
    expect(storage).toBeCloseTo((riseFt * wellboreAreaFt2) / 5.614583, 8);
  });

  test('is dimensionless with 0.8936', () => {
    const well = { ...ROCK, thicknessFt: 40, wellboreRadiusFt: 0.35, storageBblPerPsi: 0.01 };
    expect(dimensionlessWellboreStorage(well).value).toBeCloseTo(
      (0.8936 * 0.01) / (0.18 * 1.5e-5 * 40 * 0.35 ** 2),
      -0.5,
    );
  });
});
