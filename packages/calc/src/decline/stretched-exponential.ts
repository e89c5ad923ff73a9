import { NOT_NEGATIVE, POSITIVE, type Quantity } from '../quantity.ts';
import { evaluate, type FormulaLimits, type NamedDomains } from '../reservoir/evaluate.ts';
import { declineSeries, type DeclineSeries, type SeriesTimes } from './arps-series.ts';
import { logGamma, regularizedGamma } from './gamma.ts';

/** A stretched exponential decline: many exponential ones with different time constants. */
export interface StretchedExponentialDecline {
  /** Rate at time zero, volume/d. */
  readonly initialRatePerDay: number;
  /** Characteristic time tau, d. */
  readonly characteristicTimeDays: number;
  /** Exponent n, above 0; 1 is the exponential decline, shale wells lie below 1. */
  readonly stretchExponent: number;
}

const DOMAINS: NamedDomains = {
  initialRatePerDay: POSITIVE,
  characteristicTimeDays: POSITIVE,
  stretchExponent: POSITIVE,
  timeDays: NOT_NEGATIVE,
};

/** Limits of the functions that wait for a rate. */
function reachLimits(decline: StretchedExponentialDecline): FormulaLimits {
  return { domains: { ratePerDay: { above: 0, max: decline.initialRatePerDay } } };
}

function rateAt(decline: StretchedExponentialDecline, timeDays: number): number {
  const { initialRatePerDay, characteristicTimeDays, stretchExponent } = decline;
  return initialRatePerDay * Math.exp(-((timeDays / characteristicTimeDays) ** stretchExponent));
}

function ultimate(decline: StretchedExponentialDecline): number {
  const { initialRatePerDay, characteristicTimeDays, stretchExponent } = decline;
  const scale = (initialRatePerDay * characteristicTimeDays) / stretchExponent;
  return scale * Math.exp(logGamma(1 / stretchExponent));
}

function volumeAt(decline: StretchedExponentialDecline, timeDays: number): number {
  const { characteristicTimeDays, stretchExponent } = decline;
  const x = (timeDays / characteristicTimeDays) ** stretchExponent;
  return ultimate(decline) * regularizedGamma(1 / stretchExponent, x);
}

function timeTo(decline: StretchedExponentialDecline, ratePerDay: number): number {
  const drop = Math.log(decline.initialRatePerDay / ratePerDay);
  return decline.characteristicTimeDays * drop ** (1 / decline.stretchExponent);
}

/**
 * Calculates the rate after a time of stretched exponential decline: qi exp(-(t/tau)^n).
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Source: P.P. Valko, SPE 119369 (2009).
 */
export function stretchedExponentialRate(
  input: StretchedExponentialDecline & { readonly timeDays: number },
): Quantity {
  return evaluate(input, DOMAINS, () => rateAt(input, input.timeDays));
}

/**
 * Calculates the volume produced from time zero on, in the volume unit of the rate.
 *
 * Np = (qi tau / n) [G(1/n) - G(1/n, (t/tau)^n)] with the gamma functions as they are: some
 * programs leave the factor G(1/n) out, which is right only for n = 1 and n = 1/2.
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Accuracy: 1e-12 relative, for n of 0.05 and above.
 * Source: Valko, SPE 119369 (2009).
 */
export function stretchedExponentialCumulative(
  input: StretchedExponentialDecline & { readonly timeDays: number },
): Quantity {
  return evaluate(input, DOMAINS, () => volumeAt(input, input.timeDays));
}

/**
 * Calculates the time until the rate has fallen to a given one, d.
 *
 * @param input - the decline and `ratePerDay`, above 0 and at most the initial rate
 */
export function stretchedExponentialTimeToRate(
  input: StretchedExponentialDecline & { readonly ratePerDay: number },
): Quantity {
  return evaluate(input, DOMAINS, () => timeTo(input, input.ratePerDay), reachLimits(input));
}

/**
 * Calculates the ultimate recovery: the volume until the economic limit, or without one the limit
 * for endless time, (qi tau / n) G(1/n).
 *
 * @param input - the decline; `ratePerDay`, the limit, when there is one
 *
 * Source: Valko, SPE 119369 (2009).
 */
export function stretchedExponentialEur(
  input: StretchedExponentialDecline & { readonly ratePerDay?: number },
): Quantity {
  const { ratePerDay } = input;
  return evaluate(
    input,
    DOMAINS,
    () => (ratePerDay === undefined ? ultimate(input) : volumeAt(input, timeTo(input, ratePerDay))),
    reachLimits(input),
  );
}

/** Calculates the rates at many times, shape (n), any order; NaN at times below zero. */
export function stretchedExponentialRateSeries(
  input: StretchedExponentialDecline & SeriesTimes,
): DeclineSeries {
  return declineSeries(input, {}, (time) => rateAt(input, time), DOMAINS);
}

/** Calculates the volumes from time zero to many times, shape (n); NaN at times below zero. */
export function stretchedExponentialCumulativeSeries(
  input: StretchedExponentialDecline & SeriesTimes,
): DeclineSeries {
  return declineSeries(input, {}, (time) => volumeAt(input, time), DOMAINS);
}
