import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agaGasLineRate,
  darcyWeisbachDrop,
  erosionalVelocity,
  gasLineInletPressure,
  gasLineOutletPressure,
  gasLineRate,
  type GasLineEquation,
  compressionOutletTemperature,
  isentropicCompressionWork,
  isothermalCompressionWork,
  reynoldsNumber,
} from '../../src/pipes/index.ts';

const WATER = {
  densityKgM3: 998,
  viscosityPaS: 0.001,
  insideDiameterM: 0.1,
  lengthM: 100,
  roughnessM: 4.5e-5,
  rateM3S: 0.015,
};

describe('darcyWeisbachDrop', () => {
  test('gives Hagen-Poiseuille in laminar flow: 128 mu L q / (pi d^4)', () => {
    const oil = { ...WATER, densityKgM3: 900, viscosityPaS: 0.2, rateM3S: 0.004 };
    const { pressureDropPa, reynoldsNumber: re } = darcyWeisbachDrop(oil);
    expect(re).toBeLessThan(2100);
    expect(pressureDropPa / ((128 * 0.2 * 100 * 0.004) / (Math.PI * 0.1 ** 4))).toBeCloseTo(1, 12);
  });

  test('adds the weight of the column and the heads of fittings', () => {
    const plain = darcyWeisbachDrop(WATER);
    const full = darcyWeisbachDrop({ ...WATER, elevationGainM: 10, fittingsK: 3 });
    const head = (998 * plain.velocityMS ** 2) / 2;
    expect(full.pressureDropPa - plain.pressureDropPa).toBeCloseTo(
      998 * 9.80665 * 10 + 3 * head,
      6,
    );
    expect(full.frictionDropPa - plain.frictionDropPa).toBeCloseTo(3 * head, 6);
  });

  test('is the sum of two halves of the line', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (share) => {
        const part = (lengthM: number) => darcyWeisbachDrop({ ...WATER, lengthM }).pressureDropPa;
        expect(part(100 * share) + part(100 * (1 - share))).toBeCloseTo(part(100), 6);
      }),
    );
  });

  test('is nothing without flow', () => {
    expect(darcyWeisbachDrop({ ...WATER, rateM3S: 0 })).toMatchObject({
      pressureDropPa: 0,
      frictionFactorDarcy: 0,
      issues: [],
    });
  });

  test.each(['rateM3S', 'densityKgM3', 'viscosityPaS', 'insideDiameterM', 'lengthM', 'roughnessM'])(
    'refuses a negative %s',
    (parameter) => {
      const { pressureDropPa, issues } = darcyWeisbachDrop({ ...WATER, [parameter]: -1 });
      expect(pressureDropPa).toBeNaN();
      expect(issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter }]);
    },
  );
});

describe('Reynolds numbers', () => {
  test('are 124 for one in each field unit', () => {
    const si = reynoldsNumber({
      densityKgM3: 16.018463374,
      velocityMS: 0.3048,
      insideDiameterM: 0.0254,
      viscosityPaS: 0.001,
    });
    expect(si.value).toBeCloseTo(124.0137, 3);
  });
});

/** Crane TP 410, example 7-18. */
const CRANE = {
  insideDiameterM: 0.34,
  lengthM: 160e3,
  gasGravity: 0.693,
  temperatureK: 277.15,
  baseTemperatureK: 288.7,
  inletPressurePa: 90e5,
  outletPressurePa: 20e5,
};
const EQUATIONS: readonly GasLineEquation[] = ['weymouth', 'panhandle-a', 'panhandle-b'];
const anyEquation = fc.constantFrom(...EQUATIONS);

describe('gas lines', () => {
  test.each([
    { equation: 'weymouth', efficiency: 0.92, expected: 32.0772905591 },
    { equation: 'panhandle-a', efficiency: 0.92, expected: 42.560820512 },
    { equation: 'panhandle-b', efficiency: 0.92, expected: 42.35366178 },
  ] as const)('pass $expected m³/s by $equation', ({ equation, efficiency, expected }) => {
    const rate = gasLineRate({ ...CRANE, equation, efficiency, viscosityPaS: 1e-5 });
    expect(rate.value / expected).toBeCloseTo(1, 4);
  });

  test('are turned around by the pressures at their ends', () => {
    fc.assert(
      fc.property(
        anyEquation,
        fc.double({ min: -500, max: 500, noNaN: true }),
        (equation, elevationGainM) => {
          const line = { ...CRANE, equation, elevationGainM };
          const rateM3S = gasLineRate(line).value;
          expect(gasLineOutletPressure({ ...line, rateM3S }).value / 20e5).toBeCloseTo(1, 9);
          expect(gasLineInletPressure({ ...line, rateM3S }).value / 90e5).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test('pass more with a lower outlet and less uphill', () => {
    fc.assert(
      fc.property(
        anyEquation,
        fc.double({ min: 1e5, max: 85e5, noNaN: true }),
        (equation, pressure) => {
          const at = (outletPressurePa: number, elevationGainM = 0) =>
            gasLineRate({ ...CRANE, equation, outletPressurePa, elevationGainM }).value;
          expect(at(pressure * 0.9)).toBeGreaterThan(at(pressure));
          expect(at(pressure, 100)).toBeLessThan(at(pressure));
        },
      ),
    );
  });

  test('stand still at equal pressures and refuse to run backwards', () => {
    const line = { ...CRANE, equation: 'weymouth' } as const;
    expect(gasLineRate({ ...line, outletPressurePa: 90e5 }).value).toBe(0);
    expect(gasLineRate({ ...line, outletPressurePa: 91e5 }).issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'outletPressurePa' },
    ]);
    expect(
      gasLineRate({ ...line, outletPressurePa: 89.9e5, elevationGainM: 500 }).issues,
    ).toMatchObject([{ code: 'NO_SOLUTION' }]);
  });

  test('have no outlet pressure for a rate that they cannot pass', () => {
    const line = { ...CRANE, equation: 'panhandle-b', rateM3S: 1000 } as const;
    expect(gasLineOutletPressure(line)).toMatchObject({ issues: [{ code: 'NO_SOLUTION' }] });
    expect(gasLineOutletPressure(line).value).toBeNaN();
  });

  test('pass in field units what the constants of the GPSA data book give', () => {
    const line = {
      lengthM: 20 * 1609.344,
      insideDiameterM: 10.02 * 0.0254,
      inletPressurePa: 800 * 6894.757293168,
      outletPressurePa: 500 * 6894.757293168,
      gasGravity: 0.65,
      temperatureK: 300,
      zFactor: 0.9,
      basePressurePa: 14.696 * 6894.757293168,
    };
    const scfPerDay = 86_400 / 0.028316846592;
    const [t, squares] = [540, 800 ** 2 - 500 ** 2];
    const base = 519.67 / 14.696;
    const medium = t * 20 * 0.9;
    const weymouth = 433.5 * base * Math.sqrt(squares / (0.65 * medium)) * 10.02 ** (8 / 3);
    const panhandleB =
      737 * base ** 1.02 * (squares / (0.65 ** 0.961 * medium)) ** 0.51 * 10.02 ** 2.53;
    expect(
      (gasLineRate({ ...line, equation: 'weymouth' }).value * scfPerDay) / weymouth,
    ).toBeCloseTo(1, 2);
    expect(
      (gasLineRate({ ...line, equation: 'panhandle-b' }).value * scfPerDay) / panhandleB,
    ).toBeCloseTo(1, 4);
  });

  test('by AGA are fully turbulent in a rough pipe and obey the pressure drop that they come from', () => {
    const aga = agaGasLineRate({ ...CRANE, roughnessM: 1.8e-5 });
    expect(aga.isFullyTurbulent).toBe(true);
    expect(aga.transmissionFactor).toBeCloseTo(4 * Math.log10((3.7 * 0.34) / 1.8e-5), 9);
    const massRate = (aga.rateM3S * 101_325 * 0.693 * 0.0289647) / (8.31446261815324 * 288.7);
    const flux = massRate / ((Math.PI / 4) * 0.34 ** 2);
    const squares =
      (aga.frictionFactorDarcy * 160e3 * flux ** 2 * 8.31446261815324 * 277.15) /
      (0.34 * 0.693 * 0.0289647);
    expect(squares / (90e5 ** 2 - 20e5 ** 2)).toBeCloseTo(1, 9);
  });

  test('by AGA are partially turbulent in a slow smooth pipe', () => {
    const slow = { ...CRANE, outletPressurePa: 89.9e5, roughnessM: 1e-6 };
    const aga = agaGasLineRate(slow);
    expect(aga.isFullyTurbulent).toBe(false);
    let smooth = 16;
    for (let step = 0; step < 200; step++)
      smooth = 4 * Math.log10(aga.reynoldsNumber / smooth) - 0.6;
    const expected = 4 * 0.96 * Math.log10(aga.reynoldsNumber / (1.4125 * smooth));
    expect(aga.transmissionFactor).toBeCloseTo(expected, 7);
    expect(agaGasLineRate({ ...slow, dragFactor: 0.92 }).rateM3S).toBeLessThan(aga.rateM3S);
  });

  test('refuse a roughness as large as the pipe', () => {
    expect(agaGasLineRate({ ...CRANE, roughnessM: 0.34 }).issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'roughnessM' },
    ]);
  });
});

describe('erosion by API RP 14E', () => {
  test('limits the velocity to C over the root of density', () => {
    expect(erosionalVelocity({ mixtureDensityLbFt3: 4 }).value).toBe(50);
    expect(erosionalVelocity({ mixtureDensityLbFt3: 4, erosionConstant: 125 }).value).toBe(62.5);
    expect(erosionalVelocity({ mixtureDensityLbFt3: 0 }).issues).toMatchObject([
      { parameter: 'mixtureDensityLbFt3' },
    ]);
  });
});

describe('compression of gas', () => {
  const GAS = {
    inletPressurePa: 1e5,
    outletPressurePa: 1e6,
    inletTemperatureK: 300,
    heatCapacityRatio: 1.4,
  };

  test('takes the published 8125.16 J/mol without losses', () => {
    expect(isentropicCompressionWork(GAS).value).toBeCloseTo(8125.161295, 2);
    expect(isentropicCompressionWork({ ...GAS, efficiency: 0.78 }).value).toBeCloseTo(
      8125.161295 / 0.78,
      2,
    );
    expect(isothermalCompressionWork({ ...GAS, temperatureK: 300 }).value).toBeCloseTo(
      5743.4273,
      3,
    );
  });

  test('warms the gas by its work over the heat capacity', () => {
    const rise = compressionOutletTemperature({ ...GAS, efficiency: 0.8 }).value - 300;
    const heatCapacity = (1.4 / 0.4) * 8.31446261815324;
    expect(rise * heatCapacity).toBeCloseTo(
      isentropicCompressionWork({ ...GAS, efficiency: 0.8 }).value,
      6,
    );
  });

  test('gives back less in an expansion than it takes', () => {
    const expansion = { ...GAS, inletPressurePa: 1e6, outletPressurePa: 1e5, efficiency: 0.8 };
    const ideal = isentropicCompressionWork({ ...expansion, efficiency: 1 }).value;
    expect(ideal).toBeLessThan(0);
    expect(isentropicCompressionWork(expansion).value).toBeCloseTo(0.8 * ideal, 9);
  });

  test('refuses a gas whose heat capacities do not differ', () => {
    expect(isentropicCompressionWork({ ...GAS, heatCapacityRatio: 1 }).issues).toMatchObject([
      { code: 'OUT_OF_DOMAIN', parameter: 'heatCapacityRatio' },
    ]);
  });
});
