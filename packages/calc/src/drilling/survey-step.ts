import type { Domains } from '../argument-domains.ts';
import { argumentIssues } from '../argument-issues.ts';
import { evaluateFields, unlessIssues } from '../evaluate.ts';
import { abs, sin } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { DEGREE } from './constants.ts';
import { angleBetween, combined, holeDirection, type Vector3 } from './vector.ts';

/** One station of a directional survey. */
export interface SurveyStation {
  /** 0 or more, ft. */
  readonly measuredDepthFt: number;
  /** From vertical, 0 to 180 degrees. */
  readonly inclinationDeg: number;
  /** From north, clockwise, any number of degrees. */
  readonly azimuthDeg: number;
}

/** Two stations, one after the other. */
export interface SurveyCourse {
  readonly upper: SurveyStation;
  /** Deeper than the upper one. */
  readonly lower: SurveyStation;
}

/** Where a course leads. */
export interface SurveyStep {
  readonly northFt: number;
  readonly eastFt: number;
  /** Vertical, down, ft. */
  readonly tvdFt: number;
  readonly issues: readonly Issue[];
}

/** Where a course leads along a circular arc. */
export interface MinimumCurvatureStep extends SurveyStep {
  /** Change of direction, 0 to less than 180 degrees. */
  readonly doglegDeg: number;
  /** Chord over the mean of the two tangents, 1 when straight. */
  readonly ratioFactor: number;
  /** Dogleg severity, degrees for each 100 ft. */
  readonly doglegSeverityDegPer100Ft: number;
}

/** The step from station to station before minimum curvature. */
export type SurveyMethod =
  | 'angleAveraging'
  | 'balancedTangential'
  | 'radiusOfCurvature'
  | 'tangential';

/** A circular arc between two directions: where it leads, its angle, and its chord over the mean of its end tangents. */
export const arcOf = (
  start: Vector3,
  end: Vector3,
  courseFt: number,
): { readonly step: Vector3; readonly dogleg: number; readonly ratioFactor: number } => {
  const dogleg = angleBetween(start, end);
  const ratioFactor = dogleg < 1e-4 ? 1 + dogleg ** 2 / 12 : Math.tan(dogleg / 2) / (dogleg / 2);
  const half = (courseFt / 2) * ratioFactor;
  return { step: combined(half, start, half, end), dogleg, ratioFactor };
};

/**
 * Computes a course along a circular arc: north, east, TVD (ft), dogleg (degrees), its severity (degrees/100 ft), ratio factor.
 *
 * @param input - two stations; a dogleg of 180 degrees has no arc
 *
 * Accuracy: the dogleg is found from half chords, so that small angles keep their digits and azimuth may wrap.
 * Source: H.L. Taylor and C.M. Mason, A Systematic Approach to Well Surveying Calculations, SPE Journal, December
 * 1972; S.J. Sawaryn and J.L. Thorogood, A Compendium of Directional Calculations Based on the Minimum Curvature
 * Method, SPE 84246 (2005).
 */
export const minimumCurvatureStep = (input: SurveyCourse): MinimumCurvatureStep => {
  const step = evaluateFields(
    courseValues(input),
    (course) => {
      const { start, end, courseFt } = endsOf(course);
      const { step, dogleg, ratioFactor } = arcOf(start, end, courseFt);
      const [northFt, eastFt, tvdFt] = step;
      const doglegDeg = dogleg / DEGREE;
      return {
        northFt,
        eastFt,
        tvdFt,
        doglegDeg,
        ratioFactor,
        doglegSeverityDegPer100Ft: (100 * doglegDeg) / courseFt,
      };
    },
    deeper(input),
  );

  return step.issues.length > 0
    ? step
    : unlessIssues(
        argumentIssues({ doglegDeg: step.doglegDeg }, { doglegDeg: { below: 180 - 1e-7 } }),
        step,
      );
};

/**
 * Computes a course by one of the older methods: north, east and TVD, ft.
 *
 * @param input.method - tangential (the lower station's direction), balanced tangential, angle averaging or radius of
 * curvature; azimuths are averaged over the shorter way round
 *
 * Validity: minimum curvature is the standard; tangential is wrong by design where the hole bends.
 * Source: J.E. Walstrom et al., A Comparison of Various Directional Survey Models, JPT August 1972.
 */
export const surveyStep = (input: SurveyCourse & { readonly method: SurveyMethod }): SurveyStep => {
  const { method } = input;
  return evaluateFields(
    courseValues(input),
    (course) => {
      const { start, end, courseFt } = endsOf(course);
      const { upperInclinationDeg, upperAzimuthDeg } = course;
      const turn = shortestTurn(upperAzimuthDeg, course.azimuthDeg);
      const build = course.inclinationDeg - upperInclinationDeg;
      const mean = holeDirection(upperInclinationDeg + build / 2, upperAzimuthDeg + turn / 2);
      const direction: Vector3 =
        method === 'tangential'
          ? end
          : method === 'angleAveraging'
            ? mean
            : method === 'balancedTangential'
              ? combined(0.5, start, 0.5, end)
              : curvedMean(mean, build * DEGREE, turn * DEGREE);
      const [northFt, eastFt, tvdFt] = direction;
      return { northFt: northFt * courseFt, eastFt: eastFt * courseFt, tvdFt: tvdFt * courseFt };
    },
    deeper(input),
  );
};

/** The turn from one azimuth to another over the shorter way, -180 to 180 degrees. */
export const shortestTurn = (fromDeg: number, toDeg: number): number => {
  const turn = (toDeg - fromDeg) % 360;
  return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
};

// Radius of curvature, with the differences of sines and cosines written as products: no division by zero.
const curvedMean = (mean: Vector3, build: number, turn: number): Vector3 => {
  const vertical = sineOver(build / 2);
  const horizontal = vertical * sineOver(turn / 2);
  return [mean[0] * horizontal, mean[1] * horizontal, mean[2] * vertical];
};

const sineOver = (angle: number): number =>
  abs(angle) < 1e-4 ? 1 - angle ** 2 / 6 : sin(angle) / angle;

/** The numbers of a course, by the names that the issues use. */
const courseValues = ({ upper, lower }: SurveyCourse) => ({
  upperDepthFt: upper.measuredDepthFt,
  measuredDepthFt: lower.measuredDepthFt,
  upperInclinationDeg: upper.inclinationDeg,
  inclinationDeg: lower.inclinationDeg,
  upperAzimuthDeg: upper.azimuthDeg,
  azimuthDeg: lower.azimuthDeg,
});

const endsOf = (course: ReturnType<typeof courseValues>) => ({
  start: holeDirection(course.upperInclinationDeg, course.upperAzimuthDeg),
  end: holeDirection(course.inclinationDeg, course.azimuthDeg),
  courseFt: course.measuredDepthFt - course.upperDepthFt,
});

const deeper = (course: SurveyCourse): Domains => ({
  measuredDepthFt: { above: course.upper.measuredDepthFt },
});
