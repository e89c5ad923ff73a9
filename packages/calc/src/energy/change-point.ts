import { argumentIssues, noSolution } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { max, min, sqrt } from '../math.ts';
import { FINITE, type Issue, isUsable, NO_ISSUES } from '../quantity.ts';
import { multipleRegression } from '../statistics/multiple-regression.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import { meanOf } from '../statistics/sample-statistics.ts';

/** Energy of a day by its temperature: a base load, heating below one point, cooling above another. */
export interface ChangePointModel {
  /** Energy of a day between the points, kWh/d. */
  readonly baseLoadKwh: number;
  /** Temperature below which heating begins, °C; at most `coolingBalanceC`. */
  readonly heatingBalanceC: number;
  readonly coolingBalanceC: number;
  /** kWh for each degree and day, 0 or more; 0 when nothing is heated. */
  readonly heatingSlopeKwh: number;
  readonly coolingSlopeKwh: number;
}

/** Energy by day. */
export interface ChangePointEnergy {
  /** kWh/d; shape (n). */
  readonly energiesKwh: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the energy of days from their temperatures by a change-point model, kWh/d.
 *
 * @param days - model; mean temperature of each day, °C, shape (n)
 *
 * Source: Kissock, Haberl, Claridge (2003), Inverse Modeling Toolkit, ASHRAE RP-1050; CalTRACK daily
 * method.
 */
export const changePointEnergy = (
  days: ChangePointModel & { readonly temperaturesC: ArrayLike<number> },
): ChangePointEnergy => {
  const { temperaturesC, baseLoadKwh, heatingSlopeKwh, coolingSlopeKwh } = days;
  const { heatingBalanceC, coolingBalanceC } = days;
  const issues = argumentIssues(days, {
    temperaturesC: FINITE,
    coolingBalanceC: { min: heatingBalanceC },
  });
  const energiesKwh = Float64Array.from(temperaturesC, (temperature) => {
    const heating = heatingSlopeKwh * max(0, heatingBalanceC - temperature);
    return baseLoadKwh + heating + coolingSlopeKwh * max(0, temperature - coolingBalanceC);
  });
  return unlessIssues(issues, { energiesKwh });
};

/** A change-point model found in data. */
export interface ChangePointFit extends ChangePointModel {
  /** What the temperature drives: nothing, heating, cooling or both. */
  readonly kind: 'constant' | ChangePointKind;
  readonly rSquared: number;
  /** With the balance points counted as parameters, as `cvRmse`. */
  readonly adjustedRSquared: number;
  /** Over the mean. */
  readonly cvRmse: number;
  readonly issues: readonly Issue[];
}

type ChangePointKind = 'heating' | 'cooling' | 'both';

/**
 * Finds the change-point model that explains daily energy best.
 *
 * Tries heating, cooling and both, each at balance points between the 10th and the 90th percentile
 * of the temperatures (a grid, refined four times), by least squares. Models with a slope below 0 or
 * one that chance could explain (p above 0.1) are dropped; of the others the one of the greatest
 * adjusted R² is taken. Without any, energy is constant.
 *
 * @param days - mean temperature, °C, and energy, kWh, of each day; both of shape (n), n of 10 or more
 *
 * Source: CalTRACK methods 2.0, candidate models and their selection; ASHRAE RP-1050.
 */
export const fitChangePoint = (days: {
  readonly temperaturesC: ArrayLike<number>;
  readonly energiesKwh: ArrayLike<number>;
}): ChangePointFit => {
  const { temperaturesC, energiesKwh } = days;
  const issues = argumentIssues(days, { temperaturesC: { least: 10 }, energiesKwh: FINITE });
  const usable = isUsable(issues);
  const sorted = Float64Array.from(temperaturesC).toSorted();
  const [low, high] = [0.1, 0.9].map((fraction) => quantileOfSorted(sorted, fraction));
  const kinds: readonly ChangePointKind[] = usable ? ['heating', 'cooling', 'both'] : [];
  const found = kinds.flatMap((kind) => searchBalances(days, kind, low!, high!));
  const best = found.toSorted((a, b) => b.adjustedRSquared - a.adjustedRSquared)[0];
  if (best !== undefined) return best;
  const message = 'no slope that temperature explains: energy is taken as constant';
  return {
    kind: 'constant',
    baseLoadKwh: usable ? meanOf(energiesKwh) : Number.NaN,
    heatingBalanceC: low!,
    coolingBalanceC: high!,
    heatingSlopeKwh: 0,
    coolingSlopeKwh: 0,
    rSquared: 0,
    adjustedRSquared: 0,
    cvRmse: Number.NaN,
    issues: usable ? [noSolution('temperaturesC', message)] : issues,
  };
};

type DailyEnergy = Parameters<typeof fitChangePoint>[0];

/** The best model of a kind, on grids that close in on it; none when no slope is significant. */
const searchBalances = (
  days: DailyEnergy,
  kind: ChangePointKind,
  low: number,
  high: number,
): readonly ChangePointFit[] => {
  let best: ChangePointFit | undefined;
  let width = high - low;
  for (let pass = 0; pass < 5; pass++, width /= 3) {
    const grid = (balance = (low + high) / 2): readonly number[] =>
      Array.from({ length: 13 }, (_, i) => min(max(balance + width * (i / 12 - 0.5), low), high));
    const seconds = kind === 'both' ? grid(best?.coolingBalanceC) : [undefined];
    for (const first of grid(kind === 'cooling' ? best?.coolingBalanceC : best?.heatingBalanceC)) {
      for (const second of seconds) {
        const fit = fitAt(days, kind, first, second ?? first);
        if (fit !== undefined && fit.rSquared > (best?.rSquared ?? -1)) best = fit;
      }
    }
    if (best === undefined) return [];
  }
  return best === undefined ? [] : [best];
};

/** The model of a kind with given balance points; none when a slope is not significant. */
const fitAt = (
  { temperaturesC, energiesKwh }: DailyEnergy,
  kind: ChangePointKind,
  heatingBalanceC: number,
  coolingBalanceC: number,
): ChangePointFit | undefined => {
  if (heatingBalanceC > coolingBalanceC) return undefined;
  const degrees = (sign: number, balance: number): Float64Array =>
    Float64Array.from(temperaturesC, (value) => max(0, sign * (value - balance)));
  const drivers: Float64Array[] = [];
  if (kind !== 'cooling') drivers.push(degrees(-1, heatingBalanceC));
  if (kind !== 'heating') drivers.push(degrees(1, coolingBalanceC));
  const fit = multipleRegression({ drivers, response: energiesKwh });
  const [base = 0, first = 0, second = 0] = fit.coefficients;
  const isSignificant = fit.pValues.every((p, j) => j === 0 || p <= 0.1);
  if (!isUsable(fit.issues) || first < 0 || second < 0 || !isSignificant) return undefined;
  const count = energiesKwh.length;
  const freedom = fit.degreesOfFreedom - drivers.length;
  const squares = fit.residualStandardDeviation ** 2 * fit.degreesOfFreedom;
  return {
    kind,
    baseLoadKwh: base,
    heatingBalanceC,
    coolingBalanceC,
    heatingSlopeKwh: kind === 'cooling' ? 0 : first,
    coolingSlopeKwh: kind === 'cooling' ? first : second,
    rSquared: fit.rSquared,
    adjustedRSquared: 1 - ((1 - fit.rSquared) * (count - 1)) / freedom,
    cvRmse: sqrt(squares / freedom) / meanOf(energiesKwh),
    issues: NO_ISSUES,
  };
};
