import type { Domains } from '../argument-domains.ts';
import type { Ranges } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { exp, log } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { arpsLogDrop, arpsTimeOfDrop, arpsVolume, arpsVolumeOfDrop } from './arps-kernel.ts';
import { type DeclineColumns, declineColumns, type DeclineTimes } from './decline-columns.ts';

/** An Arps decline: exponential at b = 0, hyperbolic between, harmonic at b = 1. */
export interface ArpsDecline {
  /** Rate at time zero, volume/d (STB/d, Mscf/d: volumes come out in the same unit). */
  readonly initialRatePerDay: number;
  /** Nominal (instantaneous) decline at time zero, 1/d. */
  readonly nominalDeclinePerDay: number;
  /** Hyperbolic exponent b, 0 and above. */
  readonly hyperbolicExponent: number;
}

/** b above 2 was never published for a whole decline. */
export const ARPS_RANGES: Ranges = { hyperbolicExponent: [0, 2] };

/** Rates that a decline from an initial rate can reach. */
export const reachable = (decline: { readonly initialRatePerDay: number }): Domains => ({
  ratePerDay: { above: 0, max: decline.initialRatePerDay },
});

/** Unchecked rate after a time. */
export const arpsRateAt = (decline: ArpsDecline, timeDays: number): number => {
  const x = decline.nominalDeclinePerDay * timeDays;
  return decline.initialRatePerDay * exp(-arpsLogDrop(x, decline.hyperbolicExponent));
};

/** Unchecked volume until a time. */
export const arpsVolumeAt = (decline: ArpsDecline, timeDays: number): number => {
  return arpsVolume(
    decline.initialRatePerDay,
    decline.nominalDeclinePerDay,
    decline.hyperbolicExponent,
    timeDays,
  );
};

/** Unchecked time until a rate; 0/0 of a rate that stays is no wait. */
export const arpsTimeTo = (decline: ArpsDecline, ratePerDay: number): number => {
  const drop = log(decline.initialRatePerDay / ratePerDay);
  if (drop === 0) return 0;
  return arpsTimeOfDrop(drop, decline.hyperbolicExponent) / decline.nominalDeclinePerDay;
};

/**
 * Calculates the rate after a time of Arps decline, in the unit of the initial rate.
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Validity: constant flowing conditions in boundary-dominated flow, 0 <= b <= 1; b from 1 to 2
 * describes transient flow and wants a terminal decline; above 2 an issue says so.
 * Source: J.J. Arps, Analysis of Decline Curves, Trans. AIME 160 (1945).
 */
export const arpsRate = (input: ArpsDecline & { readonly timeDays: number }): Quantity =>
  evaluate(input, (decline) => arpsRateAt(decline, decline.timeDays), {}, ARPS_RANGES);

/**
 * Calculates the volume produced from time zero on, in the volume unit of the rate.
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Validity: as `arpsRate`; b >= 1 has a volume at every finite time, but none in the limit.
 * Source: Arps (1945), integral of the rate.
 */
export const arpsCumulative = (input: ArpsDecline & { readonly timeDays: number }): Quantity =>
  evaluate(input, (decline) => arpsVolumeAt(decline, decline.timeDays), {}, ARPS_RANGES);

/**
 * Calculates the volume produced between two times, in the volume unit of the rate.
 *
 * @param input - the decline, `fromDays` and `toDays`, 0 <= from <= to
 *
 * Source: Arps (1945); taken from the rate at the start of the interval, so that short intervals
 * late in life keep their digits.
 */
export const arpsIntervalVolume = (
  input: ArpsDecline & { readonly fromDays: number; readonly toDays: number },
): Quantity =>
  evaluate(
    input,
    (decline) => {
      const { nominalDeclinePerDay, hyperbolicExponent, fromDays } = decline;
      const slowed = 1 + hyperbolicExponent * nominalDeclinePerDay * fromDays;
      const rate = arpsRateAt(decline, fromDays);
      return arpsVolume(
        rate,
        nominalDeclinePerDay / slowed,
        hyperbolicExponent,
        decline.toDays - fromDays,
      );
    },
    { toDays: { min: input.fromDays } },
    ARPS_RANGES,
  );

/**
 * Calculates the time until the rate has fallen to a given one, d.
 *
 * @param input - the decline and `ratePerDay`, above 0 and at most the initial rate
 *
 * OUT_OF_DOMAIN when nothing declines. Source: Arps (1945), rate-time relation solved for time.
 */
export const arpsTimeToRate = (input: ArpsDecline & { readonly ratePerDay: number }): Quantity =>
  evaluate(
    input,
    (decline) => arpsTimeTo(decline, decline.ratePerDay),
    reachable(input),
    ARPS_RANGES,
  );

/**
 * Calculates the ultimate recovery: the volume produced until the rate reaches its economic limit,
 * in the volume unit of the rate.
 *
 * @param input - the decline and `ratePerDay`, the limit, above 0 and at most the initial rate
 *
 * Source: Arps (1945), rate-cumulative relation.
 */
export const arpsEurAtRate = (input: ArpsDecline & { readonly ratePerDay: number }): Quantity =>
  evaluate(
    input,
    (decline) => {
      const drop = log(decline.initialRatePerDay / decline.ratePerDay);
      const scale = drop === 0 ? 0 : decline.initialRatePerDay / decline.nominalDeclinePerDay;
      return scale * arpsVolumeOfDrop(drop, decline.hyperbolicExponent);
    },
    reachable(input),
    ARPS_RANGES,
  );

/**
 * Calculates the nominal decline that a decline has come to at a time, 1/d.
 *
 * @param input - the decline and `timeDays`, 0 and above
 *
 * Source: Arps (1945): D = Di / (1 + b Di t).
 */
export const arpsNominalDecline = (input: ArpsDecline & { readonly timeDays: number }): Quantity =>
  evaluate(
    input,
    (decline) =>
      decline.nominalDeclinePerDay /
      (1 + decline.hyperbolicExponent * decline.nominalDeclinePerDay * decline.timeDays),
    {},
    ARPS_RANGES,
  );

/**
 * Calculates the nominal initial decline that leads from one rate to a lower one, 1/d.
 *
 * @param input - `initialRatePerDay` above 0, `ratePerDay` above 0 and at most the initial rate,
 *   `timeDays` between them above 0, `hyperbolicExponent` 0 and above
 *
 * Source: Arps (1945), rate-time relation solved for the decline.
 */
export const arpsDeclineFromRates = (input: {
  readonly initialRatePerDay: number;
  readonly ratePerDay: number;
  readonly timeDays: number;
  readonly hyperbolicExponent: number;
}): Quantity =>
  evaluate(
    input,
    (decline) =>
      arpsTimeTo(
        {
          initialRatePerDay: decline.initialRatePerDay,
          nominalDeclinePerDay: 1,
          hyperbolicExponent: decline.hyperbolicExponent,
        },
        decline.ratePerDay,
      ) / decline.timeDays,
    reachable(input),
    ARPS_RANGES,
  );

/**
 * Calculates rates and volumes of an Arps decline at many times.
 *
 * @param input - the decline and `timesDays`, shape (n), any order
 *
 * Source: as `arpsRate` and `arpsCumulative`.
 */
export const arpsColumns = (input: ArpsDecline & DeclineTimes): DeclineColumns =>
  declineColumns(
    input,
    (decline) => ({
      rate: (time) => arpsRateAt(decline, time),
      volume: (time) => arpsVolumeAt(decline, time),
    }),
    {},
    ARPS_RANGES,
  );
