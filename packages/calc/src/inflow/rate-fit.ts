import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import { type Issue, POSITIVE } from '../quantity.ts';
import { fitThroughOrigin } from '../reservoir/straight-line.ts';
import type { InflowShape, Reservoir } from './shaped-inflow.ts';

/** Rates and flowing pressures of a multi-rate test, point by point. */
export interface TestPoints {
  /** Stabilised rates, shape (n), all above zero. */
  readonly testRatesStbd: ArrayLike<number>;
  /** Flowing pressures of the same points, psi, shape (n), 0 or more and below reservoir pressure. */
  readonly testPressuresPsi: ArrayLike<number>;
}

/** One fitted coefficient and how far the points lie from it. */
export interface ScaleFit {
  readonly value: number;
  /** Root of the mean squared difference between fitted and measured rates. */
  readonly rmsErrorStbd: number;
  readonly issues: readonly Issue[];
}

/** Issues of a test: its numbers, its lengths, pressures that are not below the reservoir's. */
export const testPointIssues = (tests: TestPoints & Reservoir, least: number): readonly Issue[] => {
  return argumentIssues(
    tests,
    {
      testRatesStbd: { ...POSITIVE, least },
      testPressuresPsi: { min: 0, below: tests.reservoirPressurePsi },
    },
    'reservoirPressurePsi',
  );
};

/**
 * Fits the one coefficient of rate = coefficient x shape(pressure) by least squares on the rate.
 * With one point this is the exact coefficient of that point.
 */
export const shapedFit = <Tests extends TestPoints & Reservoir>(
  tests: Tests,
  shapeOf: (tests: Tests) => InflowShape,
): ScaleFit => {
  const { testRatesStbd: rates } = tests;
  const shapes = Array.from(tests.testPressuresPsi, shapeOf(tests).rateAt);
  const value = fitThroughOrigin(shapes, rates);
  const squares = shapes.reduce((sum, shape, i) => sum + (value * shape - rates[i]!) ** 2, 0);
  return unlessIssues(testPointIssues(tests, 1), {
    value,
    rmsErrorStbd: sqrt(squares / shapes.length),
  });
};
