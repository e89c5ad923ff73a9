import { argumentIssues, columnIssues, columnListIssues } from '../argument-issues.ts';
import { abs } from '../math.ts';
import { FINITE, type Issue, isUsable } from '../quantity.ts';
import { sumOf } from '../statistics/linear-algebra.ts';
import {
  multipleRegression,
  predictRegression,
  type RegressionData,
} from '../statistics/multiple-regression.ts';
import type { RegressionFit } from '../statistics/regression-fit.ts';
import { cvRmse, nmbe } from './baseline-quality.ts';

/** A baseline model and whether it may be used. */
export interface EnergyBaseline extends RegressionFit {
  readonly cvRmse: number;
  readonly nmbe: number;
  /** Number of each driver whose effect chance could explain (p above 0.05). */
  readonly weakDrivers: readonly number[];
  /** Whether CV(RMSE) and NMBE keep the limits for data of this interval. */
  readonly isAcceptable: boolean;
}

/**
 * Fits an energy baseline to its drivers and judges it.
 *
 * @param data - drivers (production, degree days, ...) and energy as `response`, one entry a period;
 *   interval of the data: `monthly` (CV(RMSE) ≤ 15 %, |NMBE| ≤ 5 %, default) or `hourly` (30 %, 10 %)
 *
 * Source: ISO 50006:2023, energy baseline by a statistical model; limits of ASHRAE Guideline 14.
 */
export const energyBaseline = (
  data: RegressionData & { readonly interval?: 'monthly' | 'hourly' },
): EnergyBaseline => {
  const { intercept = true, interval = 'monthly' } = data;
  const fit = multipleRegression(data);
  const comparison = {
    observed: data.response,
    predicted: fit.fitted,
    parameterCount: fit.coefficients.length,
  };
  const usable = isUsable(fit.issues);
  const scatter = usable ? cvRmse(comparison).value : Number.NaN;
  const bias = usable ? nmbe(comparison).value : Number.NaN;
  const first = intercept ? 1 : 0;
  const weakDrivers: number[] = [];
  for (let j = first; j < fit.pValues.length; j++) {
    if (!(fit.pValues[j]! <= 0.05)) weakDrivers.push(j - first);
  }
  const [scatterLimit, biasLimit] = interval === 'monthly' ? [0.15, 0.05] : [0.3, 0.1];
  return {
    ...fit,
    cvRmse: scatter,
    nmbe: bias,
    weakDrivers,
    isAcceptable: scatter <= scatterLimit && abs(bias) <= biasLimit,
  };
};

/** Energy saved, in the unit of the energies. */
export interface EnergySavings {
  /** Energy by the baseline for each period; shape (m). */
  readonly baseline: Float64Array;
  /** Energy that is compared with it; shape (m). */
  readonly compared: Float64Array;
  readonly savings: number;
  /** Savings over the baseline's energy, dimensionless. */
  readonly fraction: number;
  readonly issues: readonly Issue[];
}

/** Coefficients of a model as a fit returns them. */
export type ModelCoefficients = ArrayLike<number>;

/**
 * Calculates the energy that was avoided under the conditions of the reporting period.
 *
 * @param reporting - coefficients of the baseline (intercept first); drivers and actual energy of
 *   the reporting period, each of shape (m)
 *
 * Source: IPMVP Core Concepts (2022), avoided energy consumption; ISO 50006:2023, normalisation.
 */
export const avoidedEnergy = (reporting: {
  readonly baseline: ModelCoefficients;
  readonly drivers: readonly ArrayLike<number>[];
  readonly actual: ArrayLike<number>;
}): EnergySavings => {
  const { baseline, drivers, actual } = reporting;
  const issues = [
    ...argumentIssues(reporting, { actual: FINITE }),
    ...checkModel('baseline', baseline, drivers, actual.length),
  ];
  return compareEnergies(issues, baseline, drivers, () => Float64Array.from(actual));
};

/**
 * Calculates the energy saved under normal conditions, which neither period had.
 *
 * @param normal - coefficients of the baseline and of the reporting period's model (intercept first,
 *   same drivers); drivers of the normal conditions, each of shape (m)
 *
 * Source: IPMVP Core Concepts (2022), normalised savings; ISO 50006:2023, normalisation.
 */
export const normalisedSavings = (normal: {
  readonly baseline: ModelCoefficients;
  readonly reporting: ModelCoefficients;
  readonly drivers: readonly ArrayLike<number>[];
}): EnergySavings => {
  const { baseline, reporting, drivers } = normal;
  const count = drivers[0]?.length ?? 0;
  const issues = [
    ...checkModel('baseline', baseline, drivers, count),
    ...checkModel('reporting', reporting, drivers, count),
  ];
  return compareEnergies(issues, baseline, drivers, () =>
    predictRegression({ coefficients: reporting, drivers }),
  );
};

const checkModel = (
  parameter: string,
  coefficients: ModelCoefficients,
  drivers: readonly ArrayLike<number>[],
  count: number,
): readonly Issue[] => [
  ...columnIssues(parameter, coefficients, drivers.length + 1, FINITE),
  ...columnListIssues('drivers', drivers, count),
];

const compareEnergies = (
  issues: readonly Issue[],
  coefficients: ModelCoefficients,
  drivers: readonly ArrayLike<number>[],
  comparedWith: () => Float64Array,
): EnergySavings => {
  const usable = isUsable(issues);
  const none = new Float64Array(0);
  const baseline = usable ? predictRegression({ coefficients, drivers }) : none;
  const compared = usable ? comparedWith() : none;
  const savings = usable ? sumOf(baseline) - sumOf(compared) : Number.NaN;
  return { baseline, compared, savings, fraction: savings / sumOf(baseline), issues };
};
