import { noSolution } from '../argument-issues.ts';
import { type Issue, NO_ISSUES } from '../quantity.ts';

/** A least-squares line y = intercept + slope x. */
export interface StraightLine {
  readonly intercept: number;
  readonly slope: number;
  /** Share of the variance of y that the line explains; 1 when y does not vary. */
  readonly rSquared: number;
  readonly count: number;
}

/**
 * Fits a line through the points whose two coordinates are finite; NaN when their abscissae do not
 * differ.
 */
export const fitStraightLine = (x: ArrayLike<number>, y: ArrayLike<number>): StraightLine => {
  const isPoint = (i: number): boolean => Number.isFinite(x[i]) && Number.isFinite(y[i]);
  let [count, meanX, meanY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    if (!isPoint(i)) continue;
    count++;
    meanX += (x[i]! - meanX) / count;
    meanY += (y[i]! - meanY) / count;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    if (!isPoint(i)) continue;
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xx > 0 ? xy / xx : Number.NaN;
  const rSquared = xx > 0 ? (yy > 0 ? (slope * xy) / yy : 1) : Number.NaN;
  return { intercept: meanY - slope * meanX, slope, rSquared, count };
};

/** Slope of the least-squares line through the origin and the finite points; NaN without any. */
export const fitThroughOrigin = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  let [xx, xy] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
    xx += x[i]! * x[i]!;
    xy += x[i]! * y[i]!;
  }
  return xx > 0 ? xy / xx : Number.NaN;
};

/** An issue when a result that should be above zero is not. */
export const positiveIssues = (parameter: string, value: number): readonly Issue[] =>
  value > 0 ? NO_ISSUES : [noSolution(parameter, `the points give ${value}`)];
