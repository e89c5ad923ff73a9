import { andOrder, argumentIssues, outOfDomain, rangeIssues } from '../argument-issues.ts';
import { abs, max, min, PI } from '../math.ts';
import { FINITE, type Issue, NO_ISSUES } from '../quantity.ts';
import { signalAt } from '../signals/interpolation.ts';
import { type GradientMethod, inclinationRange } from './gradient-method.ts';
import { WELL_FLUID_RANGES, type WellFluid } from './well-fluid.ts';

/** A string of one diameter along a survey, from the wellhead down. */
export interface Wellbore {
  /** Stations, shape (n), rising. */
  readonly measuredDepthFt: ArrayLike<number>;
  /** Vertical depth of each station, shape (n). */
  readonly tvdFt: ArrayLike<number>;
  /** Flowing temperature at each station, shape (n); straight lines between. */
  readonly temperaturesF: ArrayLike<number>;
  readonly insideDiameterIn: number;
  readonly roughnessIn: number;
}

/** Gas that is injected into the string at a depth. */
export interface GasLift {
  readonly injectionRateMscfd: number;
  readonly injectionDepthFt: number;
}

/** A well whose pressures are to be found. */
export interface FlowingWell {
  readonly wellbore: Wellbore;
  readonly fluid: WellFluid;
  /** 'beggs-brill' when left out. */
  readonly method?: GradientMethod;
  readonly gasLift?: GasLift;
  /** Allowed error as a part of the pressure; 1e-4 when left out. */
  readonly relativeTolerance?: number;
}

/** Stations with everything that a march looks up, ready for many marches. */
export interface PreparedWell {
  readonly depths: Float64Array;
  readonly temperatures: Float64Array;
  /** Inclination from level of the piece below each station, degrees; shape (n - 1). */
  readonly inclinations: Float64Array;
  readonly issues: readonly Issue[];
  /** Where fluid and survey are outside the data behind the correlations. */
  readonly rangeIssues: readonly Issue[];
}

/** Puts the injection depth among the stations and works out inclinations. */
export const prepareWell = (well: FlowingWell): PreparedWell => {
  const { wellbore, gasLift, fluid, method = 'beggs-brill' } = well;
  const { measuredDepthFt: md, tvdFt: tvd, temperaturesF } = wellbore;
  const issues = [
    ...wellboreIssues(wellbore),
    ...argumentIssues(fluid, {}, 'waterCutFraction gorScfStb oilApi gasGravity waterGravity'),
    ...argumentIssues(
      fluid.bubblePoint ?? {},
      {},
      fluid.bubblePoint && 'pressurePsia temperatureF solutionGorScfStb',
    ),
    ...liftIssues(gasLift, md),
  ];
  if (issues.length > 0) {
    const none = new Float64Array(0);
    return { depths: none, temperatures: none, inclinations: none, issues, rangeIssues: issues };
  }
  const valve = gasLift?.injectionDepthFt ?? md[0]!;
  const depths = Float64Array.from(new Set([...Array.from(md), valve])).toSorted();
  const at = (values: ArrayLike<number>): Float64Array =>
    depths.map((depth) => signalAt({ times: md, values }, depth, 'linear'));
  const tvds = at(tvd);
  const inclinations = depths.slice(1).map((depth, i) => {
    const sine = min(max((tvds[i + 1]! - tvds[i]!) / (depth - depths[i]!), -1), 1);
    // Asin turns the last digit of a vertical survey into 1e-6 degrees: harmless.
    return (Math.asin(sine) * 180) / PI;
  });
  const ranges = { ...WELL_FLUID_RANGES, inclinationDeg: inclinationRange(method) };
  return {
    depths,
    temperatures: at(temperaturesF),
    inclinations,
    issues: NO_ISSUES,
    rangeIssues: rangeIssues({ ...fluid, inclinationDeg: min(...inclinations) }, ranges),
  };
};

const wellboreIssues = (wellbore: Wellbore): readonly Issue[] => {
  const { measuredDepthFt: md, tvdFt: tvd } = wellbore;
  const issues = argumentIssues(wellbore, {
    measuredDepthFt: { least: 2 },
    tvdFt: FINITE,
    temperaturesF: { above: -459.67 },
  });
  const steep = Array.from(md).findIndex(
    (depth, i) => i > 0 && abs(tvd[i]! - tvd[i - 1]!) > (depth - md[i - 1]!) * 1.001,
  );
  if (steep > 0) issues.push(outOfDomain('tvdFt', `more than the way to station ${steep}`));
  return andOrder(issues, 'measuredDepthFt', md, true);
};

const liftIssues = (gasLift: GasLift | undefined, md: ArrayLike<number>): readonly Issue[] => {
  if (gasLift === undefined) return NO_ISSUES;
  const range = { min: md[0] ?? 0, max: md[md.length - 1] ?? 0 };
  return argumentIssues(
    gasLift,
    { injectionDepthFt: range },
    'injectionDepthFt injectionRateMscfd',
  );
};
