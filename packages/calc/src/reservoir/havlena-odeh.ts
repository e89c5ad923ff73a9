import { argumentIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { FINITE, type Issue, type Quantity } from '../quantity.ts';
import type { HavlenaOdehTerms } from './oil-material-balance.ts';
import { fitStraightLine, fitThroughOrigin, positiveIssues } from './straight-line.ts';

/** Total expansion of a barrel of oil in place with its gas cap, water and rock. */
const totalExpansion = (terms: HavlenaOdehTerms, gasCapRatio: number): Float64Array =>
  terms.oilExpansion.map(
    (oil, i) =>
      oil +
      gasCapRatio * terms.gasCapExpansion[i]! +
      (1 + gasCapRatio) * terms.rockWaterExpansion[i]!,
  );

/**
 * Fits the oil in place to a history without water influx, for a known gas cap.
 *
 * @param input - `terms` of the history; `gasCapRatio` m, gas cap over oil volume at reservoir
 *   conditions, 0 and above (default 0)
 * @returns N in STB, in the multiple of Np
 *
 * Convention: least squares through the origin of F over Eo + m Eg + (1 + m) Efw.
 * Source: Havlena and Odeh, JPT August 1963; Dake, chapter 3.
 */
export const havlenaOdehOilInPlace = (input: {
  readonly terms: HavlenaOdehTerms;
  readonly gasCapRatio?: number;
}): Quantity => {
  const { terms, gasCapRatio = 0 } = input;
  const oil = fitThroughOrigin(totalExpansion(terms, gasCapRatio), terms.withdrawalRb);
  const issues = [
    ...termIssues(terms),
    ...argumentIssues({ gasCapRatio }),
    ...positiveIssues('oilInPlace', oil),
  ];
  return unlessIssues(issues, { value: oil });
};

const TERM = { ...FINITE, least: 0 };

const termIssues = (terms: HavlenaOdehTerms): readonly Issue[] =>
  terms.issues.length > 0
    ? terms.issues
    : argumentIssues(terms, {
        withdrawalRb: TERM,
        oilExpansion: TERM,
        gasCapExpansion: TERM,
        rockWaterExpansion: TERM,
      });

/** Oil in place and gas cap of a history. */
export interface OilAndGasCap {
  /** N in STB, in the multiple of Np. */
  readonly oilInPlace: number;
  /** m, gas cap over oil volume at reservoir conditions. */
  readonly gasCapRatio: number;
  readonly rSquared: number;
  readonly issues: readonly Issue[];
}

/**
 * Fits oil in place and gas cap together to a history without water influx.
 *
 * @param terms - of a history with at least two states after the initial one
 *
 * Convention: least squares of F/Eo over Eg/Eo, whose intercept is N and slope m N; rock and water
 * are taken into Eo and Eg. The initial state, without expansion, does not count.
 * Accuracy: poor for small early expansions, which is why N is often fitted for a range of m.
 * Source: Havlena and Odeh, JPT August 1963; Dake, chapter 3.
 */
export const havlenaOdehGasCap = (terms: HavlenaOdehTerms): OilAndGasCap => {
  const oil = terms.oilExpansion.map((eo, i) => eo + terms.rockWaterExpansion[i]!);
  const { intercept, slope, rSquared } = fitStraightLine(
    oil.map((eo, i) => (terms.gasCapExpansion[i]! + terms.rockWaterExpansion[i]!) / eo),
    oil.map((eo, i) => terms.withdrawalRb[i]! / eo),
  );
  return unlessIssues([...termIssues(terms), ...positiveIssues('oilInPlace', intercept)], {
    oilInPlace: intercept,
    gasCapRatio: slope / intercept,
    rSquared,
  });
};

/** Oil in place and strength of an aquifer. */
export interface OilAndAquifer {
  /** N in STB, in the multiple of Np. */
  readonly oilInPlace: number;
  /** Aquifer constant: water influx over the given influx function. */
  readonly aquiferConstant: number;
  readonly rSquared: number;
  readonly issues: readonly Issue[];
}

/**
 * Fits oil in place and aquifer constant to a history with water influx.
 *
 * @param input - `terms`; `influxFunction`, shape (n): the influx for an aquifer constant of 1 (for
 *   van Everdingen and Hurst the sum of Δp WD; for a known influx We itself, whose constant then
 *   has to come out as 1); `gasCapRatio` m, default 0
 *
 * Convention: least squares of F/Et over influx/Et; intercept N, slope the constant.
 * Source: Havlena and Odeh, JPT August 1963.
 */
export const havlenaOdehWaterDrive = (input: {
  readonly terms: HavlenaOdehTerms;
  readonly influxFunction: ArrayLike<number>;
  readonly gasCapRatio?: number;
}): OilAndAquifer => {
  const { terms, influxFunction, gasCapRatio = 0 } = input;
  const expansion = totalExpansion(terms, gasCapRatio);
  const { intercept, slope, rSquared } = fitStraightLine(
    expansion.map((et, i) => influxFunction[i]! / et),
    expansion.map((et, i) => terms.withdrawalRb[i]! / et),
  );
  const issues = [
    ...termIssues(terms),
    ...argumentIssues(
      { withdrawalRb: terms.withdrawalRb, influxFunction, gasCapRatio },
      { withdrawalRb: { ...FINITE, least: 3 }, influxFunction: FINITE },
    ),
    ...positiveIssues('oilInPlace', intercept),
  ];
  return unlessIssues(issues, { oilInPlace: intercept, aquiferConstant: slope, rSquared });
};
