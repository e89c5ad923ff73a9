import { argumentIssues } from '../argument-issues.ts';
import { evaluateFields, unlessIssues } from '../evaluate.ts';
import { cos, hypot, sin } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { DEGREE } from './constants.ts';
import {
  arcDirection,
  arcIndexAt,
  arcPosition,
  pathArcs,
  pathEnds,
  pathIssues,
} from './path-arcs.ts';
import type { WellPath } from './well-path.ts';

/** A point of a path. */
export interface PathPoint {
  readonly northFt: number;
  readonly eastFt: number;
  readonly tvdFt: number;
  readonly inclinationDeg: number;
  /** 0 to less than 360 degrees; that of north in a vertical hole. */
  readonly azimuthDeg: number;
  readonly issues: readonly Issue[];
}

/**
 * Finds position (ft) and direction (degrees) at a measured depth between the stations of a path.
 *
 * @param input.path - from {@link minimumCurvaturePath}, of two stations or more
 * @param input.measuredDepthFt - between the first and the last station: there is no projection beyond, ft
 *
 * Source: Sawaryn and Thorogood (2005).
 */
export const interpolatePath = (input: {
  readonly path: WellPath;
  readonly measuredDepthFt: number;
}): PathPoint => {
  const { path, measuredDepthFt } = input;
  const [min, max] = pathEnds(path);
  const issues = [
    ...pathIssues(path),
    ...argumentIssues({ measuredDepthFt }, { measuredDepthFt: { min, max } }, 'measuredDepthFt'),
  ];
  const arcs = pathArcs(path);
  const arc = arcs[arcIndexAt(arcs, measuredDepthFt)]!;
  const distanceFt = measuredDepthFt - arc.topFt;
  const [northFt, eastFt, tvdFt] = arcPosition(arc, distanceFt);
  const [north, east, down] = arcDirection(arc, distanceFt);
  const inclinationDeg = Math.atan2(hypot(north, east), down) / DEGREE;
  const azimuthDeg = compass(north, east);
  return unlessIssues(issues, { northFt, eastFt, tvdFt, inclinationDeg, azimuthDeg });
};

/** A horizontal position, seen along an azimuth and from the origin. */
export interface HorizontalSection {
  /** Distance along the azimuth of the section, ft. */
  readonly verticalSectionFt: number;
  /** Horizontal distance from the origin, ft. */
  readonly closureFt: number;
  /** Direction from the origin, 0 to less than 360 degrees. */
  readonly closureAzimuthDeg: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes vertical section and closure of a position: distances (ft) and closure azimuth (degrees).
 *
 * @param input.sectionAzimuthDeg - plane of the section, degrees from north
 *
 * Source: A.T. Bourgoyne et al., Applied Drilling Engineering (1986), chapter 8.
 */
export const verticalSection = (input: {
  readonly northFt: number;
  readonly eastFt: number;
  readonly sectionAzimuthDeg: number;
}): HorizontalSection =>
  evaluateFields(input, ({ northFt, eastFt, sectionAzimuthDeg }) => {
    const azimuth = sectionAzimuthDeg * DEGREE;
    return {
      verticalSectionFt: northFt * cos(azimuth) + eastFt * sin(azimuth),
      closureFt: hypot(northFt, eastFt),
      closureAzimuthDeg: compass(northFt, eastFt),
    };
  });

/** Azimuth of a horizontal vector, 0 to less than 360 degrees. */
export const compass = (north: number, east: number): number => {
  const azimuthDeg = Math.atan2(east, north) / DEGREE;
  return azimuthDeg < 0 ? (azimuthDeg + 360) % 360 : azimuthDeg;
};
