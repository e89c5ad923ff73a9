import type { Domains } from '../argument-domains.ts';
import { argumentIssues, rangeIssues } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import type { Issue, Quantity } from '../quantity.ts';
import {
  ARPS_RANGES,
  type ArpsDecline,
  arpsRateAt,
  arpsTimeTo,
  arpsVolumeAt,
  reachable,
} from './arps.ts';
import { type DeclineColumns, declineColumns, type DeclineTimes } from './decline-columns.ts';

/** A hyperbolic decline that becomes exponential when it has slowed down to a terminal decline. */
export interface ModifiedHyperbolicDecline extends ArpsDecline {
  /** Nominal decline that the exponential tail keeps, 1/d, above 0 and at most the initial one. */
  readonly terminalDeclinePerDay: number;
}

/** Where a modified hyperbolic decline changes over. */
export interface ModifiedHyperbolicSwitch {
  /** Infinite when the hyperbolic part never slows down to the terminal decline (b = 0). */
  readonly timeDays: number;
  /** Volume/d. */
  readonly ratePerDay: number;
  /** Volume produced until then. */
  readonly cumulative: number;
  readonly issues: readonly Issue[];
}

const limitsOf = (decline: ModifiedHyperbolicDecline): Domains => {
  const terminalDeclinePerDay = { above: 0, max: decline.nominalDeclinePerDay };
  return { ...reachable(decline), terminalDeclinePerDay };
};

/** The hyperbolic part, and the exponential tail as a decline of its own from the switch on. */
const partsOf = (decline: ModifiedHyperbolicDecline) => {
  const gain = 1 / decline.terminalDeclinePerDay - 1 / decline.nominalDeclinePerDay;
  const switchDays = gain === 0 ? 0 : gain / decline.hyperbolicExponent;
  const tail: ArpsDecline = {
    initialRatePerDay: arpsRateAt(decline, switchDays),
    nominalDeclinePerDay: decline.terminalDeclinePerDay,
    hyperbolicExponent: 0,
  };
  return { switchDays, switchVolume: arpsVolumeAt(decline, switchDays), tail };
};

const kernelsOf = (decline: ModifiedHyperbolicDecline) => {
  const { switchDays, switchVolume, tail } = partsOf(decline);
  return {
    rate: (time: number): number =>
      time <= switchDays ? arpsRateAt(decline, time) : arpsRateAt(tail, time - switchDays),
    volume: (time: number): number =>
      time <= switchDays
        ? arpsVolumeAt(decline, time)
        : switchVolume + arpsVolumeAt(tail, time - switchDays),
  };
};

const timeTo = (decline: ModifiedHyperbolicDecline, ratePerDay: number): number => {
  const { switchDays, tail } = partsOf(decline);
  return ratePerDay >= tail.initialRatePerDay
    ? arpsTimeTo(decline, ratePerDay)
    : switchDays + arpsTimeTo(tail, ratePerDay);
};

/**
 * Calculates when a modified hyperbolic decline turns exponential, with rate and volume there.
 *
 * @param decline - all declines nominal per day; convert effective ones first
 *
 * Source: S. Robertson, Generalized Hyperbolic Equation, SPE 18731 (1988).
 */
export const modifiedHyperbolicSwitch = (
  decline: ModifiedHyperbolicDecline,
): ModifiedHyperbolicSwitch => {
  const { switchDays, switchVolume, tail } = partsOf(decline);
  const issues = [
    ...argumentIssues(decline, limitsOf(decline)),
    ...rangeIssues(decline, ARPS_RANGES),
  ];
  return unlessIssues(issues, {
    timeDays: switchDays,
    ratePerDay: tail.initialRatePerDay,
    cumulative: switchVolume,
  });
};

/**
 * Calculates the rate after a time of modified hyperbolic decline, in the unit of the initial rate.
 *
 * Source: Robertson, SPE 18731 (1988).
 */
export const modifiedHyperbolicRate = (
  input: ModifiedHyperbolicDecline & { readonly timeDays: number },
): Quantity =>
  evaluate(
    input,
    (decline) => kernelsOf(decline).rate(decline.timeDays),
    limitsOf(input),
    ARPS_RANGES,
  );

/**
 * Calculates the volume produced from time zero on, in the volume unit of the rate.
 *
 * Source: Robertson, SPE 18731 (1988), integral of the rate.
 */
export const modifiedHyperbolicCumulative = (
  input: ModifiedHyperbolicDecline & { readonly timeDays: number },
): Quantity =>
  evaluate(
    input,
    (decline) => kernelsOf(decline).volume(decline.timeDays),
    limitsOf(input),
    ARPS_RANGES,
  );

/**
 * Calculates the time until the rate has fallen to a given one, d.
 *
 * @param input - the decline and `ratePerDay`, above 0 and at most the initial rate
 *
 * Source: as modifiedHyperbolicRate, solved for the time.
 */
export const modifiedHyperbolicTimeToRate = (
  input: ModifiedHyperbolicDecline & { readonly ratePerDay: number },
): Quantity =>
  evaluate(input, (decline) => timeTo(decline, decline.ratePerDay), limitsOf(input), ARPS_RANGES);

/**
 * Calculates the ultimate recovery: the volume produced until the rate reaches its economic limit.
 *
 * @param input - the decline and `ratePerDay`, the limit, above 0 and at most the initial rate
 *
 * Source: as modifiedHyperbolicCumulative, at that time.
 */
export const modifiedHyperbolicEurAtRate = (
  input: ModifiedHyperbolicDecline & { readonly ratePerDay: number },
): Quantity =>
  evaluate(
    input,
    (decline) => kernelsOf(decline).volume(timeTo(decline, decline.ratePerDay)),
    limitsOf(input),
    ARPS_RANGES,
  );

/**
 * Calculates rates and volumes of a modified hyperbolic decline at many times.
 *
 * @param input - the decline and `timesDays`, shape (n), any order
 *
 * Source: as modifiedHyperbolicRate and modifiedHyperbolicCumulative.
 */
export const modifiedHyperbolicColumns = (
  input: ModifiedHyperbolicDecline & DeclineTimes,
): DeclineColumns => declineColumns(input, kernelsOf, limitsOf(input), ARPS_RANGES);
