import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alMarhounBubblePoint,
  alMarhounOilFvf,
  alMarhounSolutionGor,
  bealDeadOilViscosity,
  beggsRobinsonDeadOilViscosity,
  beggsRobinsonSaturatedOilViscosity,
  bergmanDeadOilViscosity,
  bergmanSuttonUndersaturatedOilViscosity,
  chewConnallySaturatedOilViscosity,
  glasoBubblePoint,
  glasoDeadOilViscosity,
  glasoOilFvf,
  glasoSolutionGor,
  lasaterBubblePoint,
  lasaterSolutionGor,
  oilApiGravity,
  oilDensity,
  oilSpecificGravity,
  petroskyFarshadBubblePoint,
  petroskyFarshadOilFvf,
  petroskyFarshadSolutionGor,
  standingBubblePoint,
  standingOilFvf,
  standingSolutionGor,
  undersaturatedOilDensity,
  undersaturatedOilFvf,
  vazquezBeggsBubblePoint,
  vazquezBeggsGasGravity,
  vazquezBeggsOilCompressibility,
  vazquezBeggsOilFvf,
  vazquezBeggsSolutionGor,
  vazquezBeggsUndersaturatedOilViscosity,
} from '../../src/pvt/index.ts';

/** The crude of every author, so that one property serves all. */
const AUTHORS = [
  { author: 'Standing', pb: standingBubblePoint, rs: standingSolutionGor, bo: standingOilFvf },
  {
    author: 'Vazquez and Beggs',
    pb: vazquezBeggsBubblePoint,
    rs: vazquezBeggsSolutionGor,
    bo: vazquezBeggsOilFvf,
  },
  { author: 'Glaso', pb: glasoBubblePoint, rs: glasoSolutionGor, bo: glasoOilFvf },
  { author: 'Al-Marhoun', pb: alMarhounBubblePoint, rs: alMarhounSolutionGor, bo: alMarhounOilFvf },
  {
    author: 'Petrosky and Farshad',
    pb: petroskyFarshadBubblePoint,
    rs: petroskyFarshadSolutionGor,
    bo: petroskyFarshadOilFvf,
  },
  { author: 'Lasater', pb: lasaterBubblePoint, rs: lasaterSolutionGor, bo: standingOilFvf },
] as const;

const anyCrude = fc
  .record({
    temperatureF: fc.double({ min: 120, max: 240, noNaN: true }),
    oilApi: fc.double({ min: 23, max: 44, noNaN: true }),
    gasGravity: fc.double({ min: 0.76, max: 0.85, noNaN: true }),
    solutionGorScfStb: fc.double({ min: 220, max: 900, noNaN: true }),
  })
  .map((oil) => ({ ...oil, gasGravity100Psig: oil.gasGravity }));

describe('published bubble points', () => {
  test('by Standing: 6390 psia in the documentation of pyResToolbox', () => {
    const oil = { oilApi: 43, temperatureF: 185, solutionGorScfStb: 2350, gasGravity: 0.72 };
    expect(standingBubblePoint(oil).value).toBeCloseTo(6390.2859, -1);
  });

  test('by Glaso: 19 378.03 kPa on petroleumoffice.com', () => {
    const oil = {
      oilApi: 35,
      temperatureF: 199.994,
      solutionGorScfStb: 499.1364287,
      gasGravity: 0.65,
    };
    expect(glasoBubblePoint(oil).value * 6.894757293).toBeCloseTo(19_378.03, 1);
  });
});

describe.each(AUTHORS)('$author', ({ pb, rs, bo }) => {
  test('dissolves at the bubble point the gas that it was found from', () => {
    fc.assert(
      fc.property(anyCrude, (oil) => {
        const pressurePsia = pb(oil).value;
        expect(rs({ ...oil, pressurePsia }).value / oil.solutionGorScfStb).toBeCloseTo(1, 9);
      }),
    );
  });

  test('raises bubble point and volume with more gas', () => {
    fc.assert(
      fc.property(anyCrude, (oil) => {
        const more = { ...oil, solutionGorScfStb: oil.solutionGorScfStb * 1.1 };
        expect(pb(more).value).toBeGreaterThan(pb(oil).value);
        expect(bo(more).value).toBeGreaterThan(bo(oil).value);
        expect(bo(oil).value).toBeGreaterThan(1);
      }),
    );
  });

  test('is refused a negative gas-oil ratio, a gravity of zero and a temperature below absolute zero', () => {
    const oil = {
      temperatureF: 180,
      oilApi: 35,
      gasGravity: 0.8,
      gasGravity100Psig: 0.8,
      solutionGorScfStb: 500,
    };
    for (const wrong of [
      { solutionGorScfStb: -1 },
      { gasGravity: 0, gasGravity100Psig: 0 },
      { temperatureF: -500 },
      { oilApi: Number.NaN },
    ]) {
      const { value, issues } = pb({ ...oil, ...wrong });
      expect(value).toBeNaN();
      expect(Object.keys(wrong)).toContain(issues[0]?.parameter);
    }
  });

  test('says so when the oil is hotter and lighter than the data', () => {
    const oil = {
      temperatureF: 400,
      oilApi: 70,
      gasGravity: 0.8,
      gasGravity100Psig: 0.8,
      solutionGorScfStb: 500,
    };
    const { value, issues } = pb(oil);
    expect(value).toBeGreaterThan(0);
    expect(issues.map(({ code, parameter }) => [code, parameter])).toEqual(
      expect.arrayContaining([
        ['EXTRAPOLATED', 'temperatureF'],
        ['EXTRAPOLATED', 'oilApi'],
      ]),
    );
  });
});

describe('ranges of validity', () => {
  test.each([
    { temperatureF: 100, reported: [] },
    { temperatureF: 99.99, reported: ['temperatureF'] },
    { temperatureF: 258, reported: [] },
    { temperatureF: 258.01, reported: ['temperatureF'] },
  ])('of Standing include their ends: $temperatureF °F', ({ temperatureF, reported }) => {
    const oil = { temperatureF, oilApi: 35, gasGravity: 0.8, solutionGorScfStb: 500 };
    expect(standingBubblePoint(oil).issues.map(({ parameter }) => parameter)).toEqual(reported);
  });

  test('cover the result as well', () => {
    const oil = { temperatureF: 250, oilApi: 17, gasGravity: 0.6, solutionGorScfStb: 1400 };
    expect(standingBubblePoint(oil).issues).toMatchObject([
      { code: 'EXTRAPOLATED', parameter: 'bubblePointPsia' },
    ]);
  });

  test('do not stretch to results below zero: little gas gives NaN with its reason', () => {
    const oil = { temperatureF: 150, oilApi: 35, gasGravity: 0.8, solutionGorScfStb: 10 };
    const { value, issues } = petroskyFarshadBubblePoint(oil);
    expect(value).toBeNaN();
    expect(issues).toMatchObject([{ code: 'NO_SOLUTION', parameter: 'bubblePointPsia' }]);
    expect(standingBubblePoint({ ...oil, solutionGorScfStb: 0 }).value).toBeNaN();
  });

  test('end for Glaso where the parabola has no root', () => {
    const oil = { temperatureF: 200, oilApi: 35, gasGravity: 0.8, pressurePsia: 25_000 };
    expect(glasoSolutionGor(oil).issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });
});

describe('gravity', () => {
  test('of water is 10 °API and the scale turns around', () => {
    expect(oilSpecificGravity(10).value).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 70, noNaN: true }), (oilApi) => {
        expect(oilApiGravity(oilSpecificGravity(oilApi).value).value).toBeCloseTo(oilApi, 10);
      }),
    );
  });

  test('of gas at a separator of 100 psig is what was measured there', () => {
    const separator = { gasGravity: 0.8, oilApi: 35, separatorTemperatureF: 90 };
    expect(vazquezBeggsGasGravity({ ...separator, separatorPressurePsia: 114.7 }).value).toBe(0.8);
    expect(vazquezBeggsGasGravity({ ...separator, separatorPressurePsia: 60 }).value).toBeLessThan(
      0.8,
    );
  });
});

describe('viscosity', () => {
  test('of the dead oil of Takacs is 4.05 cP by Beggs and Robinson and 2.30 cP by Glaso', () => {
    const oil = { temperatureF: 120, oilApi: 37.9 };
    expect(beggsRobinsonDeadOilViscosity(oil).value).toBeCloseTo(4.05, 1);
    expect(glasoDeadOilViscosity(oil).value).toBeCloseTo(2.3, 2);
  });

  test('of the live oil of Takacs is 0.638 cP by Chew and Connally, within 5 %', () => {
    const oil = { deadOilViscosityCp: 2.3, solutionGorScfStb: 769 };
    expect(Math.abs(chewConnallySaturatedOilViscosity(oil).value / 0.638 - 1)).toBeLessThan(0.05);
  });

  test('of dead oil falls with temperature by every author', () => {
    const formulas = [
      beggsRobinsonDeadOilViscosity,
      glasoDeadOilViscosity,
      bealDeadOilViscosity,
      bergmanDeadOilViscosity,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...formulas),
        fc.double({ min: 20, max: 48, noNaN: true }),
        fc.double({ min: 98, max: 240, noNaN: true }),
        (formula, oilApi, temperatureF) => {
          expect(formula({ oilApi, temperatureF: temperatureF + 5 }).value).toBeLessThan(
            formula({ oilApi, temperatureF }).value,
          );
        },
      ),
    );
  });

  test('falls with dissolved gas and rises with pressure above the bubble point', () => {
    const live = (solutionGorScfStb: number) => [
      beggsRobinsonSaturatedOilViscosity({ deadOilViscosityCp: 5, solutionGorScfStb }).value,
      chewConnallySaturatedOilViscosity({ deadOilViscosityCp: 5, solutionGorScfStb }).value,
    ];
    expect(live(600)[0]).toBeLessThan(live(300)[0]!);
    expect(live(600)[1]).toBeLessThan(live(300)[1]!);
    const formulas = [
      vazquezBeggsUndersaturatedOilViscosity,
      bergmanSuttonUndersaturatedOilViscosity,
    ];
    for (const formula of formulas) {
      const at = (pressurePsia: number) =>
        formula({ bubblePointViscosityCp: 0.8, bubblePointPsia: 2500, pressurePsia }).value;
      expect(at(2500)).toBeCloseTo(0.8, 12);
      expect(at(3500)).toBeGreaterThan(0.8);
      expect(at(4500)).toBeGreaterThan(at(3500));
      expect(at(2400)).toBeNaN();
    }
  });

  test('has no value where a logarithm of the formula has none', () => {
    expect(glasoDeadOilViscosity({ temperatureF: 150, oilApi: 0.5 }).issues).toMatchObject([
      { code: 'NO_SOLUTION', parameter: 'deadOilViscosityCp' },
    ]);
    expect(beggsRobinsonDeadOilViscosity({ temperatureF: -10, oilApi: 30 }).value).toBeNaN();
  });
});

describe('volume above the bubble point', () => {
  test('is the published 1.2836 rb/STB', () => {
    const oil = {
      bubblePointFvf: 1.29,
      oilCompressibilityPerPsi: 9.9994660771e-6,
      bubblePointPsia: 2500.0156,
      pressurePsia: 2999.9607,
    };
    expect(undersaturatedOilFvf(oil).value).toBeCloseTo(1.283567, 5);
    expect(undersaturatedOilFvf({ ...oil, pressurePsia: 2400 }).value).toBeNaN();
  });

  test('keeps mass: density times volume does not change', () => {
    const oil = { oilCompressibilityPerPsi: 1.2e-5, bubblePointPsia: 2000, pressurePsia: 4000 };
    const density = undersaturatedOilDensity({ ...oil, bubblePointDensityLbFt3: 45 }).value;
    const volume = undersaturatedOilFvf({ ...oil, bubblePointFvf: 1.3 }).value;
    expect(density * volume).toBeCloseTo(45 * 1.3, 10);
  });

  test('has a compressibility of 1e-6 to 1e-4 per psi', () => {
    const oil = {
      bubblePointGorScfStb: 750,
      temperatureF: 200,
      oilApi: 35,
      gasGravity: 0.8,
      gasGravity100Psig: 0.8,
      pressurePsia: 4000,
    };
    const { value, issues } = vazquezBeggsOilCompressibility(oil);
    expect(value).toBeGreaterThan(1e-6);
    expect(value).toBeLessThan(1e-4);
    expect(issues).toEqual([]);
    expect(vazquezBeggsOilCompressibility({ ...oil, pressurePsia: 6000 }).value).toBeLessThan(
      value,
    );
  });

  test('is refused where the sum of Vazquez and Beggs is negative', () => {
    const heavy = {
      bubblePointGorScfStb: 20,
      temperatureF: 100,
      gasGravity100Psig: 0.9,
      oilApi: 16,
      pressurePsia: 2000,
    };
    expect(vazquezBeggsOilCompressibility(heavy).issues).toMatchObject([
      { code: 'NO_SOLUTION', parameter: 'oilCompressibilityPerPsi' },
    ]);
  });

  test('of oil without gas weighs as much as water of its gravity', () => {
    const oil = { oilApi: 10, gasGravity: 0.7, solutionGorScfStb: 0, oilFvf: 1 };
    expect(oilDensity(oil).value).toBeCloseTo(62.4, 10);
  });
});
