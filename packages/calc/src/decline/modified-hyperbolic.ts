import { isUsable, type Issue, type Quantity } from '../quantity.ts';
import { evaluate, type FormulaLimits } from '../reservoir/evaluate.ts';
import { declineSeries, type DeclineSeries, type SeriesTimes } from './arps-series.ts';
import {
  ARPS_LIMITS,
  arpsRateAt,
  arpsTimeTo,
  arpsVolumeAt,
  DECLINE_DOMAINS,
  type ArpsDecline,
} from './arps.ts';

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

function limitsOf(decline: ModifiedHyperbolicDecline): FormulaLimits {
  const terminalDeclinePerDay = { above: 0, max: decline.nominalDeclinePerDay };
  const ratePerDay = { above: 0, max: decline.initialRatePerDay };
  return { ...ARPS_LIMITS, domains: { terminalDeclinePerDay, ratePerDay } };
}

/** The hyperbolic part, and the exponential tail as a decline of its own from the switch on. */
function partsOf(decline: ModifiedHyperbolicDecline) {
  const { nominalDeclinePerDay, hyperbolicExponent, terminalDeclinePerDay } = decline;
  const gain = 1 / terminalDeclinePerDay - 1 / nominalDeclinePerDay;
  const switchDays = gain === 0 ? 0 : gain / hyperbolicExponent;
  const tail: ArpsDecline = {
    initialRatePerDay: arpsRateAt(decline, switchDays),
    nominalDeclinePerDay: terminalDeclinePerDay,
    hyperbolicExponent: 0,
  };
  return { switchDays, switchVolume: arpsVolumeAt(decline, switchDays), tail };
}

function rateKernel(decline: ModifiedHyperbolicDecline): (timeDays: number) => number {
  const { switchDays, tail } = partsOf(decline);
  return (time) =>
    time <= switchDays ? arpsRateAt(decline, time) : arpsRateAt(tail, time - switchDays);
}

function volumeKernel(decline: ModifiedHyperbolicDecline): (timeDays: number) => number {
  const { switchDays, switchVolume, tail } = partsOf(decline);
  return (time) =>
    time <= switchDays
      ? arpsVolumeAt(decline, time)
      : switchVolume + arpsVolumeAt(tail, time - switchDays);
}

function timeTo(decline: ModifiedHyperbolicDecline, ratePerDay: number): number {
  const { switchDays, tail } = partsOf(decline);
  return ratePerDay < tail.initialRatePerDay
    ? switchDays + arpsTimeTo(tail, ratePerDay)
    : arpsTimeTo(decline, ratePerDay);
}

/**
 * Calculates when a modified hyperbolic decline turns exponential, with rate and volume there.
 *
 * @param decline - all declines nominal per day; convert effective ones first
 *
 * Source: S. Robertson, Generalized Hyperbolic Equation, SPE 18731 (1988).
 */
export function modifiedHyperbolicSwitch(
  decline: ModifiedHyperbolicDecline,
): ModifiedHyperbolicSwitch {
  const { issues } = evaluate(decline, DECLINE_DOMAINS, () => 0, limitsOf(decline));
  const { switchDays, switchVolume, tail } = partsOf(decline);
  const usable = isUsable(issues) ? 1 : Number.NaN;
  return {
    timeDays: usable * switchDays,
    ratePerDay: usable * tail.initialRatePerDay,
    cumulative: usable * switchVolume,
    issues,
  };
}

/**
 * Calculates the rate after a time of modified hyperbolic decline, in the unit of the initial rate.
 *
 * Source: Robertson, SPE 18731 (1988).
 */
export function modifiedHyperbolicRate(
  input: ModifiedHyperbolicDecline & { readonly timeDays: number },
): Quantity {
  return evaluate(input, DECLINE_DOMAINS, () => rateKernel(input)(input.timeDays), limitsOf(input));
}

/**
 * Calculates the volume produced from time zero on, in the volume unit of the rate.
 *
 * Source: Robertson, SPE 18731 (1988), integral of the rate.
 */
export function modifiedHyperbolicCumulative(
  input: ModifiedHyperbolicDecline & { readonly timeDays: number },
): Quantity {
  return evaluate(
    input,
    DECLINE_DOMAINS,
    () => volumeKernel(input)(input.timeDays),
    limitsOf(input),
  );
}

/**
 * Calculates the time until the rate has fallen to a given one, d.
 *
 * @param input - the decline and `ratePerDay`, above 0 and at most the initial rate
 */
export function modifiedHyperbolicTimeToRate(
  input: ModifiedHyperbolicDecline & { readonly ratePerDay: number },
): Quantity {
  return evaluate(input, DECLINE_DOMAINS, () => timeTo(input, input.ratePerDay), limitsOf(input));
}

/**
 * Calculates the ultimate recovery: the volume produced until the rate reaches its economic limit.
 *
 * @param input - the decline and `ratePerDay`, the limit, above 0 and at most the initial rate
 */
export function modifiedHyperbolicEurAtRate(
  input: ModifiedHyperbolicDecline & { readonly ratePerDay: number },
): Quantity {
  return evaluate(
    input,
    DECLINE_DOMAINS,
    () => volumeKernel(input)(timeTo(input, input.ratePerDay)),
    limitsOf(input),
  );
}

/** Calculates the rates at many times, shape (n), any order; NaN at times below zero. */
export function modifiedHyperbolicRateSeries(
  input: ModifiedHyperbolicDecline & SeriesTimes,
): DeclineSeries {
  return declineSeries(input, limitsOf(input), rateKernel(input));
}

/** Calculates the volumes from time zero to many times, shape (n); NaN at times below zero. */
export function modifiedHyperbolicCumulativeSeries(
  input: ModifiedHyperbolicDecline & SeriesTimes,
): DeclineSeries {
  return declineSeries(input, limitsOf(input), volumeKernel(input));
}
