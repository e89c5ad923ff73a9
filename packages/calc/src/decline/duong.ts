import { POSITIVE, type Quantity } from '../quantity.ts';
import { evaluate, type FormulaLimits, type NamedDomains } from '../reservoir/evaluate.ts';
import { declineSeries, type DeclineSeries, type SeriesTimes } from './arps-series.ts';

/** Duong's decline of a fractured well in linear flow. */
export interface DuongDecline {
  /** Rate at one day, volume/d. */
  readonly firstDayRatePerDay: number;
  /** Intercept a of the log-log plot of rate over cumulative, 1/d. */
  readonly intercept: number;
  /** Slope m of that plot, 1 to about 2. */
  readonly slope: number;
}

const DOMAINS: NamedDomains = {
  firstDayRatePerDay: POSITIVE,
  intercept: POSITIVE,
  slope: POSITIVE,
  timeDays: POSITIVE,
  ratePerDay: POSITIVE,
};

const LIMITS: FormulaLimits = { ranges: { slope: [1, 2] } };
/** Only m above 1 falls for good. */
const FALLING: FormulaLimits = { ...LIMITS, domains: { slope: { above: 1 } } };

/** Logarithm of the growth of the cumulative since one day: a (t^(1-m) - 1) / (1 - m). */
function growth(decline: DuongDecline, logTime: number): number {
  const c = 1 - decline.slope;
  return decline.intercept * (c === 0 ? logTime : Math.expm1(c * logTime) / c);
}

function rateAt(decline: DuongDecline, logTime: number): number {
  return decline.firstDayRatePerDay * Math.exp(growth(decline, logTime) - decline.slope * logTime);
}

function volumeAt(decline: DuongDecline, logTime: number): number {
  return (decline.firstDayRatePerDay / decline.intercept) * Math.exp(growth(decline, logTime));
}

/**
 * Calculates the rate after a time of Duong decline, in the unit of the first day's rate.
 *
 * @param input - the decline and `timeDays`, above 0
 *
 * Validity: fracture-dominated linear flow; 1 <= m <= 2 (an issue says when not).
 * Source: A.N. Duong, Rate-Decline Analysis for Fracture-Dominated Shale Reservoirs, SPE 137748 (2011).
 */
export function duongRate(input: DuongDecline & { readonly timeDays: number }): Quantity {
  return evaluate(input, DOMAINS, () => rateAt(input, Math.log(input.timeDays)), LIMITS);
}

/**
 * Calculates the volume produced until a time of Duong decline: q / (a t^-m).
 *
 * @param input - the decline and `timeDays`, above 0
 *
 * Source: Duong, SPE 137748 (2011).
 */
export function duongCumulative(input: DuongDecline & { readonly timeDays: number }): Quantity {
  return evaluate(input, DOMAINS, () => volumeAt(input, Math.log(input.timeDays)), LIMITS);
}

/** Logarithm of the time after the peak at which the rate has fallen; NaN above the peak. */
function logTimeTo(decline: DuongDecline, ratePerDay: number): number {
  const { intercept, slope } = decline;
  let low = Math.log(intercept / slope) / (slope - 1); // The peak: a t^(1-m) = m.
  if (rateAt(decline, low) < ratePerDay) return Number.NaN;
  let high = low + 1;
  while (rateAt(decline, high) > ratePerDay) high += high - low;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (rateAt(decline, middle) > ratePerDay) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Calculates the time after the peak at which the rate has fallen to a given one, d.
 *
 * @param input - the decline (m above 1, so that it falls for good) and `ratePerDay` above 0
 *
 * NO_SOLUTION for a rate above the peak.
 */
export function duongTimeToRate(input: DuongDecline & { readonly ratePerDay: number }): Quantity {
  return evaluate(input, DOMAINS, () => Math.exp(logTimeTo(input, input.ratePerDay)), FALLING);
}

/**
 * Calculates the ultimate recovery of a Duong decline: the volume until the economic limit, or
 * without one the limit for endless time, q1/a exp(a / (m - 1)).
 *
 * @param input - the decline, m above 1; `ratePerDay`, the limit, when there is one
 */
export function duongEur(input: DuongDecline & { readonly ratePerDay?: number }): Quantity {
  const { ratePerDay } = input;
  return evaluate(
    input,
    DOMAINS,
    () => volumeAt(input, ratePerDay === undefined ? Infinity : logTimeTo(input, ratePerDay)),
    FALLING,
  );
}

/**
 * Calculates the rates at many times, shape (n), any order; NaN at times of zero and below.
 *
 * @param input - the decline and `timesDays`
 */
export function duongRateSeries(input: DuongDecline & SeriesTimes): DeclineSeries {
  return declineSeries(input, LIMITS, (time) => rateAt(input, Math.log(time)), DOMAINS);
}

/**
 * Calculates the volumes until many times, shape (n), any order; NaN at times below zero.
 *
 * @param input - the decline and `timesDays`
 */
export function duongCumulativeSeries(input: DuongDecline & SeriesTimes): DeclineSeries {
  return declineSeries(input, LIMITS, (time) => volumeAt(input, Math.log(time)), DOMAINS);
}
