import { argumentIssues, noSolution } from '../argument-issues.ts';
import { cos, max, sin } from '../math.ts';
import { FINITE, type Issue } from '../quantity.ts';
import type { WellPath } from './well-path.ts';
import { type Vector3, combined, dot, angleBetween, directionAt, stationAt } from './vector.ts';

/** The course from one station to the next as a circular arc. */
export interface PathArc {
  readonly topFt: number;
  readonly lengthFt: number;
  readonly start: Vector3;
  /** Direction at the top. */
  readonly tangent: Vector3;
  /** Towards the centre at the top; zero when straight. */
  readonly normal: Vector3;
  /** 1/ft, 0 when straight. */
  readonly curvature: number;
}

const STRAIGHT: Vector3 = [0, 0, 0];

/** Issues of a path that is to have an arc. */
export const pathIssues = (path: WellPath): readonly Issue[] => {
  if (path.issues.length > 0) return path.issues;
  if (path.northFt.length < 2) return [noSolution('path', 'expected two stations or more')];
  return argumentIssues(path, PATH_DOMAINS);
};

const PATH_DOMAINS = {
  measuredDepthFt: FINITE,
  inclinationDeg: FINITE,
  azimuthDeg: FINITE,
  northFt: FINITE,
  eastFt: FINITE,
  tvdFt: FINITE,
  doglegSeverityDegPer100Ft: FINITE,
};

/** Measured depths between which a path is known, ft; NaN without stations. */
export const pathEnds = ({
  measuredDepthFt,
}: WellPath): readonly [topFt: number, endFt: number] => [
  measuredDepthFt[0] ?? Number.NaN,
  measuredDepthFt.at(-1) ?? Number.NaN,
];

/** The arcs of a path from top to bottom, shape (n - 1); one of NaN when it has none. */
export const pathArcs = (path: WellPath): readonly PathArc[] => {
  const { measuredDepthFt } = path;
  return Array.from({ length: max(1, measuredDepthFt.length - 1) }, (_, i) => {
    const tangent = directionAt(path, i);
    const end = directionAt(path, i + 1);
    const lengthFt = measuredDepthFt[i + 1]! - measuredDepthFt[i]!;
    const dogleg = angleBetween(tangent, end);
    const isStraight = dogleg < 1e-8;
    const across = sin(dogleg);
    const along = dot(tangent, end);
    return {
      topFt: measuredDepthFt[i]!,
      lengthFt,
      start: stationAt(path, i),
      tangent,
      normal: isStraight ? STRAIGHT : combined(1 / across, end, -along / across, tangent),
      curvature: isStraight ? 0 : dogleg / lengthFt,
    };
  });
};

/** Index of the arc at a depth: the upper one at a station. */
export const arcIndexAt = (arcs: readonly PathArc[], measuredDepthFt: number): number => {
  let low = 0;
  let high = arcs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { topFt, lengthFt } = arcs[middle]!;
    if (measuredDepthFt > topFt + lengthFt) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Position on an arc, a distance below its top. */
export const arcPosition = (arc: PathArc, distanceFt: number): Vector3 => {
  const { curvature } = arc;
  const angle = curvature * distanceFt;
  const along = curvature > 0 ? sin(angle) / curvature : distanceFt;
  const across = curvature > 0 ? (2 * sin(angle / 2) ** 2) / curvature : 0;
  return combined(1, arc.start, 1, combined(along, arc.tangent, across, arc.normal));
};

/** Direction on an arc, a distance below its top. */
export const arcDirection = (arc: PathArc, distanceFt: number): Vector3 => {
  const angle = arc.curvature * distanceFt;
  return combined(cos(angle), arc.tangent, sin(angle), arc.normal);
};
