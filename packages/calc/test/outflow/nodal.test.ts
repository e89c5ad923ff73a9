import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InflowModel } from '../../src/inflow/index.ts';
import {
  nodalAnalysis,
  nodalSensitivity,
  operatingPoint,
  outflowPressureColumns,
  poettmannCarpenterPressure,
  pressureTraverse,
  tableOutflow,
  type NodalWell,
} from '../../src/outflow/index.ts';

const linear = (productivityIndexStbdPsi: number, reservoirPressurePsi: number): InflowModel => ({
  model: 'linear',
  productivityIndexStbdPsi,
  reservoirPressurePsi,
});

describe('operatingPoint', () => {
  test("gives Guo's well: 1127 STB/d at 1873 psia by Poettmann and Carpenter", () => {
    const point = operatingPoint({
      inflow: linear(1, 3000),
      outflowPressureAt: (liquidRateStbd) =>
        poettmannCarpenterPressure({
          wellheadPressurePsia: 500,
          liquidRateStbd,
          waterCutFraction: 0.25,
          gasLiquidRatioScfStb: 1000,
          oilApi: 30,
          gasGravity: 0.65,
          waterGravity: 1.05,
          waterFvf: 1.2,
          insideDiameterIn: 1.66,
          depthFt: 5000,
          wellheadTemperatureF: 100,
          bottomholeTemperatureF: 150,
        }).bottomholePressurePsia,
    });
    expect(Math.abs(point.rateStbd / 1127 - 1)).toBeLessThan(0.002);
    expect(Math.abs(point.flowingPressurePsi / 1873 - 1)).toBeLessThan(0.002);
  });

  test('solves straight inflow against a parabola as the formula of its root does', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 500, max: 8000, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 1e-9, max: 1e-2, noNaN: true }),
        (j, pr, share, b) => {
          const a = share * pr;
          const { rateStbd } = operatingPoint({
            inflow: linear(j, pr),
            outflowPressureAt: (q) => a + b * q * q,
          });
          const root = (2 * (pr - a)) / (1 / j + Math.sqrt(1 / j ** 2 + 4 * b * (pr - a)));
          expect(Math.abs(rateStbd / root - 1)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  test('reports the stable, right-hand crossing of a J-shaped curve and both in order', () => {
    const ratesStbd = [100, 300, 600, 1000, 1500, 2000];
    const pressuresPsi = [2450, 1900, 1500, 1400, 1550, 1800];
    const point = operatingPoint({
      inflow: linear(1, 2500),
      outflowPressureAt: tableOutflow({ ratesStbd, pressuresPsi }),
      ratesStbd,
    });
    expect(point.rateStbd).toBeCloseTo(1076.92307692, 6);
    expect(point.crossings.map((crossing) => crossing.isStable)).toEqual([false, true]);
    expect(point.crossings[0]!.rateStbd).toBeLessThan(300);
  });

  test('finds two crossings that lie between two rates of the grid', () => {
    // Difference (q - 501)(q - 503)/1000: negative over 2 of the 1000 STB/d only.
    const point = operatingPoint({
      inflow: linear(1, 1000),
      outflowPressureAt: (q) => 1000 - q + ((q - 501) * (q - 503)) / 1000,
    });
    expect(point.crossings.map((crossing) => crossing.rateStbd)).toEqual([
      expect.closeTo(501, 4),
      expect.closeTo(503, 4),
    ]);
    expect(point.rateStbd).toBeCloseTo(503, 4);
  });

  test('finds any two crossings of a curve that bends one way, however close', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 30, max: 960, noNaN: true }),
        fc.double({ min: 0.01, max: 25, noNaN: true }),
        fc.double({ min: 1e-5, max: 0.1, noNaN: true }),
        (middle, half, bend) => {
          const { crossings } = operatingPoint({
            inflow: linear(1, 1000),
            outflowPressureAt: (q) => 1000 - q + bend * ((q - middle) ** 2 - half ** 2),
          });
          expect(crossings.map((crossing) => crossing.rateStbd)).toEqual([
            expect.closeTo(middle - half, 4),
            expect.closeTo(middle + half, 4),
          ]);
        },
      ),
    );
  });

  test('has no value, and says what is missing, for a dead well', () => {
    const { rateStbd, crossings, issues } = operatingPoint({
      inflow: linear(1, 2000),
      outflowPressureAt: () => 2100,
    });
    expect(rateStbd).toBeNaN();
    expect(crossings).toEqual([]);
    expect(issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
    expect(issues[0]!.message).toContain('at least 100.2');
  });

  test('has no stable point where the outflow only falls below the inflow', () => {
    const { rateStbd, crossings, issues } = operatingPoint({
      inflow: linear(1, 2000),
      outflowPressureAt: (q) => 2100 - 1.5 * q,
      ratesStbd: [1, 400, 800],
    });
    expect(rateStbd).toBeNaN();
    expect(crossings).toMatchObject([{ isStable: false }]);
    expect(issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test('passes over rates at which the string cannot flow', () => {
    const { rateStbd } = operatingPoint({
      inflow: linear(1, 2000),
      outflowPressureAt: (q) => (q < 333 ? Number.NaN : 500 + q),
    });
    expect(rateStbd).toBeCloseTo(750, 6);
  });

  test('refuses an inflow without productivity and a grid that falls', () => {
    const outflowPressureAt = () => 500;
    expect(operatingPoint({ inflow: linear(0, 2000), outflowPressureAt }).issues).toMatchObject([
      { parameter: 'productivityIndexStbdPsi' },
    ]);
    const falling = { inflow: linear(1, 2000), outflowPressureAt, ratesStbd: [300, 200] };
    expect(operatingPoint(falling).issues).toMatchObject([{ parameter: 'ratesStbd' }]);
  });
});

describe('Nodal analysis of a well', () => {
  const depths = [0, 3000, 8000];
  const well: NodalWell = {
    inflow: {
      model: 'composite',
      reservoirPressurePsi: 3000,
      bubblePointPsi: 2200,
      productivityIndexStbdPsi: 1.2,
    },
    wellheadPressurePsia: 200,
    outflow: {
      method: 'hagedorn-brown',
      wellbore: {
        measuredDepthFt: depths,
        tvdFt: [0, 3000, 7500],
        temperaturesF: [100, 130, 175],
        insideDiameterIn: 2.441,
        roughnessIn: 0.0006,
      },
      fluid: {
        waterCutFraction: 0.3,
        gorScfStb: 500,
        oilApi: 35,
        gasGravity: 0.65,
        waterGravity: 1.07,
      },
    },
  };

  test('stands on both curves at its operating point', () => {
    const found = nodalAnalysis(well);
    const { rateStbd, flowingPressurePsi } = found.operatingPoint;
    const needed = pressureTraverse({
      ...well.outflow,
      liquidRateStbd: rateStbd,
      wellheadPressurePsia: 200,
    });
    expect(needed.endPressurePsia).toBeCloseTo(flowingPressurePsi, 1);
    expect(found.issues).toEqual([]);
    expect(found.ratesStbd.length).toBe(50);
    expect(found.outflowPressuresPsia).toEqual(outflowPressureColumns(well, found.ratesStbd));
    for (let i = 1; i < 50; i++) {
      expect(found.inflowPressuresPsia[i]).toBeLessThan(found.inflowPressuresPsia[i - 1]!);
    }
  });

  test('produces less the higher the wellhead pressure, until it dies', () => {
    const { ratesStbd, operatingPoints } = nodalSensitivity({
      ...well,
      parameter: 'wellheadPressurePsia',
      values: [50, 100, 200, 400, 2500],
      rateCount: 20,
    });
    for (let i = 1; i < 4; i++) expect(ratesStbd[i]).toBeLessThan(ratesStbd[i - 1]!);
    expect(ratesStbd[4]).toBeNaN();
    expect(operatingPoints[4]!.issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test('produces less with more water at the same gas-oil ratio', () => {
    const { ratesStbd } = nodalSensitivity({
      ...well,
      parameter: 'waterCutFraction',
      values: [0, 0.2, 0.4, 0.6],
      rateCount: 20,
    });
    for (let i = 1; i < 4; i++) expect(ratesStbd[i]).toBeLessThan(ratesStbd[i - 1]!);
  });

  test('produces more through wider tubing while friction rules', () => {
    const { ratesStbd } = nodalSensitivity({
      ...well,
      parameter: 'insideDiameterIn',
      values: [1.6, 1.995, 2.441],
      rateCount: 20,
    });
    expect(ratesStbd[1]).toBeGreaterThan(ratesStbd[0]!);
    expect(ratesStbd[2]).toBeGreaterThan(ratesStbd[1]!);
  });

  test('gains from lift gas up to an optimum, and loses beyond it', () => {
    const gasLift = { injectionRateMscfd: 0, injectionDepthFt: 6000 };
    const { ratesStbd } = nodalSensitivity({
      ...well,
      outflow: { ...well.outflow, gasLift },
      parameter: 'gasLiftRateMscfd',
      values: [0, 2000, 6000],
      rateCount: 20,
    });
    expect(ratesStbd[1]).toBeGreaterThan(ratesStbd[0]!);
    expect(ratesStbd[2]).toBeLessThan(ratesStbd[1]!);
  });

  test('refuses a value that the parameter cannot have, and a lift rate without a depth', () => {
    const cut = nodalSensitivity({ ...well, parameter: 'waterCutFraction', values: [1.5] });
    expect(cut.ratesStbd[0]).toBeNaN();
    expect(cut.operatingPoints[0]!.issues).toMatchObject([{ parameter: 'waterCutFraction' }]);
    const lift = nodalSensitivity({ ...well, parameter: 'gasLiftRateMscfd', values: [100] });
    expect(lift.operatingPoints[0]!.issues).toMatchObject([{ parameter: 'injectionDepthFt' }]);
  });

  test('gives NaN in the column for rates that are none', () => {
    const pressures = outflowPressureColumns(well, Float64Array.of(-5, 0, Number.NaN, 1000));
    expect([...pressures].map(Number.isNaN)).toEqual([true, true, true, false]);
  });
});
