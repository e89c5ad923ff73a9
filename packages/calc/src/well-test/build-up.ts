import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { log10 } from '../math.ts';
import { FINITE, type Issue, POSITIVE } from '../quantity.ts';
import { fitStraightLine, positiveIssues } from '../reservoir/straight-line.ts';
import type { TestedFlow, TestedRock } from './reservoir-properties.ts';
import { buildUpSkin, permeabilityFromSlope, skinPressureDrop } from './semilog.ts';

/** The pressures of a build-up, and which of them lie on the straight line. */
export interface BuildUp {
  /** Δt since shut-in, h, above 0; shape (n). */
  readonly shutInTimesHours: ArrayLike<number>;
  /** pws; shape (n). */
  readonly shutInPressuresPsi: ArrayLike<number>;
  /** Start of the straight line, h; all points when absent (wellbore storage has to be left out). */
  readonly fromHours?: number;
  /** End of the straight line, h. */
  readonly toHours?: number;
}

/** The semilog straight line of a build-up. */
export interface BuildUpLine {
  /** m, positive. */
  readonly slopePsiPerCycle: number;
  /** Pressure on the line one hour after shut-in. */
  readonly oneHourPressurePsi: number;
  readonly rSquared: number;
  /** Points on the line. */
  readonly count: number;
  readonly issues: readonly Issue[];
}

/** A Horner line, extrapolated to endless shut-in. */
export interface HornerLine extends BuildUpLine {
  /** p*: the initial pressure of an infinite reservoir. */
  readonly extrapolatedPressurePsi: number;
}

const fitBuildUp = (buildUp: BuildUp, abscissaOf: (shutInHours: number) => number): HornerLine => {
  const { fromHours = 0, toHours = Infinity } = buildUp;
  const x = Float64Array.from(buildUp.shutInTimesHours, (time) =>
    time > 0 && time >= fromHours && time <= toHours ? abscissaOf(time) : Number.NaN,
  );
  const { intercept, slope, rSquared, count } = fitStraightLine(x, buildUp.shutInPressuresPsi);
  const issues = [
    ...argumentIssues(buildUp, { shutInTimesHours: 2, shutInPressuresPsi: 1 }),
    ...positiveIssues('slopePsiPerCycle', slope),
  ];
  return unlessIssues(issues, {
    slopePsiPerCycle: slope,
    oneHourPressurePsi: intercept + slope * abscissaOf(1),
    extrapolatedPressurePsi: intercept,
    rSquared,
    count,
  });
};

/**
 * Fits the Horner line: shut-in pressure over log10((tp + Δt) / Δt).
 *
 * @param input - the build-up and `producingTimeHours` tp, cumulative production over last rate
 *
 * Convention: ordinary least squares on the points from `fromHours` to `toHours`; the slope is
 * positive; p at one hour lies on the line, with or without a measured point.
 * Source: D.R. Horner, Pressure Build-up in Wells, Third World Petroleum Congress (1951).
 */
export const fitHorner = (input: BuildUp & { readonly producingTimeHours: number }): HornerLine => {
  return fitBuildUp(input, (time) => -log10((input.producingTimeHours + time) / time));
};

/**
 * Fits the line of Miller, Dyes and Hutchinson: shut-in pressure over log10(Δt).
 *
 * @param buildUp - of a well that produced much longer than it was shut in
 *
 * Source: C.C. Miller, A.B. Dyes and C.A. Hutchinson, Trans. AIME 189 (1950).
 */
export const fitMdh = (buildUp: BuildUp): BuildUpLine => {
  const { extrapolatedPressurePsi: _, ...line } = fitBuildUp(buildUp, log10);
  return line;
};

/** Properties of the reservoir and the well by a build-up. */
export interface BuildUpAnalysis extends BuildUpLine {
  readonly permeabilityMd: number;
  readonly skin: number;
  readonly skinPressureDropPsi: number;
}

type AnalysisInput = BuildUp &
  TestedFlow &
  TestedRock & { readonly wellboreRadiusFt: number; readonly flowingPressurePsi: number };

const BUILD_UP_NEEDS =
  'rateStbd oilFvf oilViscosityCp thicknessFt porosity totalCompressibilityPerPsi wellboreRadiusFt flowingPressurePsi';

const analyze = <Line extends BuildUpLine>(
  line: Line,
  input: AnalysisInput & { readonly producingTimeHours?: number },
): Line & BuildUpAnalysis => {
  const { slopePsiPerCycle } = line;
  const { value: permeabilityMd } = permeabilityFromSlope({ ...input, slopePsiPerCycle });
  const { value: skin } = buildUpSkin({ ...input, ...line, permeabilityMd });
  const { value: skinPressureDropPsi } = skinPressureDrop({ slopePsiPerCycle, skin });
  const own = argumentIssues(
    input,
    { flowingPressurePsi: FINITE, producingTimeHours: POSITIVE },
    BUILD_UP_NEEDS,
  );
  const issues = own.length > 0 ? own : line.issues;
  return { ...line, permeabilityMd, skin, skinPressureDropPsi, issues };
};

/**
 * Analyses a build-up by Horner's method: permeability, skin and extrapolated pressure.
 *
 * @param input - build-up, flow, rock, `producingTimeHours`, `wellboreRadiusFt`, and
 *   `flowingPressurePsi` at the moment of shut-in
 *
 * Validity: infinite-acting radial flow on the chosen points, constant rate before.
 * Source: Horner (1951); Earlougher, SPE Monograph 5 (1977), chapter 5, with log((tp + 1)/tp).
 */
export const analyzeHorner = (
  input: AnalysisInput & { readonly producingTimeHours: number },
): HornerLine & BuildUpAnalysis => analyze(fitHorner(input), input);

/**
 * Analyses a build-up by the method of Miller, Dyes and Hutchinson: permeability and skin.
 *
 * @param input - build-up, flow, rock, `wellboreRadiusFt`, and `flowingPressurePsi` at shut-in
 *
 * Validity: as `analyzeHorner`, and shut-in times far shorter than the production before.
 * Source: Miller, Dyes and Hutchinson (1950); Earlougher, SPE Monograph 5 (1977), chapter 5.
 */
export const analyzeMdh = (input: AnalysisInput): BuildUpAnalysis => analyze(fitMdh(input), input);
