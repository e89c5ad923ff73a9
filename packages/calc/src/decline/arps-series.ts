import type { Issue } from '../quantity.ts';
import { evaluate, type FormulaLimits, type NamedDomains } from '../reservoir/evaluate.ts';
import {
  ARPS_LIMITS,
  arpsRateAt,
  arpsVolumeAt,
  DECLINE_DOMAINS,
  type ArpsDecline,
} from './arps.ts';

/** A column of results. */
export interface DeclineSeries {
  /** One value for each time; NaN where the time is negative or not a number. */
  readonly values: Float64Array;
  readonly issues: readonly Issue[];
}

/** Times of a column, d, in any order. */
export interface SeriesTimes {
  /** Shape (n). */
  readonly timesDays: ArrayLike<number>;
}

/** Fills a column with a function of time; times before zero have no value. */
export function declineSeries(
  input: SeriesTimes,
  limits: FormulaLimits,
  valueAt: (timeDays: number) => number,
  domains: NamedDomains = DECLINE_DOMAINS,
): DeclineSeries {
  const { value, issues } = evaluate(input, domains, () => 0, limits);
  // NaN is contagious: a value of NaN spoils the whole column, 0 none of it.
  const values = Float64Array.from(input.timesDays, (time) =>
    time >= 0 ? value + valueAt(time) : Number.NaN,
  );
  return { values, issues };
}

/**
 * Calculates the rates of an Arps decline at many times, in the unit of the initial rate.
 *
 * @param input - the decline and `timesDays`, shape (n), any order
 * @returns shape (n); NaN at times below zero
 *
 * Source: as `arpsRate`.
 */
export function arpsRateSeries(input: ArpsDecline & SeriesTimes): DeclineSeries {
  return declineSeries(input, ARPS_LIMITS, (time) => arpsRateAt(input, time));
}

/**
 * Calculates the volumes of an Arps decline from time zero to many times.
 *
 * @param input - the decline and `timesDays`, shape (n), any order
 * @returns shape (n), in the volume unit of the rate; NaN at times below zero
 *
 * Source: as `arpsCumulative`.
 */
export function arpsCumulativeSeries(input: ArpsDecline & SeriesTimes): DeclineSeries {
  return declineSeries(input, ARPS_LIMITS, (time) => arpsVolumeAt(input, time));
}
