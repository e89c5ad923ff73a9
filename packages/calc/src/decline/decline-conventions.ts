import type { Domains } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import { expm1, max } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { arpsLogDrop, arpsTimeOfDrop } from './arps-kernel.ts';

/** An effective decline is lost in one period: none up to (not with) all of the rate. */
/** Less than everything is lost in a year. */
const EFFECTIVE = { min: 0, below: 1 };
const DOMAINS: Domains = {
  secantEffectiveDecline: EFFECTIVE,
  tangentEffectiveDecline: EFFECTIVE,
  taxFraction: EFFECTIVE,
};

/**
 * Calculates the nominal decline of a secant effective one, per the same period.
 *
 * The secant effective decline is the fraction of the rate that is lost over the first period.
 *
 * @param input - `secantEffectiveDecline` per period, 0 to below 1; `hyperbolicExponent`
 *
 * Source: SPEE Recommended Evaluation Practice 6 (2010 onwards); Arps (1945) over one period.
 */
export const nominalFromSecantEffective = (input: {
  readonly secantEffectiveDecline: number;
  readonly hyperbolicExponent: number;
}): Quantity =>
  evaluate(
    input,
    (given) => arpsTimeOfDrop(-Math.log1p(-given.secantEffectiveDecline), given.hyperbolicExponent),
    DOMAINS,
  );

/**
 * Calculates the secant effective decline of a nominal one, per the same period.
 *
 * @param input - `nominalDecline` per period, 0 and above; `hyperbolicExponent`
 *
 * Source: as `nominalFromSecantEffective`.
 */
export const secantEffectiveFromNominal = (input: {
  readonly nominalDecline: number;
  readonly hyperbolicExponent: number;
}): Quantity =>
  evaluate(input, (given) => -expm1(-arpsLogDrop(given.nominalDecline, given.hyperbolicExponent)));

/**
 * Calculates the nominal decline of a tangent effective one, per the same period.
 *
 * The tangent effective decline is what would be lost over a period if the decline stayed
 * exponential at its initial value: it does not depend on b.
 *
 * @param tangentEffectiveDecline - per period, 0 to below 1
 *
 * Source: SPEE Recommended Evaluation Practice 6: D = -ln(1 - De).
 */
export const nominalFromTangentEffective = (tangentEffectiveDecline: number): Quantity =>
  evaluate(
    { tangentEffectiveDecline },
    (year) => -Math.log1p(-year.tangentEffectiveDecline),
    DOMAINS,
  );

/**
 * Calculates the tangent effective decline of a nominal one, per the same period.
 *
 * @param nominalDecline - per period, 0 and above
 *
 * Source: as `nominalFromTangentEffective`.
 */
export const tangentEffectiveFromNominal = (nominalDecline: number): Quantity =>
  evaluate({ nominalDecline }, (year) => -expm1(-year.nominalDecline));

/** Days in the periods that declines are quoted for: a year is 365.25 d, a month a twelfth of it. */
export const DECLINE_PERIOD_DAYS = {
  day: 1,
  week: 7,
  month: 30.4375,
  quarter: 91.3125,
  year: 365.25,
} as const;

/** A period that a decline is quoted for. */
export type DeclinePeriod = keyof typeof DECLINE_PERIOD_DAYS;

/**
 * Converts a nominal decline from one period to another: it is proportional to the period, which
 * an effective decline is not.
 *
 * @param input - `nominalDecline` per `from`; the periods `from` and `to`
 * @returns decline per `to`
 *
 * Source: by definition.
 */
export const convertNominalDecline = (input: {
  readonly nominalDecline: number;
  readonly from: DeclinePeriod;
  readonly to: DeclinePeriod;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      (given.nominalDecline * DECLINE_PERIOD_DAYS[given.to]) / DECLINE_PERIOD_DAYS[given.from],
  );

/**
 * Calculates the rate at which a well stops to pay for itself, volume/d.
 *
 * @param input - `fixedCostPerMonth` of operation; `pricePerVolume` and `variableCostPerVolume` in
 *   the same money and the volume unit of the rate; `netRevenueInterest` 0 to 1 (1 when absent);
 *   `taxFraction` of the revenue, 0 to below 1 (0 when absent)
 *
 * A month is 365.25/12 days. NO_SOLUTION when a volume costs more than it brings.
 * Source: definition (revenue of the interest after taxes = operating cost).
 */
export const economicLimitRate = (input: {
  readonly fixedCostPerMonth: number;
  readonly pricePerVolume: number;
  readonly variableCostPerVolume?: number;
  readonly netRevenueInterest?: number;
  readonly taxFraction?: number;
}): Quantity =>
  evaluate(
    input,
    ({
      fixedCostPerMonth,
      pricePerVolume,
      variableCostPerVolume = 0,
      netRevenueInterest = 1,
      taxFraction = 0,
    }) => {
      const revenue = pricePerVolume * netRevenueInterest * (1 - taxFraction);
      const margin = max(0, revenue - variableCostPerVolume);
      return margin > 0 ? fixedCostPerMonth / (DECLINE_PERIOD_DAYS.month * margin) : Number.NaN;
    },
    DOMAINS,
  );
