import { evaluate } from '../evaluate.ts';
import { exp, log } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { logGamma, regularizedGamma } from '../special-functions.ts';
import { reachable } from './arps.ts';
import { declineColumns, type DeclineColumns, type DeclineTimes } from './decline-columns.ts';

/** A stretched exponential decline: many exponential ones with different time constants. */
export interface StretchedExponentialDecline {
  /** Rate at time zero, volume/d. */
  readonly initialRatePerDay: number;
  /** Characteristic time tau, d. */
  readonly characteristicTimeDays: number;
  /** Exponent n, above 0; 1 is the exponential decline, shale wells lie below 1. */
  readonly stretchExponent: number;
}

const rateAt = (decline: StretchedExponentialDecline, timeDays: number): number =>
  decline.initialRatePerDay *
  exp(-((timeDays / decline.characteristicTimeDays) ** decline.stretchExponent));

const volumeAt = (decline: StretchedExponentialDecline, timeDays: number): number => {
  const { characteristicTimeDays, stretchExponent } = decline;
  const scale = (decline.initialRatePerDay * characteristicTimeDays) / stretchExponent;
  const x = (timeDays / characteristicTimeDays) ** stretchExponent;
  return scale * exp(logGamma(1 / stretchExponent)) * regularizedGamma(1 / stretchExponent, x);
};

const timeTo = (decline: StretchedExponentialDecline, ratePerDay: number): number => {
  const drop = log(decline.initialRatePerDay / ratePerDay);
  return decline.characteristicTimeDays * drop ** (1 / decline.stretchExponent);
};

/**
 * Calculates the rate after a time of stretched exponential decline: qi exp(-(t/tau)^n).
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Source: P.P. Valko, SPE 119369 (2009).
 */
export const stretchedExponentialRate = (
  input: StretchedExponentialDecline & { readonly timeDays: number },
): Quantity => evaluate(input, (decline) => rateAt(decline, decline.timeDays));

/**
 * Calculates the volume produced from time zero on, in the volume unit of the rate.
 *
 * Np = (qi tau / n) [G(1/n) - G(1/n, (t/tau)^n)] with the gamma functions unchanged: some
 * programs leave the factor G(1/n) out, which is right only for n = 1 and n = 1/2.
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Accuracy: 1e-12 relative, for n of 0.05 and above.
 * Source: Valko, SPE 119369 (2009).
 */
export const stretchedExponentialCumulative = (
  input: StretchedExponentialDecline & { readonly timeDays: number },
): Quantity => evaluate(input, (decline) => volumeAt(decline, decline.timeDays));

/**
 * Calculates the time until the rate has fallen to a given one, d.
 *
 * @param input - the decline and `ratePerDay`, above 0 and at most the initial rate
 *
 * Source: as stretchedExponentialRate, solved for the time.
 */
export const stretchedExponentialTimeToRate = (
  input: StretchedExponentialDecline & { readonly ratePerDay: number },
): Quantity => evaluate(input, (decline) => timeTo(decline, decline.ratePerDay), reachable(input));

/**
 * Calculates the ultimate recovery: the volume until the economic limit, or without one the limit
 * for endless time, (qi tau / n) G(1/n).
 *
 * @param input - the decline; `ratePerDay`, the limit, when there is one
 *
 * Source: Valko, SPE 119369 (2009).
 */
export const stretchedExponentialEur = (
  input: StretchedExponentialDecline & { readonly ratePerDay?: number },
): Quantity =>
  evaluate(
    input,
    (decline) => {
      const { ratePerDay } = decline;
      return volumeAt(decline, ratePerDay === undefined ? Infinity : timeTo(decline, ratePerDay));
    },
    reachable(input),
  );

/**
 * Calculates rates and volumes of a stretched exponential decline at many times.
 *
 * @param input - the decline and `timesDays`, shape (n), any order
 *
 * Source: as stretchedExponentialRate and stretchedExponentialCumulative.
 */
export const stretchedExponentialColumns = (
  input: StretchedExponentialDecline & DeclineTimes,
): DeclineColumns =>
  declineColumns(input, (decline) => ({
    rate: (time) => rateAt(decline, time),
    volume: (time) => volumeAt(decline, time),
  }));
