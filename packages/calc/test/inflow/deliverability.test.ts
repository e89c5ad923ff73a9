import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  borisovHorizontalIndex,
  darcyPseudoSteadyIndex,
  darcySteadyStateIndex,
  darcyTransientIndex,
  fetkovichFit,
  fetkovichPressure,
  fetkovichRate,
  flowEfficiencyFromSkin,
  gasRatePressureSquared,
  gasRatePseudopressure,
  inflowPressure,
  inflowRate,
  inflowRateColumns,
  jonesFit,
  jonesPressure,
  jonesRate,
  joshiHorizontalIndex,
  linearInflowPressure,
  linearInflowRate,
  linearProductivityIndex,
  linearProductivityIndexFit,
  type InflowModel,
} from '../../src/inflow/index.ts';

describe('The straight line', () => {
  test("gives Ahmed's example: 0.275, 192.5 STB/d at 600 psi, 390.9 psi at 250 STB/d", () => {
    const reservoirPressurePsi = 1300;
    const well = { reservoirPressurePsi, productivityIndexStbdPsi: 0.275 };
    const test = { reservoirPressurePsi, testRateStbd: 110, testPressurePsi: 900 };
    expect(linearProductivityIndex(test).value).toBeCloseTo(0.275, 12);
    expect(linearInflowRate({ ...well, flowingPressurePsi: 600 }).value).toBeCloseTo(192.5, 9);
    expect(linearInflowPressure({ ...well, rateStbd: 250 }).value).toBeCloseTo(390.9, 1);
  });

  test('refuses more than its open flow', () => {
    const well = { reservoirPressurePsi: 1300, productivityIndexStbdPsi: 0.275 };
    const { value, issues } = linearInflowPressure({ ...well, rateStbd: 358 });
    expect(value).toBeNaN();
    expect(issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'rateStbd' }]);
  });

  test('fits the slope of several tests through the reservoir pressure', () => {
    const fit = linearProductivityIndexFit({
      reservoirPressurePsi: 1000,
      testPressuresPsi: [900, 800],
      testRatesStbd: [110, 190],
    });
    // Least squares by hand: (100*110 + 200*190)/(100^2 + 200^2).
    expect(fit.value).toBeCloseTo(0.98, 12);
  });
});

describe("Darcy's indices", () => {
  const well = {
    permeabilityMd: 8.2,
    thicknessFt: 53,
    oilFvf: 1.1,
    oilViscosityCp: 1.7,
    wellboreRadiusFt: 0.328,
  };

  test("give Guo's example: 0.1968 pseudo-steady, 0.1806 steady, 0.2075 after a month", () => {
    expect(darcyPseudoSteadyIndex({ ...well, drainageRadiusFt: 2980 }).value).toBeCloseTo(
      0.1968,
      4,
    );
    expect(darcySteadyStateIndex({ ...well, drainageRadiusFt: 2980 }).value).toBeCloseTo(0.1806, 4);
    const early = {
      ...well,
      porosity: 0.19,
      totalCompressibilityPerPsi: 1.29e-5,
      timeHours: 720,
    };
    expect(darcyTransientIndex(early).value).toBeCloseTo(0.2075, 4);
  });

  test('fall with skin by exactly the flow efficiency', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 50, noNaN: true }), (skin) => {
        const radii = { drainageRadiusFt: 1490, wellboreRadiusFt: 0.35 };
        const damaged = darcyPseudoSteadyIndex({ ...well, ...radii, skin }).value;
        const clean = darcyPseudoSteadyIndex({ ...well, ...radii }).value;
        expect(damaged / clean).toBeCloseTo(flowEfficiencyFromSkin({ ...radii, skin }).value, 9);
      }),
    );
  });

  test.each([
    { change: { drainageRadiusFt: 0.2 }, code: 'OUT_OF_DOMAIN' },
    { change: { drainageRadiusFt: 2980, permeabilityMd: -1 }, code: 'OUT_OF_DOMAIN' },
    { change: { drainageRadiusFt: 2980, skin: -9 }, code: 'NO_SOLUTION' },
  ])('refuse $change as $code', ({ change, code }) => {
    const result = darcyPseudoSteadyIndex({ ...well, ...change });
    expect(result.value).toBeNaN();
    expect(result.issues[0]).toMatchObject({ code });
  });

  test('refuse a time so early that the transient has not begun', () => {
    const early = { ...well, porosity: 0.2, totalCompressibilityPerPsi: 1e-5 };
    expect(darcyTransientIndex({ ...early, timeHours: 1e-9 }).value).toBeNaN();
  });
});

describe('Fetkovich', () => {
  test("gives Guo's two-point example: n 1, C 0.0001", () => {
    const fit = fetkovichFit({
      reservoirPressurePsi: 3000,
      testRatesStbd: [500, 800],
      testPressuresPsi: [2000, 1000],
    });
    expect(fit.exponent).toBeCloseTo(1, 12);
    expect(fit.coefficient).toBeCloseTo(1e-4, 12);
    expect(fit.issues).toEqual([]);
  });

  test('finds coefficient and exponent of its own curve from any number of points', () => {
    const exponents = fc.double({ min: 0.5, max: 1, noNaN: true });
    fc.assert(
      fc.property(exponents, fc.integer({ min: 2, max: 8 }), (n, count) => {
        const testPressuresPsi = Array.from({ length: count }, (_, i) => 3000 - 300 * (i + 1));
        const testRatesStbd = testPressuresPsi.map((p) => 0.002 * (3000 ** 2 - p ** 2) ** n);
        const fit = fetkovichFit({ reservoirPressurePsi: 3000, testRatesStbd, testPressuresPsi });
        expect(fit.exponent).toBeCloseTo(n, 9);
        expect(fit.coefficient / 0.002).toBeCloseTo(1, 7);
        expect(fit.rSquared).toBeCloseTo(1, 9);
      }),
    );
  });

  test('inverts to the flowing pressure', () => {
    const well = { coefficient: 0.00079, exponent: 0.854, reservoirPressurePsi: 3600 };
    const rate = fetkovichRate({ ...well, flowingPressurePsi: 1234 }).value;
    expect(fetkovichPressure({ ...well, rate }).value).toBeCloseTo(1234, 6);
  });

  test('says when the exponent is outside 0.5 to 1, and refuses a rate that falls with drawdown', () => {
    const well = {
      coefficient: 1,
      exponent: 0.4,
      reservoirPressurePsi: 100,
      flowingPressurePsi: 0,
    };
    expect(fetkovichRate(well).issues).toMatchObject([{ code: 'EXTRAPOLATED' }]);
    const wrong = fetkovichFit({
      reservoirPressurePsi: 3000,
      testRatesStbd: [800, 500],
      testPressuresPsi: [2000, 1000],
    });
    expect(wrong.exponent).toBeNaN();
    expect(wrong.issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test.each([
    { testRatesStbd: [500], testPressuresPsi: [2000] },
    { testRatesStbd: [500, 800], testPressuresPsi: [2000] },
    { testRatesStbd: [500, 0], testPressuresPsi: [2000, 1000] },
    { testRatesStbd: [500, 800], testPressuresPsi: [2000, 3100] },
  ])('refuses the points %o', (points) => {
    const fit = fetkovichFit({ reservoirPressurePsi: 3000, ...points });
    expect(fit.openFlowRate).toBeNaN();
    expect(fit.issues[0]).toMatchObject({ code: 'OUT_OF_DOMAIN' });
  });
});

describe('Jones, Blount and Glaze', () => {
  test('has the rate that the drop of its two terms says', () => {
    const well = {
      laminarCoefficient: 0.65,
      turbulentCoefficient: 3e-4,
      reservoirPressurePsi: 3000,
    };
    // By hand: 0.65*500 + 3e-4*500^2 = 400 psi.
    expect(jonesRate({ ...well, flowingPressurePsi: 2600 }).value).toBeCloseTo(500, 9);
    expect(jonesPressure({ ...well, rateStbd: 500 }).value).toBeCloseTo(2600, 9);
  });

  test('becomes the straight line without turbulence', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3000, noNaN: true }), (flowingPressurePsi) => {
        const well = { reservoirPressurePsi: 3000, flowingPressurePsi };
        expect(
          jonesRate({ ...well, laminarCoefficient: 2, turbulentCoefficient: 0 }).value,
        ).toBeCloseTo((3000 - flowingPressurePsi) / 2, 9);
      }),
    );
  });

  test('fits both coefficients, and refuses points without a positive solution', () => {
    const rates = [200, 500, 900];
    const fit = jonesFit({
      reservoirPressurePsi: 3000,
      testRatesStbd: rates,
      testPressuresPsi: rates.map((q) => 3000 - 0.65 * q - 3e-4 * q * q),
    });
    expect(fit.laminarCoefficient).toBeCloseTo(0.65, 9);
    expect(fit.turbulentCoefficient).toBeCloseTo(3e-4, 12);
    const wrong = jonesFit({
      reservoirPressurePsi: 3000,
      testRatesStbd: [200, 500],
      testPressuresPsi: [2000, 1500],
    });
    expect(wrong.issues).toMatchObject([{ code: 'NO_SOLUTION' }]);
    expect(wrong.openFlowRateStbd).toBeNaN();
  });
});

describe('Horizontal wells', () => {
  const well = {
    horizontalPermeabilityMd: 100,
    thicknessFt: 60,
    oilFvf: 1.2,
    oilViscosityCp: 0.9,
    wellboreRadiusFt: 0.3,
    wellLengthFt: 2000,
    drainageAreaAcres: 120,
  };

  test("give Ahmed's example, with Joshi's half axis evaluated rightly", () => {
    expect(borisovHorizontalIndex(well).value).toBeCloseTo(37.4, 1);
    // The book prints 40.3 from a half axis of 1372 ft; it is 1495.8 ft.
    expect(joshiHorizontalIndex(well).value).toBeCloseTo(35.86, 2);
  });

  test('produce more the longer they are', () => {
    for (const index of [borisovHorizontalIndex, joshiHorizontalIndex]) {
      const short = index({ ...well, wellLengthFt: 1000 }).value;
      expect(index(well).value).toBeGreaterThan(short);
    }
  });

  test('produce less in layered rock, by Joshi', () => {
    const layered = joshiHorizontalIndex({ ...well, verticalPermeabilityMd: 5 });
    expect(layered.value).toBeLessThan(joshiHorizontalIndex(well).value);
  });

  test('refuse a drain longer than the drainage circle is wide', () => {
    const result = joshiHorizontalIndex({ ...well, wellLengthFt: 2600 });
    expect(result.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'wellLengthFt' }]);
  });
});

describe('Gas inflow', () => {
  const well = {
    permeabilityMd: 10,
    thicknessFt: 50,
    temperatureR: 640,
    drainageRadiusFt: 1490,
    wellboreRadiusFt: 0.33,
  };
  const squared = {
    ...well,
    reservoirPressurePsia: 3000,
    flowingPressurePsia: 2000,
    gasViscosityCp: 0.02,
    zFactor: 0.9,
  };

  test('is the pseudopressure form with m = p^2/(mu z) when mu z is constant', () => {
    const m = (p: number) => p ** 2 / (0.02 * 0.9);
    const pseudo = gasRatePseudopressure({
      ...well,
      reservoirPseudopressurePsi2Cp: m(3000),
      flowingPseudopressurePsi2Cp: m(2000),
    });
    expect(pseudo.value).toBeCloseTo(gasRatePressureSquared(squared).value, 6);
  });

  test('loses to turbulence what the quadratic says', () => {
    const laminar = gasRatePressureSquared(squared).value;
    const q = gasRatePressureSquared({ ...squared, nonDarcyPerMscfd: 1e-4 }).value;
    const shape = Math.log(1490 / 0.33) - 0.75;
    expect(q * (shape + 1e-4 * q)).toBeCloseTo(laminar * shape, 4);
  });
});

describe('An inflow model by name', () => {
  const models: InflowModel[] = [
    { model: 'linear', reservoirPressurePsi: 3000, productivityIndexStbdPsi: 0.5 },
    { model: 'vogel', reservoirPressurePsi: 3000, maxRateStbd: 1000 },
    { model: 'cheng', reservoirPressurePsi: 3000, maxRateStbd: 1000 },
    { model: 'wiggins', reservoirPressurePsi: 3000, maxRateStbd: 1000, phase: 'water' },
    {
      model: 'composite',
      reservoirPressurePsi: 3000,
      productivityIndexStbdPsi: 0.5,
      bubblePointPsi: 2000,
    },
    { model: 'fetkovich', reservoirPressurePsi: 3000, coefficient: 1e-3, exponent: 0.85 },
    {
      model: 'jones',
      reservoirPressurePsi: 3000,
      laminarCoefficient: 0.65,
      turbulentCoefficient: 3e-4,
    },
    {
      model: 'standing',
      reservoirPressurePsi: 3000,
      maxRateAtFlowEfficiency1Stbd: 1000,
      flowEfficiency: 0.8,
    },
  ];

  test.each(models)('gives rate and pressure of $model, one by one and by column', (inflow) => {
    const pressures = Float64Array.of(2999, 2100, 1500, 700);
    const rates = inflowRateColumns(inflow, pressures);
    for (const [i, pressure] of pressures.entries()) {
      const { value, issues } = inflowRate(inflow, pressure);
      expect(issues).toEqual([]);
      expect(rates[i]).toBe(value);
      if (inflow.model === 'cheng' && i === 0) continue;
      expect(inflowPressure(inflow, value).value).toBeCloseTo(pressure, 6);
    }
    expect(inflowRateColumns(inflow, Float64Array.of(-1, 3001, Number.NaN))).toEqual(
      Float64Array.of(Number.NaN, Number.NaN, Number.NaN),
    );
  });

  test('refuses coefficients that are not above zero', () => {
    const inflow: InflowModel = { model: 'vogel', reservoirPressurePsi: 3000, maxRateStbd: -5 };
    expect(inflowRate(inflow, 1000).issues).toMatchObject([{ parameter: 'maxRateStbd' }]);
    expect(inflowRateColumns(inflow, Float64Array.of(1000))[0]).toBeNaN();
  });
});
