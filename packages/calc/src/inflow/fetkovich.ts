import { checkRanges, isUsable, noQuantity, type Issue, type Quantity } from '../quantity.ts';
import { argumentIssues, finiteQuantity } from './argument-domains.ts';
import { fitLine, testPointIssues, type TestPoints } from './rate-fit.ts';

/** Turbulent (0.5) to laminar (1) flow; outside, the test was not stabilised or is in error. */
const EXPONENT_RANGE = [0.5, 1] as const;

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

/** C (pr^2 - pwf^2)^n without checks. */
export function backPressureRate(c: number, n: number, pr: number, pwf: number): number {
  return c * ((pr - pwf) * (pr + pwf)) ** n;
}

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
export function fetkovichRate(well: {
  readonly coefficient: number;
  readonly exponent: number;
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}): Quantity {
  const { coefficient, exponent, reservoirPressurePsi, flowingPressurePsi } = well;
  const issues = argumentIssues(well, {
    flowingPressurePsi: { min: 0, max: reservoirPressurePsi },
  });
  if (!isUsable(issues)) return noQuantity(issues);
  return finiteQuantity(
    backPressureRate(coefficient, exponent, reservoirPressurePsi, flowingPressurePsi),
    checkRanges({ exponent }, { exponent: EXPONENT_RANGE }),
  );
}

/**
 * Flowing pressure at which the back-pressure equation gives a rate, psi.
 *
 * @param well - rate 0 to the open-flow rate C pr^(2n)
 *
 * Source: inverse of {@link fetkovichRate}.
 */
export function fetkovichPressure(well: {
  readonly coefficient: number;
  readonly exponent: number;
  readonly reservoirPressurePsi: number;
  readonly rate: number;
}): Quantity {
  const { coefficient, exponent, reservoirPressurePsi, rate } = well;
  const most = backPressureRate(coefficient, exponent, reservoirPressurePsi, 0);
  const issues = argumentIssues(well, { rate: { min: 0, max: most * (1 + 1e-12) } });
  if (!isUsable(issues)) return noQuantity(issues);
  const drop = (rate / coefficient) ** (1 / exponent);
  return finiteQuantity(
    Math.sqrt(Math.max(reservoirPressurePsi ** 2 - drop, 0)),
    checkRanges({ exponent }, { exponent: EXPONENT_RANGE }),
  );
}

/**
 * Fits coefficient and exponent to two or more stabilised points, by least squares of log rate on
 * log (pr^2 - pwf^2): exact for two points.
 *
 * @param tests - rates in STB/d (or Mscf/d for gas), pressures below reservoir pressure
 *
 * Accuracy: a line drawn by eye on the same points can differ by 5 % in n and 100 % in C.
 * Source: Fetkovich (1973), SPE 4529.
 */
export function fetkovichFit(
  tests: TestPoints & { readonly reservoirPressurePsi: number },
): BackPressureFit {
  const { reservoirPressurePsi: pr, testRatesStbd, testPressuresPsi } = tests;
  const issues = testPointIssues(tests, pr, 2);
  if (issues.length > 0) return noFit(issues);
  const x = Array.from(testPressuresPsi, (pwf) => Math.log((pr - pwf) * (pr + pwf)));
  const line = fitLine(x, Array.from(testRatesStbd, Math.log));
  if (!(line.slope > 0)) {
    return noFit([
      {
        code: 'NO_SOLUTION',
        parameter: 'testPressuresPsi',
        message: `expected the rate to rise with drawdown, got exponent ${line.slope}`,
      },
    ]);
  }
  const coefficient = Math.exp(line.intercept);
  return {
    coefficient,
    exponent: line.slope,
    openFlowRate: backPressureRate(coefficient, line.slope, pr, 0),
    rSquared: line.rSquared,
    issues: checkRanges({ exponent: round(line.slope) }, { exponent: EXPONENT_RANGE }),
  };
}

/** Keeps a slope of 1 + 1e-16 inside the range. */
function round(exponent: number): number {
  return Math.round(exponent * 1e9) / 1e9;
}

function noFit(issues: readonly Issue[]): BackPressureFit {
  const none = Number.NaN;
  return { coefficient: none, exponent: none, openFlowRate: none, rSquared: none, issues };
}
