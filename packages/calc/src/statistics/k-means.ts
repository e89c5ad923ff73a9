import { argumentIssues, issue, noSolution } from '../argument-issues.ts';
import { floor } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { type FeaturePoints, checkPoints, squaredDistance } from './feature-points.ts';
import { sumOf } from './linear-algebra.ts';

/** Points sorted into clusters around centroids. */
export interface KMeansClusters {
  /** Cluster of each point, 0 to k - 1; shape (n). */
  readonly labels: Uint32Array;
  /** Features of each centroid, as those of the points; shape (k × dimension). */
  readonly centroids: Float64Array;
  /** Points in each cluster; shape (k). */
  readonly sizes: Uint32Array;
  /** Sum of squared distances of the points from their centroids. */
  readonly inertia: number;
  /** Passes of the best start. */
  readonly iterations: number;
  readonly issues: readonly Issue[];
}

/**
 * Sorts points into k clusters of least squared distance from their means.
 *
 * @param points - k of 1 to n clusters; starts (10 when not given, the best is kept); seed of the
 *   random choice of first centroids (1): the same seed gives the same clusters
 *
 * Validity: round clusters of like size; finds a local optimum. Fewer different points than
 * clusters are NO_SOLUTION. NOT_CONVERGED after 300 passes.
 * Source: Lloyd (1982), Least Squares Quantization in PCM, IEEE Transactions on Information Theory
 * 28; first centroids by Arthur, Vassilvitskii (2007), k-means++.
 */
export const kMeans = (
  points: FeaturePoints & {
    readonly clusters: number;
    readonly starts?: number;
    readonly seed?: number;
  },
): KMeansClusters => {
  const { starts = 10, seed = 1 } = points;
  const count = points.features.length / points.dimension;
  const issues = [
    ...checkPoints(points),
    ...argumentIssues(points, { clusters: { min: 1, max: count }, starts: { min: 1 } }, 'clusters'),
  ];
  if (!isUsable(issues)) return noClusters(issues);
  const random = randomSequence(seed);
  let best: KMeansClusters | undefined;
  for (let start = 0; start < starts; start++) {
    const centroids = chooseCentroids(points, points.clusters, random);
    if (centroids === undefined) {
      return noClusters([noSolution('clusters', 'more clusters than different points')]);
    }
    const found = refine(points, centroids);
    if (best === undefined || found.inertia < best.inertia) best = found;
  }
  return best ?? noClusters(issues);
};

/** First centroids far from each other; undefined when too few points differ. */
const chooseCentroids = (
  { features, dimension }: FeaturePoints,
  clusters: number,
  random: () => number,
): Float64Array | undefined => {
  const count = features.length / dimension;
  const centroids = new Float64Array(clusters * dimension);
  const nearest = new Float64Array(count).fill(Infinity);
  let chosen = floor(random() * count);
  for (let k = 0; k < clusters; k++) {
    if (k > 0) {
      const total = sumOf(nearest);
      if (total === 0) return undefined;
      chosen = drawn(nearest, random() * total);
    }
    for (let d = 0; d < dimension; d++) {
      centroids[k * dimension + d] = features[chosen * dimension + d]!;
    }
    for (let i = 0; i < count; i++) {
      const distance = squaredDistance(features, i, centroids, k, dimension);
      if (distance < nearest[i]!) nearest[i] = distance;
    }
  }
  return centroids;
};

/** Index at which the running sum of weights passes a height; one of positive weight. */
const drawn = (weights: Float64Array, height: number): number => {
  let last = 0;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    sum += weights[i]!;
    if (sum > height) break;
  }
  return last;
};

const refine = (points: FeaturePoints, centroids: Float64Array): KMeansClusters => {
  const labels = new Uint32Array(points.features.length / points.dimension);
  const sizes = new Uint32Array(centroids.length / points.dimension);
  let [inertia, gain, iterations] = [Infinity, Infinity, 0];
  for (; gain > 0 && iterations < 300; iterations++) {
    const before = inertia;
    inertia = assign(points, centroids, labels);
    gain = before - inertia;
    if (gain > 0) moveCentroids(points, centroids, labels, sizes);
  }
  const unsettled = issue('NOT_CONVERGED', 'clusters', '300 passes did not settle the points');
  return { labels, centroids, sizes, inertia, iterations, issues: gain > 0 ? [unsettled] : [] };
};

/** Gives each point its nearest centroid, the first of equals; returns the inertia. */
const assign = (points: FeaturePoints, centroids: Float64Array, labels: Uint32Array): number => {
  let inertia = 0;
  for (let i = 0; i < labels.length; i++) {
    let least = Infinity;
    for (let k = 0; k * points.dimension < centroids.length; k++) {
      const distance = squaredDistance(points.features, i, centroids, k, points.dimension);
      if (distance < least) {
        least = distance;
        labels[i] = k;
      }
    }
    inertia += least;
  }
  return inertia;
};

/** Moves each centroid to the mean of its points; one that lost all of them stays. */
const moveCentroids = (
  { features, dimension }: FeaturePoints,
  centroids: Float64Array,
  labels: Uint32Array,
  sizes: Uint32Array,
): void => {
  const sums = new Float64Array(centroids.length);
  sizes.fill(0);
  for (let i = 0; i < labels.length; i++) {
    const k = labels[i]!;
    sizes[k]!++;
    for (let d = 0; d < dimension; d++) sums[k * dimension + d]! += features[i * dimension + d]!;
  }
  for (let c = 0; c < sums.length; c++) {
    const size = sizes[floor(c / dimension)]!;
    if (size > 0) centroids[c] = sums[c]! / size;
  }
};

/** Numbers of 0 to 1 that look random and are the same for the same seed (linear congruential, Numerical Recipes). */
const randomSequence = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const noClusters = (issues: readonly Issue[]): KMeansClusters => ({
  labels: new Uint32Array(0),
  centroids: new Float64Array(0),
  sizes: new Uint32Array(0),
  inertia: Number.NaN,
  iterations: 0,
  issues,
});
