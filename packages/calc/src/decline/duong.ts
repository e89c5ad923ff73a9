import type { Domains } from '../argument-domains.ts';
import type { Ranges } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { exp, expm1, log } from '../math.ts';
import { POSITIVE, type Quantity } from '../quantity.ts';
import { bisect } from '../root-finding.ts';
import { type DeclineColumns, declineColumns, type DeclineTimes } from './decline-columns.ts';

/** Duong's decline of a fractured well in linear flow. */
export interface DuongDecline {
  /** Rate at one day, volume/d. */
  readonly firstDayRatePerDay: number;
  /** Intercept a of the log-log plot of rate over cumulative, 1/d. */
  readonly intercept: number;
  /** Slope m of that plot, 1 to about 2. */
  readonly slope: number;
}

const RANGES: Ranges = { slope: [1, 2] };
/** Only m above 1 falls for good. */
const FALLING: Domains = { slope: { above: 1 }, ratePerDay: POSITIVE };

/** Logarithm of the growth of the cumulative since one day: a (t^(1-m) - 1) / (1 - m). */
const growth = (decline: DuongDecline, logTime: number): number => {
  const c = 1 - decline.slope;
  return decline.intercept * (c === 0 ? logTime : expm1(c * logTime) / c);
};

const rateAt = (decline: DuongDecline, logTime: number): number =>
  decline.firstDayRatePerDay * exp(growth(decline, logTime) - decline.slope * logTime);

const volumeAt = (decline: DuongDecline, logTime: number): number =>
  (decline.firstDayRatePerDay / decline.intercept) * exp(growth(decline, logTime));

/**
 * Calculates the rate after a time of Duong decline, in the unit of the first day's rate.
 *
 * @param input - the decline and `timeDays`, above 0
 *
 * Validity: fracture-dominated linear flow; 1 <= m <= 2 (an issue says when not).
 * Source: A.N. Duong, Rate-Decline Analysis for Fracture-Dominated Shale Reservoirs, SPE 137748 (2011).
 */
export const duongRate = (input: DuongDecline & { readonly timeDays: number }): Quantity =>
  evaluate(input, (decline) => rateAt(decline, log(decline.timeDays)), {}, RANGES);

/**
 * Calculates the volume produced until a time of Duong decline: q / (a t^-m).
 *
 * @param input - the decline and `timeDays`, above 0
 *
 * Source: Duong, SPE 137748 (2011).
 */
export const duongCumulative = (input: DuongDecline & { readonly timeDays: number }): Quantity =>
  evaluate(input, (decline) => volumeAt(decline, log(decline.timeDays)), {}, RANGES);

/** Logarithm of the time after the peak at which the rate has fallen; NaN above the peak. */
const logTimeTo = (decline: DuongDecline, ratePerDay: number): number => {
  const peak = log(decline.intercept / decline.slope) / (decline.slope - 1); // The peak: a t^(1-m) = m.
  if (rateAt(decline, peak) < ratePerDay) return Number.NaN;
  let high = peak + 1;
  while (rateAt(decline, high) > ratePerDay) high += high - peak;
  return bisect((logTime) => rateAt(decline, logTime) <= ratePerDay, peak, high);
};

/**
 * Calculates the time after the peak at which the rate has fallen to a given one, d.
 *
 * @param input - the decline (m above 1, so that it falls for good) and `ratePerDay` above 0
 *
 * NO_SOLUTION for a rate above the peak.
 *
 * Source: as duongRate, solved for the time.
 */
export const duongTimeToRate = (input: DuongDecline & { readonly ratePerDay: number }): Quantity =>
  evaluate(input, (decline) => exp(logTimeTo(decline, decline.ratePerDay)), FALLING, RANGES);

/**
 * Calculates the ultimate recovery of a Duong decline: the volume until the economic limit, or
 * without one the limit for endless time, q1/a exp(a / (m - 1)).
 *
 * @param input - the decline, m above 1; `ratePerDay`, the limit, when there is one
 *
 * Source: as duongCumulative, at that time.
 */
export const duongEur = (input: DuongDecline & { readonly ratePerDay?: number }): Quantity =>
  evaluate(
    input,
    (decline) => {
      const { ratePerDay } = decline;
      return volumeAt(
        decline,
        ratePerDay === undefined ? Infinity : logTimeTo(decline, ratePerDay),
      );
    },
    FALLING,
    RANGES,
  );

/**
 * Calculates rates and volumes of a Duong decline at many times; at time zero there is no rate.
 *
 * @param input - the decline and `timesDays`, shape (n), any order
 *
 * Source: as duongRate and duongCumulative.
 */
export const duongColumns = (input: DuongDecline & DeclineTimes): DeclineColumns =>
  declineColumns(
    input,
    (decline) => ({
      rate: (time) => rateAt(decline, log(time)),
      volume: (time) => volumeAt(decline, log(time)),
    }),
    {},
    RANGES,
  );
