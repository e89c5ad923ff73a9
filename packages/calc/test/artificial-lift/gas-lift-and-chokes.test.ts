import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chokeBeanSize,
  chokeLiquidRate,
  chokeUpstreamPressure,
  criticalPressureRatio,
  gasChokeRate,
  gasChokeTemperature,
  gasChokeUpstreamPressure,
  gasLiftValvePressures,
  injectionPressureAtDepth,
  liftGasRate,
  liquidChokeRate,
  nitrogenDomePressure,
  testRackOpeningPressure,
  thornhillCraverRate,
} from '../../src/artificial-lift/index.ts';

describe('gas lift valve', () => {
  const port = {
    portDiameterIn: 28 / 64,
    upstreamPressurePsia: 850,
    downstreamPressurePsia: 420,
    gasGravity: 0.7,
    temperatureF: 150,
  };

  test('passes 3150 Mscf/d through 28/64 in, as Hernandez', () => {
    expect(thornhillCraverRate({ ...port, zFactor: 0.89 }).value / 3150).toBeCloseTo(1, 1.5);
  });

  test('passes no more below the critical ratio, and nothing backwards', () => {
    const critical = thornhillCraverRate({ ...port, downstreamPressurePsia: 400 }).value;
    expect(thornhillCraverRate({ ...port, downstreamPressurePsia: 0 }).value).toBe(critical);
    expect(thornhillCraverRate({ ...port, downstreamPressurePsia: 850 }).value).toBe(0);
    expect(thornhillCraverRate({ ...port, downstreamPressurePsia: 900 }).value).toBe(0);
  });

  test('passes less the higher the tubing pressure', () => {
    const pressure = fc.double({ min: 0, max: 850, noNaN: true });
    fc.assert(
      fc.property(pressure, pressure, (a, b) => {
        const at = (downstreamPressurePsia: number) =>
          thornhillCraverRate({ ...port, downstreamPressurePsia }).value;
        expect(at(Math.max(a, b))).toBeLessThanOrEqual(at(Math.min(a, b)));
      }),
    );
  });

  test('opens where the forces balance: Pc (1 - R) + Pt R = Pd', () => {
    const valve = { domePressurePsi: 900, tubingPressurePsi: 600, areaRatio: 0.073 };
    const { openingPressurePsi, closingPressurePsi, spreadPsi } = gasLiftValvePressures(valve);
    expect(openingPressurePsi * 0.927 + 600 * 0.073).toBeCloseTo(900, 10);
    expect(closingPressurePsi).toBe(900);
    expect(spreadPsi).toBeCloseTo(23.62, 2);
    const sprung = gasLiftValvePressures({ ...valve, springPressurePsi: 50 });
    expect(sprung.openingPressurePsi - openingPressurePsi).toBeCloseTo(50, 10);
  });

  test('opens on the test rack at the dome pressure over what the bellows has left', () => {
    const rack = testRackOpeningPressure({ domePressurePsig: 750, areaRatio: 0.1 }).value;
    const onRack = gasLiftValvePressures({
      domePressurePsi: 750,
      tubingPressurePsi: 0,
      areaRatio: 0.1,
    });
    expect(rack).toBeCloseTo(onRack.openingPressurePsi, 10);
  });

  test('has a charge of 750 psia at 180 °F from 600 psia at 60 °F, as the charts', () => {
    const hot = nitrogenDomePressure({ pressurePsia: 600, temperatureF: 60, newTemperatureF: 180 });
    expect(Math.abs(hot.value - 750)).toBeLessThan(8);
    const back = nitrogenDomePressure({
      pressurePsia: hot.value,
      temperatureF: 180,
      newTemperatureF: 60,
    });
    expect(back.value).toBeCloseTo(600, 6);
  });

  test('refuses a port as large as the bellows and warns beyond 400 °F', () => {
    const open = gasLiftValvePressures({ domePressurePsi: 1, tubingPressurePsi: 1, areaRatio: 1 });
    expect(open.openingPressurePsi).toBeNaN();
    const hot = nitrogenDomePressure({ pressurePsia: 600, temperatureF: 60, newTemperatureF: 450 });
    expect(hot.value).toBeGreaterThan(600);
    expect(hot.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'newTemperatureF' }]);
  });
});

describe('gas lift design', () => {
  test('injects what the formation does not bring', () => {
    const well = { liquidRateStbd: 800, targetGasLiquidRatioScfStb: 900 };
    expect(liftGasRate({ ...well, formationGasLiquidRatioScfStb: 400 }).value).toBeCloseTo(400, 12);
    expect(liftGasRate({ ...well, formationGasLiquidRatioScfStb: 1000 }).value).toBe(0);
  });

  test('has the pressure at depth of two columns on top of each other', () => {
    const gas = { gasGravity: 0.65, temperatureF: 130, zFactor: 0.87 };
    const at = (surfacePressurePsia: number, depthFt: number) =>
      injectionPressureAtDepth({ ...gas, surfacePressurePsia, depthFt }).value;
    expect(at(at(1000, 3000), 5000)).toBeCloseTo(at(1000, 8000), 9);
    // Barometric formula with molar masses: M g D / (z R T), ft·lbf and °R.
    const exponent = (28.97 * 0.65 * 8000) / (0.87 * 1545.35 * 589.67);
    expect(at(1000, 8000) / (1000 * Math.exp(exponent))).toBeCloseTo(1, 3);
  });
});

describe('two-phase choke', () => {
  const flow = { gasLiquidRatioScfStb: 800, beanSize64ths: 24 };

  test.each([
    ['gilbert', 10, 0.546, 1.89],
    ['ros', 17.4, 0.5, 2],
    ['baxendell', 9.56, 0.546, 1.93],
    ['achong', 3.82, 0.65, 1.88],
    ['pilehvari', 46.67, 0.313, 2.11],
  ] as const)('is C q R^m / S^n by %s, and its inverses', (correlation, c, m, n) => {
    const input = { ...flow, correlation, liquidRateStbd: 500 };
    const upstreamPressurePsig = chokeUpstreamPressure(input).value;
    expect(upstreamPressurePsig).toBeCloseTo((c * 500 * 800 ** m) / 24 ** n, 9);
    const back = { ...input, upstreamPressurePsig };
    expect(chokeLiquidRate(back).value).toBeCloseTo(500, 9);
    expect(chokeBeanSize(back).value).toBeCloseTo(24, 10);
  });

  test('warns when the pressure behind it is too high for critical flow', () => {
    const input = { ...flow, upstreamPressurePsig: 400 };
    const free = chokeLiquidRate({ ...input, downstreamPressurePsig: 200 });
    const tight = chokeLiquidRate({ ...input, downstreamPressurePsig: 350 });
    expect(free.issues).toEqual([]);
    expect(tight.value).toBe(free.value);
    expect(tight.issues[0]?.code).toBe('EXTRAPOLATED');
  });

  test('refuses a closed choke and a negative rate', () => {
    expect(
      chokeUpstreamPressure({ ...flow, liquidRateStbd: 500, beanSize64ths: 0 }).value,
    ).toBeNaN();
    const negative = chokeUpstreamPressure({ ...flow, liquidRateStbd: -5 });
    expect(negative.issues[0]?.parameter).toBe('liquidRateStbd');
  });
});

describe('gas choke', () => {
  const choke = {
    chokeDiameterIn: 1,
    gasGravity: 0.6,
    upstreamTemperatureF: 75,
    heatCapacityRatio: 1.3,
    dischargeCoefficient: 0.62,
  };

  test('passes 12 743 Mscf/d in the example of Guo, chapter 5', () => {
    const { rateMscfd, regime } = gasChokeRate({
      ...choke,
      upstreamPressurePsia: 800,
      downstreamPressurePsia: 200,
    });
    expect(rateMscfd / 12_743).toBeCloseTo(1, 2.5);
    expect(regime).toBe('sonic');
  });

  test('has the critical ratios of diatomic and of natural gas', () => {
    expect(criticalPressureRatio(1.4).value).toBeCloseTo(0.5283, 4);
    expect(criticalPressureRatio(1.3).value).toBeCloseTo(0.5457, 4);
    expect(criticalPressureRatio(1).value).toBeNaN();
  });

  test('has no step where sonic becomes subsonic', () => {
    const at = (downstreamPressurePsia: number) =>
      gasChokeRate({ ...choke, upstreamPressurePsia: 1000, downstreamPressurePsia });
    const critical = 1000 * criticalPressureRatio(1.3).value;
    expect(at(critical - 1e-6).regime).toBe('sonic');
    expect(at(critical + 1e-6).regime).toBe('subsonic');
    expect(at(critical + 1e-6).rateMscfd).toBeCloseTo(at(critical - 1e-6).rateMscfd, 6);
    expect(at(1001).rateMscfd).toBe(0);
  });

  test('needs the upstream pressure that gives its rate, in both regimes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 3000, noNaN: true }),
        fc.double({ min: 1.01, max: 5, noNaN: true }),
        (downstreamPressurePsia, factor) => {
          const upstreamPressurePsia = factor * downstreamPressurePsia;
          const { rateMscfd } = gasChokeRate({
            ...choke,
            upstreamPressurePsia,
            downstreamPressurePsia,
          });
          const back = gasChokeUpstreamPressure({ ...choke, rateMscfd, downstreamPressurePsia });
          expect(back.value / upstreamPressurePsia).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test('cools its gas, no further than sonic', () => {
    const at = (downstreamPressurePsia: number) =>
      gasChokeTemperature({
        upstreamTemperatureF: 75,
        upstreamPressurePsia: 800,
        downstreamPressurePsia,
      }).value;
    expect(at(800)).toBeCloseTo(75, 9);
    expect(at(600)).toBeLessThan(75);
    expect(at(100)).toBe(at(300));
    // At the throat of sonic flow T falls by 2/(k + 1).
    expect(at(100) + 459.67).toBeCloseTo((534.67 * 2) / 2.3, 9);
  });

  test('refuses a k of one', () => {
    const found = gasChokeRate({
      ...choke,
      heatCapacityRatio: 1,
      upstreamPressurePsia: 800,
      downstreamPressurePsia: 200,
    });
    expect(found.rateMscfd).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('heatCapacityRatio');
  });
});

describe('liquid choke', () => {
  test('is an orifice: Cd A sqrt(2 Δp / ρ)', () => {
    const flow = { chokeDiameterIn: 0.5, pressureDropPsi: 300, densityLbFt3: 60 };
    const velocityFtS = Math.sqrt((2 * 300 * 144 * 32.174) / 60);
    const byHand = 0.85 * (Math.PI / 4) * (0.5 / 12) ** 2 * velocityFtS * (86_400 / 5.614583);
    expect(liquidChokeRate(flow).value / byHand).toBeCloseTo(1, 2.5);
    expect(liquidChokeRate({ ...flow, pressureDropPsi: -1 }).value).toBeNaN();
  });
});
