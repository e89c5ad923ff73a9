import { unlessIssues } from '../evaluate.ts';
import { ceil, max, min } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { goldenMinimum } from '../root-finding.ts';
import { arcIndexAt, arcPosition, type PathArc, pathArcs, pathIssues } from './path-arcs.ts';
import { between, distance, dot, stationAt, type Vector3 } from './vector.ts';
import type { WellPath } from './well-path.ts';

/** Where two wells are closest. */
export interface ClosestApproach {
  /** Distance between the centre lines, ft. */
  readonly distanceFt: number;
  readonly referenceDepthFt: number;
  readonly offsetDepthFt: number;
  /** From the reference well to the offset well, ft. */
  readonly northFt: number;
  readonly eastFt: number;
  readonly downFt: number;
  readonly issues: readonly Issue[];
}

/** Longest stretch of the reference well between two looks, ft and radians. */
const LOOK_FT = 30;
const LOOK_RAD = 0.05;

interface Nearest {
  readonly distanceFt: number;
  readonly depthFt: number;
}

/**
 * Finds the closest approach of two wells in space: distance, depths in both and the vector between them, ft.
 *
 * The distance from a point to the offset well is exact (closed form on each arc); along the reference well it is
 * looked at every 30 ft or 3 degrees, and every minimum of these is refined.
 *
 * @param input.reference - from {@link minimumCurvaturePath}, two stations or more
 * @param input.offset - the other well, with the same origin of coordinates
 *
 * Accuracy: 0.001 ft, for minima wider than the look-out step.
 * Validity: centre lines only: no hole size, no survey uncertainty.
 * Source: 3-D closest approach as defined by ISCWSA; S.J. Sawaryn and J.L. Thorogood (2005) for the arcs.
 */
export const closestApproach = (input: {
  readonly reference: WellPath;
  readonly offset: WellPath;
}): ClosestApproach => {
  const issues = [...pathIssues(input.reference), ...pathIssues(input.offset)];
  const reference = pathArcs(input.reference);
  const offset = pathArcs(input.offset);
  // Paths that are not known have no depths to look at.
  if (!isUsable(issues)) return unlessIssues(issues, approachAt(reference, offset, Number.NaN));
  const distanceAt = (depthFt: number): number =>
    nearestOn(offset, positionAt(reference, depthFt)).distanceFt;
  const depths = looks(reference);
  const distances = depths.map(distanceAt);
  let bestFt = Infinity;
  let referenceDepthFt = Number.NaN;
  for (let i = 0; i < depths.length; i++) {
    const before = depths[max(0, i - 1)]!;
    const after = depths[min(depths.length - 1, i + 1)]!;
    const isLow =
      distances[i]! <= (distances[i - 1] ?? Infinity) &&
      distances[i]! <= (distances[i + 1] ?? Infinity);
    // Distance changes by no more than the depth does: a look that is too far cannot hide a closer one.
    if (!isLow || distances[i]! - (after - before) >= bestFt) continue;
    const depthFt = goldenMinimum(distanceAt, before, after, 1e-4);
    const distanceFt = distanceAt(depthFt);
    const isBetter = min(distanceFt, distances[i]!) < bestFt;
    if (!isBetter) continue;
    referenceDepthFt = distanceFt < distances[i]! ? depthFt : depths[i]!;
    bestFt = min(distanceFt, distances[i]!);
  }
  return unlessIssues(issues, approachAt(reference, offset, referenceDepthFt));
};

/** Distances along a reference well. */
export interface SeparationSeries {
  /** Distance to the closest point of the offset well, ft, shape (n). */
  readonly distanceFt: Float64Array;
  /** Measured depth of that point in the offset well, ft, shape (n). */
  readonly offsetDepthFt: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Computes the distance from each station of a reference well to the offset well, ft (3-D closest approach scan).
 *
 * @param input - as for {@link closestApproach}
 * @returns columns by the stations of the reference well, shape (n)
 */
export const wellSeparationSeries = (input: {
  readonly reference: WellPath;
  readonly offset: WellPath;
}): SeparationSeries => {
  const issues = [...pathIssues(input.reference), ...pathIssues(input.offset)];
  const offset = pathArcs(input.offset);
  const nearest = Array.from(input.reference.northFt, (_, station) =>
    nearestOn(offset, stationAt(input.reference, station)),
  );
  return unlessIssues(issues, {
    distanceFt: Float64Array.from(nearest, (found) => found.distanceFt),
    offsetDepthFt: Float64Array.from(nearest, (found) => found.depthFt),
  });
};

const approachAt = (
  reference: readonly PathArc[],
  offset: readonly PathArc[],
  referenceDepthFt: number,
): Omit<ClosestApproach, 'issues'> => {
  const here = positionAt(reference, referenceDepthFt);
  const { distanceFt, depthFt } = nearestOn(offset, here);
  const [northFt, eastFt, downFt] = between(here, positionAt(offset, depthFt));
  return { distanceFt, referenceDepthFt, offsetDepthFt: depthFt, northFt, eastFt, downFt };
};

const positionAt = (arcs: readonly PathArc[], depthFt: number): Vector3 => {
  const arc = arcs[arcIndexAt(arcs, depthFt)]!;
  return arcPosition(arc, depthFt - arc.topFt);
};

/** Depths at which the reference well is looked at: the ends of its arcs and enough between. */
const looks = (arcs: readonly PathArc[]): readonly number[] => {
  const depths = [arcs[0]!.topFt];
  for (const { topFt, lengthFt, curvature } of arcs) {
    const parts = max(1, ceil(max(1 / LOOK_FT, curvature / LOOK_RAD) * lengthFt));
    for (let part = 1; part <= parts; part++) depths.push(topFt + (lengthFt * part) / parts);
  }
  return depths;
};

const nearestOn = (arcs: readonly PathArc[], point: Vector3): Nearest => {
  let distanceFt = Infinity;
  let depthFt = Number.NaN;
  for (const arc of arcs) {
    // No point of an arc is farther from its top than its length.
    if (distance(point, arc.start) - arc.lengthFt >= distanceFt) continue;
    const alongFt = nearestAlong(arc, point);
    const found = distance(point, arcPosition(arc, alongFt));
    if (found >= distanceFt) continue;
    distanceFt = found;
    depthFt = arc.topFt + alongFt;
  }
  return { distanceFt, depthFt };
};

/** Distance below the top of an arc at which it is closest to a point. */
const nearestAlong = (arc: PathArc, point: Vector3): number => {
  const { start, lengthFt, curvature } = arc;
  const offset = between(start, point);
  const along = dot(offset, arc.tangent);
  if (curvature === 0) return min(lengthFt, max(0, along));
  const angle = Math.atan2(along, 1 / curvature - dot(offset, arc.normal));
  const alongFt = angle / curvature;
  if (alongFt >= 0 && alongFt <= lengthFt) return alongFt;
  const isTop = distance(point, start) <= distance(point, arcPosition(arc, lengthFt));
  return isTop ? 0 : lengthFt;
};
