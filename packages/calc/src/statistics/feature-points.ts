import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { FINITE, type Issue } from '../quantity.ts';

/** Points of several features, one after the other. */
export interface FeaturePoints {
  /** Features of the first point, then of the second, ...; shape (n × dimension). */
  readonly features: ArrayLike<number>;
  /** Features of a point, 1 or more. Scale them to like spread before. */
  readonly dimension: number;
}

/** Whole points of finite features. */
export const checkPoints = (points: FeaturePoints): readonly Issue[] => {
  const issues = argumentIssues(points, { features: FINITE, dimension: { min: 1 } }, 'dimension');
  if (points.features.length % points.dimension === 0) return issues;
  return [...issues, outOfDomain('features', `expected whole points of ${points.dimension}`)];
};

/** Squared distance of point i of one list from point j of another. */
export const squaredDistance = (
  a: ArrayLike<number>,
  i: number,
  b: ArrayLike<number>,
  j: number,
  dimension: number,
): number => {
  let sum = 0;
  for (let d = 0; d < dimension; d++) {
    const difference = a[i * dimension + d]! - b[j * dimension + d]!;
    sum += difference * difference;
  }
  return sum;
};
