import { noSolution, rangeIssues, type Ranges } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { exp, log, max, sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { fitStraightLine } from '../reservoir/straight-line.ts';
import { testPointIssues, type TestPoints } from './rate-fit.ts';
import { type InflowShape, type Reservoir, shapedPressure, shapedRate } from './shaped-inflow.ts';

/** Turbulent (0.5) to laminar (1) flow; outside, the test was not stabilised or is in error. */
const RANGES: Ranges = { exponent: [0.5, 1] };

/** Coefficient and exponent of q = C (pr^2 - pwf^2)^n from a multi-rate test. */
export interface BackPressureFit {
  /** C, rate unit per psi^(2n). */
  readonly coefficient: number;
  /** n, dimensionless. */
  readonly exponent: number;
  /** Rate at zero flowing pressure, in the unit of the test rates. */
  readonly openFlowRate: number;
  /** Coefficient of determination in log-log coordinates; 1 for two points. */
  readonly rSquared: number;
  readonly issues: readonly Issue[];
}

/** The back-pressure equation of a coefficient of 1. */
export const backPressureShape = ({
  reservoirPressurePsi: pr,
  exponent,
}: Reservoir & { readonly exponent: number }): InflowShape => ({
  rateAt: (pressure) => ((pr - pressure) * (pr + pressure)) ** exponent,
  pressureAt: (rate) => sqrt(max(pr ** 2 - rate ** (1 / exponent), 0)),
});

/**
 * Rate of Fetkovich's (Rawlins-Schellhardt's) back-pressure equation, in the coefficient's unit.
 *
 * @param well - coefficient in STB/d/psi^(2n) for oil or Mscf/d/psi^(2n) for gas; exponent 0.5 to 1;
 *   flowing pressure 0 to reservoir pressure, absolute for gas
 *
 * Validity: exponent 0.5 to 1 (an issue says when it is outside).
 * Source: Fetkovich (1973), The Isochronal Testing of Oil Wells, SPE 4529; Rawlins and Schellhardt
 * (1936) for gas.
 */
export const fetkovichRate = (well: {
  readonly coefficient: number;
  readonly exponent: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity => shapedRate(well, backPressureShape, (well) => well.coefficient, RANGES);

/**
 * Flowing pressure at which the back-pressure equation gives a rate, psi.
 *
 * @param well - rate 0 to the open-flow rate C pr^(2n)
 *
 * Source: inverse of {@link fetkovichRate}.
 */
export const fetkovichPressure = (well: {
  readonly coefficient: number;
  readonly exponent: number;
  readonly reservoirPressurePsi: number;
  readonly rate: number;
}): Quantity =>
  shapedPressure(
    { ...well, rateStbd: well.rate },
    backPressureShape,
    (well) => well.coefficient,
    RANGES,
  );

/**
 * Fits coefficient and exponent to two or more stabilised points, by least squares of log rate on
 * log (pr^2 - pwf^2): exact for two points.
 *
 * @param tests - rates in STB/d (or Mscf/d for gas), pressures below reservoir pressure
 *
 * Accuracy: a line drawn by eye on the same points can differ by 5 % in n and 100 % in C.
 * Source: Fetkovich (1973), SPE 4529.
 */
export const fetkovichFit = (
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): BackPressureFit => {
  const { reservoirPressurePsi: pr } = tests;
  const x = Array.from(tests.testPressuresPsi, (pwf) => log((pr - pwf) * (pr + pwf)));
  const line = fitStraightLine(x, Array.from(tests.testRatesStbd, log));
  const { slope: exponent } = line;
  const issues = testPointIssues(tests, 2);
  // A slope of 1 + 1e-16 is inside the range.
  const rounded = { exponent: Math.round(exponent * 1e9) / 1e9 };
  const found =
    exponent > 0
      ? rangeIssues(rounded, RANGES)
      : [noSolution('testPressuresPsi', `the rate does not rise with drawdown, n ${exponent}`)];
  const coefficient = exp(line.intercept);
  return unlessIssues(issues.length > 0 ? issues : found, {
    coefficient,
    exponent,
    openFlowRate: coefficient * pr ** (2 * exponent),
    rSquared: line.rSquared,
  });
};
