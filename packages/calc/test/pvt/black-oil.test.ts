import { describe, expect, test } from 'vitest';
import {
  bakerSwerdloffDeadOilSurfaceTension,
  bakerSwerdloffOilSurfaceTension,
  blackOilColumns,
  type BlackOilMethods,
  blackOilProperties,
  gasColumns,
  gasDensity,
  gasFvf,
  gouldWaterFvf,
  mcCainAtmosphericWaterViscosity,
  mcCainStandardWaterDensity,
  mcCainWaterFvf,
  mcCainWaterSolutionGas,
  mcCainWaterViscosity,
  naturalGasZFactor,
  osifWaterCompressibility,
  standingBubblePoint,
  standingOilFvf,
  standingSolutionGor,
  vazquezBeggsGasGravity,
  vazquezBeggsSolutionGor,
} from '../../src/pvt/index.ts';

const OIL = { oilApi: 35, gasGravity: 0.75, bubblePointGorScfStb: 500 };
const SOLUTIONS: readonly NonNullable<BlackOilMethods['solution']>[] = [
  'standing',
  'vazquez-beggs',
  'glaso',
  'al-marhoun',
  'petrosky-farshad',
  'lasater',
];

describe('blackOilProperties', () => {
  test('is Standing below the bubble point', () => {
    const crude = { oilApi: 35, gasGravity: 0.75, temperatureF: 180 };
    const state = blackOilProperties({ ...OIL, temperatureF: 180, pressurePsia: 1000 });
    const solutionGorScfStb = standingSolutionGor({ ...crude, pressurePsia: 1000 }).value;
    expect(state.solutionGorScfStb).toBe(solutionGorScfStb);
    expect(state.oilFvf).toBe(standingOilFvf({ ...crude, solutionGorScfStb }).value);
    expect(state.bubblePointPsia).toBe(
      standingBubblePoint({ ...crude, solutionGorScfStb: 500 }).value,
    );
    expect(state.oilCompressibilityPerPsi).toBeNaN();
    expect(state.issues).toEqual([]);
  });

  test.each(SOLUTIONS)('is continuous at the bubble point by %s', (solution) => {
    const oil = { ...OIL, temperatureF: 180, methods: { solution } };
    const { bubblePointPsia } = blackOilProperties({ ...oil, pressurePsia: 3000 });
    const below = blackOilProperties({ ...oil, pressurePsia: bubblePointPsia * (1 - 1e-9) });
    const above = blackOilProperties({ ...oil, pressurePsia: bubblePointPsia * (1 + 1e-9) });
    expect(above.oilFvf / below.oilFvf).toBeCloseTo(1, 7);
    expect(above.oilViscosityCp / below.oilViscosityCp).toBeCloseTo(1, 7);
    expect(above.oilDensityLbFt3 / below.oilDensityLbFt3).toBeCloseTo(1, 7);
    expect(below.solutionGorScfStb).toBeCloseTo(500, 5);
  });

  test('shrinks and thickens above the bubble point', () => {
    const at = (pressurePsia: number) =>
      blackOilProperties({ ...OIL, temperatureF: 180, pressurePsia });
    expect(at(4000).oilFvf).toBeLessThan(at(3000).oilFvf);
    expect(at(4000).oilViscosityCp).toBeGreaterThan(at(3000).oilViscosityCp);
    expect(at(4000).solutionGorScfStb).toBe(500);
  });

  test('corrects the gas gravity of Vazquez and Beggs for the separator', () => {
    const separator = { separatorTemperatureF: 90, separatorPressurePsia: 60 };
    const methods = { solution: 'vazquez-beggs' } as const;
    const state = blackOilProperties({
      ...OIL,
      ...separator,
      methods,
      temperatureF: 180,
      pressurePsia: 1000,
    });
    const gasGravity100Psig = vazquezBeggsGasGravity({ ...OIL, ...separator }).value;
    const expected = vazquezBeggsSolutionGor({
      oilApi: 35,
      gasGravity100Psig,
      temperatureF: 180,
      pressurePsia: 1000,
    });
    expect(state.solutionGorScfStb).toBe(expected.value);
  });

  test('reports what lies outside the data and refuses what is impossible', () => {
    const hot = blackOilProperties({ ...OIL, temperatureF: 300, pressurePsia: 1000 });
    expect(hot.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'temperatureF' }]);
    const wrong = blackOilProperties({ ...OIL, temperatureF: 180, pressurePsia: -1 });
    expect(wrong.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'pressurePsia' }]);
    expect(wrong.oilFvf).toBeNaN();
    const cold = blackOilProperties({ ...OIL, temperatureF: -20, pressurePsia: 1000 });
    expect(cold.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'temperatureF' }]);
  });
});

describe('columns', () => {
  const pressuresPsia = Float64Array.of(500, 1500, 2500, 4000);
  const temperaturesF = Float64Array.of(120, 150, 180, 200);

  test('of a black oil equal its properties row by row', () => {
    const columns = blackOilColumns({ ...OIL, pressuresPsia, temperaturesF });
    expect(columns.issues).toEqual([]);
    for (const [row, pressurePsia] of pressuresPsia.entries()) {
      const state = blackOilProperties({ ...OIL, pressurePsia, temperatureF: temperaturesF[row]! });
      expect(columns.oilFvf[row]).toBe(state.oilFvf);
      expect(columns.oilViscosityCp[row]).toBe(state.oilViscosityCp);
      expect(columns.solutionGorScfStb[row]).toBe(state.solutionGorScfStb);
      expect(columns.bubblePointPsia[row]).toBe(state.bubblePointPsia);
      expect(columns.oilDensityLbFt3[row]).toBe(state.oilDensityLbFt3);
    }
  });

  test('of a gas equal its functions row by row', () => {
    const columns = gasColumns({ gasGravity: 0.7, pressuresPsia, temperaturesF });
    expect(columns.issues).toEqual([]);
    for (const [row, pressurePsia] of pressuresPsia.entries()) {
      const gas = { gasGravity: 0.7, pressurePsia, temperatureF: temperaturesF[row]! };
      const zFactor = naturalGasZFactor(gas).value;
      expect(columns.zFactor[row]).toBe(zFactor);
      expect(columns.gasFvf[row]).toBe(gasFvf({ ...gas, zFactor }).value);
      expect(columns.gasDensityLbFt3[row]).toBe(gasDensity({ ...gas, zFactor }).value);
    }
  });

  test('leave NaN in rows that are no state and count them, and the rows outside the data', () => {
    const damaged = Float64Array.of(500, Number.NaN, -2, 4000);
    const hot = Float64Array.of(120, 150, 180, 400);
    const columns = blackOilColumns({ ...OIL, pressuresPsia: damaged, temperaturesF: hot });
    expect([...columns.oilFvf].map(Number.isNaN)).toEqual([false, true, true, false]);
    expect(columns.issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'pressuresPsia' },
      { code: 'EXTRAPOLATED', parameter: 'temperaturesF' },
    ]);
    const gas = gasColumns({ gasGravity: 0.7, pressuresPsia: damaged, temperaturesF });
    expect([...gas.gasViscosityCp].map(Number.isNaN)).toEqual([false, true, true, false]);
  });

  test('of different lengths are refused', () => {
    const short = Float64Array.of(100);
    for (const { issues } of [
      blackOilColumns({ ...OIL, pressuresPsia, temperaturesF: short }),
      gasColumns({ gasGravity: 0.7, pressuresPsia, temperaturesF: short }),
    ]) {
      expect(issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'temperaturesF' }]);
    }
  });
});

describe('water', () => {
  test('is fresh where no salinity is given, and salt lowers gas and raises viscosity and density', () => {
    const fresh = { pressurePsia: 3000, temperatureF: 180 };
    const brine = { ...fresh, salinityWeightPercent: 15 };
    expect(mcCainWaterViscosity(fresh)).toEqual(
      mcCainWaterViscosity({ ...fresh, salinityWeightPercent: 0 }),
    );
    expect(mcCainWaterSolutionGas(brine).value).toBeLessThan(mcCainWaterSolutionGas(fresh).value);
    expect(mcCainAtmosphericWaterViscosity(brine).value).toBeGreaterThan(
      mcCainAtmosphericWaterViscosity(fresh).value,
    );
    expect(mcCainStandardWaterDensity(15).value).toBeGreaterThan(
      mcCainStandardWaterDensity(0).value,
    );
  });

  test('has at 68 °F and one atmosphere the viscosity and density of the tables, 1.0 cP and 62.4 lb/ft³', () => {
    expect(mcCainAtmosphericWaterViscosity({ temperatureF: 68 }).value).toBeCloseTo(1, 1);
    expect(mcCainStandardWaterDensity(0).value).toBeCloseTo(62.37, 2);
  });

  test('expands with temperature and shrinks with pressure by McCain and Gould', () => {
    for (const formula of [mcCainWaterFvf, gouldWaterFvf]) {
      const at = (pressurePsia: number, temperatureF: number) =>
        formula({ pressurePsia, temperatureF }).value;
      expect(at(2000, 200)).toBeGreaterThan(at(2000, 150));
      expect(at(3000, 200)).toBeLessThan(at(2000, 200));
    }
  });

  test('has a compressibility of about 3e-6 per psi, which falls with salt', () => {
    const brine = (sodiumChlorideGramsPerLitre: number) =>
      osifWaterCompressibility({
        pressurePsia: 3000,
        temperatureF: 220,
        sodiumChlorideGramsPerLitre,
      });
    expect(brine(0).value).toBeCloseTo(1 / (7.033 * 3000 - 537 * 220 + 403_300), 15);
    expect(brine(100).value).toBeLessThan(brine(0).value);
    expect(brine(250).issues).toMatchObject([{ code: 'EXTRAPOLATED' }]);
  });

  test('is refused more than a hundred percent of salt', () => {
    expect(mcCainStandardWaterDensity(101).issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'salinityWeightPercent' },
    ]);
  });
});

describe('surface tension', () => {
  test('of dead oil lies on the two lines of Baker and Swerdloff and is held outside them', () => {
    const at = (temperatureF: number) =>
      bakerSwerdloffDeadOilSurfaceTension({ temperatureF, oilApi: 35 }).value;
    expect(at(68)).toBeCloseTo(39 - 0.2571 * 35, 12);
    expect(at(84)).toBeCloseTo(38.25 - 0.2571 * 35, 12);
    expect(at(200)).toBe(at(100));
    expect(at(40)).toBe(at(68));
  });

  test('of live oil falls with pressure and stops at 1 dyn/cm with a warning', () => {
    const at = (pressurePsia: number) =>
      bakerSwerdloffOilSurfaceTension({ temperatureF: 150, oilApi: 35, pressurePsia });
    expect(at(0).value).toBe(
      bakerSwerdloffDeadOilSurfaceTension({ temperatureF: 150, oilApi: 35 }).value,
    );
    expect(at(2000).value).toBeLessThan(at(1000).value);
    expect(at(5000)).toMatchObject({
      value: 1,
      issues: [{ code: 'EXTRAPOLATED', parameter: 'pressurePsia' }],
    });
  });
});
