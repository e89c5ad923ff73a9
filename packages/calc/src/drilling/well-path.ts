import { andOrder, argumentIssues, noSolution } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { PI } from '../math.ts';
import { FINITE, type Issue, NO_ISSUES } from '../quantity.ts';
import { DEGREE } from './constants.ts';
import { arcOf } from './survey-step.ts';
import { angleBetween, directionAt } from './vector.ts';

/** A directional survey as columns, shape (n), by measured depth. */
export interface SurveyColumns {
  /** Increasing, ft. */
  readonly measuredDepthFt: Float64Array;
  /** From vertical, 0 to 180 degrees. */
  readonly inclinationDeg: Float64Array;
  /** From north, clockwise, degrees. */
  readonly azimuthDeg: Float64Array;
}

/** The path of a well, shape (n) each; all NaN when there are issues. */
export interface WellPath extends SurveyColumns {
  readonly northFt: Float64Array;
  readonly eastFt: Float64Array;
  /** Vertical depth, ft. */
  readonly tvdFt: Float64Array;
  /** Dogleg severity of the course that ends at the station, 0 at the first, degrees for each 100 ft. */
  readonly doglegSeverityDegPer100Ft: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Computes the path of a well from its survey by minimum curvature: north, east, TVD (ft), dogleg severity (°/100 ft).
 *
 * @param input - columns of one length, shape (n), n at least 1
 * @param input.startNorthFt - position of the first station (default 0), likewise east and TVD, ft
 *
 * Accuracy: the ISCWSA collision test wells to their printed 0.01 m.
 * Source: Taylor and Mason (1972), as {@link minimumCurvatureStep}.
 */
export const minimumCurvaturePath = (
  input: SurveyColumns & {
    readonly startNorthFt?: number;
    readonly startEastFt?: number;
    readonly startTvdFt?: number;
  },
): WellPath => {
  const { measuredDepthFt, inclinationDeg, azimuthDeg } = input;
  const { startNorthFt = 0, startEastFt = 0, startTvdFt = 0 } = input;
  const issues = surveyIssues(input);
  const count = measuredDepthFt.length;
  const column = (start: number): Float64Array => new Float64Array(count).fill(start, 0, 1);
  const northFt = column(startNorthFt);
  const eastFt = column(startEastFt);
  const tvdFt = column(startTvdFt);
  const severity = column(0);
  for (let i = 1; i < count; i++) {
    const courseFt = measuredDepthFt[i]! - measuredDepthFt[i - 1]!;
    const arc = arcOf(directionAt(input, i - 1), directionAt(input, i), courseFt);
    northFt[i] = northFt[i - 1]! + arc.step[0];
    eastFt[i] = eastFt[i - 1]! + arc.step[1];
    tvdFt[i] = tvdFt[i - 1]! + arc.step[2];
    severity[i] = (100 * arc.dogleg) / DEGREE / courseFt;
  }
  return {
    measuredDepthFt,
    inclinationDeg,
    azimuthDeg,
    ...unlessIssues(issues, { northFt, eastFt, tvdFt, doglegSeverityDegPer100Ft: severity }),
  };
};

const surveyIssues = (survey: SurveyColumns): readonly Issue[] => {
  const { measuredDepthFt } = survey;
  const issues = andOrder(
    argumentIssues(survey, {
      measuredDepthFt: FINITE,
      inclinationDeg: { min: 0, max: 180 },
      azimuthDeg: FINITE,
      startNorthFt: FINITE,
      startEastFt: FINITE,
      startTvdFt: FINITE,
    }),
    'measuredDepthFt',
    measuredDepthFt,
    true,
  );
  if (issues.length > 0) return issues;
  for (let i = 1; i < measuredDepthFt.length; i++) {
    if (angleBetween(directionAt(survey, i - 1), directionAt(survey, i)) > PI - 1e-9) {
      return [noSolution('inclinationDeg', `no arc turns back at station ${i}`)];
    }
  }
  return NO_ISSUES;
};
