import { noSolution } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { fitStraightLine } from '../reservoir/straight-line.ts';
import { testPointIssues, type TestPoints } from './rate-fit.ts';
import { type InflowShape, type Reservoir, shapedPressure, shapedRate } from './shaped-inflow.ts';

/** Coefficients of pr - pwf = C q + D q^2 from a multi-rate test. */
export interface JonesFit {
  /** C, psi/(STB/d): laminar part. */
  readonly laminarCoefficient: number;
  /** D, psi/(STB/d)^2: turbulent part. */
  readonly turbulentCoefficient: number;
  readonly openFlowRateStbd: number;
  /** Coefficient of determination of (pr - pwf)/q on q; 1 for two points. */
  readonly rSquared: number;
  readonly issues: readonly Issue[];
}

/** The positive root of D q^2 + C q = drop, stable as D goes to 0. */
export const quadraticRate = (c: number, d: number, drop: number): number =>
  drop === 0 ? 0 : (2 * drop) / (c + sqrt(c * c + 4 * d * drop));

/** Inflow with laminar and turbulent drop, whose scale is in the coefficients. */
export const jonesShape = (well: JonesWell): InflowShape => {
  const { laminarCoefficient: c, turbulentCoefficient: d, reservoirPressurePsi: pr } = well;
  return {
    rateAt: (pressure) => quadraticRate(c, d, pr - pressure),
    pressureAt: (rate) => pr - (c + d * rate) * rate,
  };
};

interface JonesWell extends Reservoir {
  readonly laminarCoefficient: number;
  readonly turbulentCoefficient: number;
}

/**
 * Rate with laminar and turbulent pressure drop, STB/d.
 *
 * @param well - C in psi/(STB/d), above 0; D in psi/(STB/d)^2, 0 or more
 *
 * Validity: single-phase flow, or two-phase with coefficients from a test.
 * Source: Jones, Blount and Glaze (1976), Use of Short Term Multiple Rate Flow Tests To Predict
 * Performance of Wells Having Turbulence, SPE 6133.
 */
export const jonesRate = (well: {
  readonly laminarCoefficient: number;
  readonly turbulentCoefficient: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity => shapedRate(well, jonesShape, () => 1);

/**
 * Flowing pressure at a rate with laminar and turbulent drop, psi: pr - C q - D q^2.
 *
 * @param well - rate 0 to the open-flow rate, STB/d
 *
 * Source: Jones, Blount and Glaze (1976), SPE 6133.
 */
export const jonesPressure = (well: {
  readonly laminarCoefficient: number;
  readonly turbulentCoefficient: number;
  readonly reservoirPressurePsi: number;
  readonly rateStbd: number;
}): Quantity => shapedPressure(well, jonesShape, () => 1);

/**
 * Fits C and D to two or more stabilised points, by least squares of (pr - pwf)/q on q: exact for
 * two points.
 *
 * A negative C or D is NO_SOLUTION: such points contradict the equation.
 *
 * Source: Jones, Blount and Glaze (1976), SPE 6133.
 */
export const jonesFit = (
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): JonesFit => {
  const rates = Array.from(tests.testRatesStbd);
  const line = fitStraightLine(
    rates,
    rates.map((rate, i) => (tests.reservoirPressurePsi - tests.testPressuresPsi[i]!) / rate),
  );
  const { slope: d, intercept: c } = line;
  const issues = [...testPointIssues(tests, 2)];
  if (issues.length === 0 && !(c >= 0 && d >= 0)) {
    issues.push(noSolution('testPressuresPsi', `no such curve: C would be ${c}, D ${d}`));
  }
  return unlessIssues(issues, {
    laminarCoefficient: c,
    turbulentCoefficient: d,
    openFlowRateStbd: quadraticRate(c, d, tests.reservoirPressurePsi),
    rSquared: line.rSquared,
  });
};

/**
 * Velocity coefficient of a gravel-free sandstone, 1/ft: beta = 2.33e10/k^1.201.
 *
 * @param permeabilityMd - greater than 0
 *
 * Source: Jones, Blount and Glaze (1976), SPE 6133.
 */
export const turbulenceBeta = (permeabilityMd: number): Quantity =>
  evaluate({ permeabilityMd }, (rock) => 2.33e10 / rock.permeabilityMd ** 1.201);

/**
 * Turbulent coefficient D from rock and completion, psi/(STB/d)^2.
 *
 * @param well - density in lb/ft3, perforated length and wellbore radius in ft
 *
 * Source: Jones, Blount and Glaze (1976), SPE 6133: D = 2.30e-14 beta B^2 rho/(hp^2 rw).
 */
export const turbulentCoefficientOfOil = (well: {
  readonly permeabilityMd: number;
  readonly oilFvf: number;
  readonly oilDensityLbFt3: number;
  readonly perforatedLengthFt: number;
  readonly wellboreRadiusFt: number;
}): Quantity =>
  evaluate(well, (given) => {
    const beta = turbulenceBeta(given.permeabilityMd).value;
    const inertia = beta * given.oilFvf ** 2 * given.oilDensityLbFt3;
    return (2.3e-14 * inertia) / (given.perforatedLengthFt ** 2 * given.wellboreRadiusFt);
  });
