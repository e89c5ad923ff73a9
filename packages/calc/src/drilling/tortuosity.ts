import { unlessIssues } from '../evaluate.ts';
import { max } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { DEGREE } from './constants.ts';
import { pathIssues } from './path-arcs.ts';
import { angleBetween, directionAt, distance, stationAt } from './vector.ts';
import type { WellPath } from './well-path.ts';

/** How crooked a well is. */
export interface Tortuosity {
  /** Sum of all doglegs, degrees. */
  readonly cumulativeDoglegDeg: number;
  /** Cumulative dogleg less the change from the first to the last direction, degrees. */
  readonly excessDoglegDeg: number;
  /** Cumulative dogleg over length, degrees for each 100 ft. */
  readonly tortuosityDegPer100Ft: number;
  /** Greatest severity of a course, degrees for each 100 ft. */
  readonly maxDoglegSeverityDegPer100Ft: number;
  /** Measured length over the straight distance between the ends, 1 or more. */
  readonly sinuosity: number;
  readonly issues: readonly Issue[];
}

/**
 * Measures the tortuosity of a path: doglegs in degrees, severities in degrees/100 ft, sinuosity.
 *
 * @param path - from {@link minimumCurvaturePath}, of two stations or more; that of a plan, taken off, gives the
 * tortuosity that drilling added
 *
 * Validity: grows with the density of the survey: compare wells with the same spacing of stations.
 * Source: sum of doglegs, as in R. Samuel and X. Liu, Wellbore Tortuosity, Torsion, Drilling Indices and Energy,
 * SPE 124710 (2009).
 */
export const wellTortuosity = (path: WellPath): Tortuosity => {
  const { measuredDepthFt } = path;
  const last = measuredDepthFt.length - 1;
  const issues = pathIssues(path);
  let cumulativeDoglegDeg = 0;
  let maxDoglegSeverityDegPer100Ft = 0;
  for (let i = 1; i <= last; i++) {
    const severity = path.doglegSeverityDegPer100Ft[i]!;
    cumulativeDoglegDeg += (severity * (measuredDepthFt[i]! - measuredDepthFt[i - 1]!)) / 100;
    maxDoglegSeverityDegPer100Ft = max(maxDoglegSeverityDegPer100Ft, severity);
  }
  const lengthFt = measuredDepthFt[last]! - measuredDepthFt[0]!;
  const turned = angleBetween(directionAt(path, 0), directionAt(path, last));
  const chordFt = distance(stationAt(path, 0), stationAt(path, last));
  return unlessIssues(issues, {
    cumulativeDoglegDeg,
    excessDoglegDeg: max(0, cumulativeDoglegDeg - turned / DEGREE),
    tortuosityDegPer100Ft: (100 * cumulativeDoglegDeg) / lengthFt,
    maxDoglegSeverityDegPer100Ft,
    sinuosity: lengthFt / chordFt,
  });
};
