import { columnIssues, noSolution } from '../argument-issues.ts';
import { max, min, sqrt } from '../math.ts';
import { FINITE, type Issue, isUsable } from '../quantity.ts';
import { type FeaturePoints, checkPoints, squaredDistance } from './feature-points.ts';

/** How well each point lies in its cluster. */
export interface Silhouette {
  /** (b - a)/max(a, b), -1 to 1, of each point; 0 in a cluster of one; shape (n). */
  readonly coefficients: Float64Array;
  /** Mean over all points: above 0.5 the clusters are real, below 0.25 they are not. */
  readonly mean: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the silhouette of clustered points.
 *
 * @param points - label of each point, 0 or more, of shape (n), with 2 clusters or more
 *
 * Source: Rousseeuw (1987), Silhouettes, Journal of Computational and Applied Mathematics 20.
 */
export const silhouette = (
  points: FeaturePoints & { readonly labels: ArrayLike<number> },
): Silhouette => {
  const { features, dimension, labels } = points;
  const count = features.length / dimension;
  const sizes = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) sizes.set(labels[i]!, (sizes.get(labels[i]!) ?? 0) + 1);
  const issues = [...checkPoints(points), ...columnIssues('labels', labels, count, FINITE)];
  if (sizes.size < 2) issues.push(noSolution('labels', 'a silhouette needs 2 clusters'));
  if (!isUsable(issues)) return { coefficients: new Float64Array(0), mean: Number.NaN, issues };
  const coefficients = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const distances = new Map<number, number>();
    for (let j = 0; j < count; j++) {
      const distance = sqrt(squaredDistance(features, i, features, j, dimension));
      distances.set(labels[j]!, (distances.get(labels[j]!) ?? 0) + distance);
    }
    coefficients[i] = coefficientOf(labels[i]!, distances, sizes);
    sum += coefficients[i]!;
  }
  return { coefficients, mean: sum / count, issues };
};

const coefficientOf = (
  own: number,
  distances: ReadonlyMap<number, number>,
  sizes: ReadonlyMap<number, number>,
): number => {
  const size = sizes.get(own)!;
  if (size === 1) return 0;
  const within = distances.get(own)! / (size - 1);
  let nearest = Infinity;
  for (const [label, distance] of distances) {
    if (label !== own) nearest = min(nearest, distance / sizes.get(label)!);
  }
  const greater = max(within, nearest);
  return greater === 0 ? 0 : (nearest - within) / greater;
};
