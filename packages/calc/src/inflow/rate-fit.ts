import { NO_ISSUES, type Issue } from '../quantity.ts';

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

/** What is wrong with the points of a test: lengths, numbers, pressures not below the reservoir's. */
export function testPointIssues(
  points: TestPoints,
  reservoirPressurePsi: number,
  minimumCount: number,
): readonly Issue[] {
  const { testRatesStbd: rates, testPressuresPsi: pressures } = points;
  if (rates.length !== pressures.length || rates.length < minimumCount) {
    return outside(
      'testRatesStbd',
      `expected at least ${minimumCount} rates and as many pressures, got ${rates.length} and ${pressures.length}`,
    );
  }
  if (!(reservoirPressurePsi > 0 && Number.isFinite(reservoirPressurePsi))) {
    return outside('reservoirPressurePsi', `expected above 0, got ${reservoirPressurePsi}`);
  }
  for (let i = 0; i < rates.length; i++) {
    const rate = rates[i]!;
    const pressure = pressures[i]!;
    if (!(rate > 0 && Number.isFinite(rate))) {
      return outside('testRatesStbd', `point ${i}: expected above 0, got ${rate}`);
    }
    if (!(pressure >= 0 && pressure < reservoirPressurePsi)) {
      return outside(
        'testPressuresPsi',
        `point ${i}: expected 0 to below ${reservoirPressurePsi}, got ${pressure}`,
      );
    }
  }
  return NO_ISSUES;
}

function outside(parameter: string, message: string): readonly Issue[] {
  return [{ code: 'OUT_OF_DOMAIN', parameter, message }];
}

/**
 * Fits the one coefficient of rate = coefficient x shape(pressure) by least squares on the rate.
 * With one point this is the exact coefficient of that point.
 */
export function fitScale(
  points: TestPoints,
  reservoirPressurePsi: number,
  shape: (flowingPressurePsi: number) => number,
): ScaleFit {
  const issues = testPointIssues(points, reservoirPressurePsi, 1);
  if (issues.length > 0) return { value: Number.NaN, rmsErrorStbd: Number.NaN, issues };
  const { testRatesStbd: rates, testPressuresPsi: pressures } = points;
  const shapes = Array.from(pressures, shape);
  let product = 0;
  let square = 0;
  for (const [i, s] of shapes.entries()) {
    product += s * rates[i]!;
    square += s * s;
  }
  const value = product / square;
  let error = 0;
  for (const [i, s] of shapes.entries()) error += (value * s - rates[i]!) ** 2;
  return { value, rmsErrorStbd: Math.sqrt(error / shapes.length), issues: NO_ISSUES };
}

/** Straight line of least squares; NaN slope when all abscissae are equal. */
export function fitLine(
  x: readonly number[],
  y: readonly number[],
): { slope: number; intercept: number; rSquared: number } {
  const n = x.length;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xx > 0 ? xy / xx : Number.NaN;
  return {
    slope,
    intercept: meanY - slope * meanX,
    rSquared: yy > 0 ? (xy * xy) / (xx * yy) : 1,
  };
}
