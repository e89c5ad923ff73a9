import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kMeans, silhouette } from '../../src/statistics/index.ts';

const TWO_CLOUDS = [0, 0, 0, 1, 1, 0, 10, 10, 10, 11, 11, 10];

/** The silhouette by its definition, with full lists of distances. */
function slowSilhouette(
  points: readonly (readonly number[])[],
  labels: readonly number[],
): number[] {
  const distance = (a: readonly number[], b: readonly number[]): number =>
    Math.hypot(...a.map((value, d) => value - b[d]!));
  const mean = (list: readonly number[]): number => list.reduce((s, x) => s + x, 0) / list.length;
  return points.map((point, i) => {
    const to = (label: number): number[] =>
      points
        .filter((_, j) => j !== i && labels[j] === label)
        .map((other) => distance(point, other));
    const own = to(labels[i]!);
    if (own.length === 0) return 0;
    const others = [...new Set(labels)].filter((label) => label !== labels[i]);
    const b = Math.min(...others.map((label) => mean(to(label))));
    const a = mean(own);
    return Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b);
  });
}

describe('kMeans', () => {
  test('finds two clouds and their means', () => {
    const { labels, centroids, sizes, inertia } = kMeans({
      features: TWO_CLOUDS,
      dimension: 2,
      clusters: 2,
    });
    expect(new Set(labels.slice(0, 3)).size).toBe(1);
    expect(labels[0]).not.toBe(labels[3]);
    expect([...sizes]).toEqual([3, 3]);
    expect([...centroids].toSorted((a, b) => a - b)[0]).toBeCloseTo(1 / 3, 12);
    expect(inertia).toBeCloseTo(8 / 3, 12);
  });

  test('gives the same clusters for the same seed', () => {
    const points = {
      features: Array.from({ length: 60 }, (_, i) => (i * 37) % 50),
      dimension: 2,
      clusters: 4,
    };
    expect(kMeans({ ...points, seed: 5 })).toEqual(kMeans({ ...points, seed: 5 }));
  });

  test('has no inertia when every point has its own cluster', () => {
    expect(kMeans({ features: [1, 5, 9], dimension: 1, clusters: 3 }).inertia).toBe(0);
  });

  test('never gets worse with one cluster more', () => {
    const features = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(features, (values) => {
        const distinct = [...new Set(values)];
        fc.pre(distinct.length >= 3);
        const [one, two] = [1, 2].map((clusters) =>
          kMeans({ features: distinct, dimension: 1, clusters }),
        );
        expect(two!.inertia).toBeLessThanOrEqual(one!.inertia);
      }),
    );
  });

  test('refuses more clusters than points, and than different points', () => {
    expect(kMeans({ features: [1, 2], dimension: 1, clusters: 3 }).issues[0]?.code).toBe(
      'OUT_OF_DOMAIN',
    );
    expect(kMeans({ features: [1, 1], dimension: 1, clusters: 2 }).issues[0]?.code).toBe(
      'NO_SOLUTION',
    );
  });
});

describe('silhouette', () => {
  test('is what its definition says', () => {
    const coordinate = fc.integer({ min: -20, max: 20 });
    const point = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 12 }), (points) => {
        const labels = points.map((_, i) => i % 3);
        const found = silhouette({ features: points.flat(), dimension: 2, labels });
        slowSilhouette(points, labels).forEach((expected, i) =>
          expect(found.coefficients[i]).toBeCloseTo(expected, 10),
        );
      }),
    );
  });

  test('is high for clouds that are far apart', () => {
    const { mean } = silhouette({ features: TWO_CLOUDS, dimension: 2, labels: [0, 0, 0, 1, 1, 1] });
    expect(mean).toBeGreaterThan(0.9);
  });

  test('needs two clusters', () => {
    const found = silhouette({ features: [1, 2], dimension: 1, labels: [0, 0] });
    expect(found.mean).toBeNaN();
    expect(found.issues[0]?.code).toBe('NO_SOLUTION');
  });
});
