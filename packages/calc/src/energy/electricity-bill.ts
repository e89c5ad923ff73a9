import { evaluateFields } from '../evaluate.ts';
import { ceil, max } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { fixedWindowDemand, type PowerDemand } from './demand.ts';
import type { TimeOfUseTariff } from './tariff-schedule.ts';
import { type MeteredPower, type TimeOfUseCost, timeOfUseCost } from './time-of-use-cost.ts';

/** A demand that is billed, and its charge. */
export interface DemandCharge {
  /** Greatest of the measured peak, the contract and the ratchet, kW. */
  readonly billedKw: number;
  readonly cost: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the charge for demand, in the currency of the price.
 *
 * @param demand - peak of the billing period, kW; price of a kW; contracted kW that are billed in
 *   any case (0); part of an earlier peak that is billed at least (ratchet, 0 to 1, with that peak)
 *
 * Source: utility practice, by definition.
 */
export const demandCharge = (demand: {
  readonly peakKw: number;
  readonly pricePerKw: number;
  readonly contractedKw?: number;
  readonly ratchetFraction?: number;
  readonly earlierPeakKw?: number;
}): DemandCharge =>
  evaluateFields(demand, (billed) => {
    const { contractedKw = 0, ratchetFraction = 0, earlierPeakKw = 0 } = billed;
    const billedKw = max(billed.peakKw, contractedKw, ratchetFraction * earlierPeakKw);
    return { billedKw, cost: billedKw * billed.pricePerKw };
  });

/** Reactive energy that is billed, and its charge. */
export interface ReactiveCharge {
  readonly billedKvarh: number;
  readonly cost: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the charge for reactive energy, in the currency of the price.
 *
 * @param meter - active and reactive energy of the billing period, 0 or more; price of a kvarh; kvarh
 *   free with each kWh (tan φ, 0.4 or 0.5 in many tariffs; 0 when not given)
 *
 * Source: utility practice, by definition.
 */
export const reactiveCharge = (meter: {
  readonly activeKwh: number;
  readonly reactiveKvarh: number;
  readonly pricePerKvarh: number;
  readonly freeRatio?: number;
}): ReactiveCharge =>
  evaluateFields(meter, ({ activeKwh, reactiveKvarh, pricePerKvarh, freeRatio = 0 }) => {
    const billedKvarh = max(0, reactiveKvarh - freeRatio * activeKwh);
    return { billedKvarh, cost: billedKvarh * pricePerKvarh };
  });

/** Prices of energy, demand and reactive energy. */
export interface ElectricityTariff extends TimeOfUseTariff {
  readonly pricePerKw?: number;
  /** Length of the windows that demand is measured in; 15 when not given. */
  readonly demandWindowMinutes?: number;
  readonly contractedKw?: number;
  readonly pricePerKvarh?: number;
  /** kvarh free with each kWh. */
  readonly freeReactiveRatio?: number;
}

/** Cost of a billing period's energy. */
export interface ElectricityBill {
  readonly energy: TimeOfUseCost;
  /** Demand in the fixed windows of the tariff. */
  readonly measured: PowerDemand;
  readonly demand: DemandCharge;
  readonly reactive: ReactiveCharge;
  readonly total: number;
  readonly issues: readonly Issue[];
}

/** Samples in a window of the tariff, 15 minutes when it does not say, and before the first that begins on the clock. */
export const demandWindow = (
  meter: MeteredPower & { readonly tariff: ElectricityTariff },
): { readonly windowSamples: number; readonly offsetSamples: number } => {
  const minutes = meter.tariff.demandWindowMinutes ?? 15;
  const windowSamples = max(minutes / meter.intervalMinutes, 1);
  const stepMs = meter.intervalMinutes * 60_000;
  const windowMs = stepMs * windowSamples;
  const offsetSamples = ceil(((windowMs - (meter.startMs % windowMs)) % windowMs) / stepMs);
  return { windowSamples, offsetSamples };
};

/**
 * Calculates an electricity bill: energy by time of use, demand, reactive energy.
 *
 * @param meter - power by interval with its tariff; reactive energy, kvarh (0)
 *
 * Source: timeOfUseCost, demandCharge, reactiveCharge.
 */
export const electricityBill = (
  meter: MeteredPower & {
    readonly tariff: ElectricityTariff;
    readonly reactiveKvarh?: number;
  },
): ElectricityBill =>
  billOf(meter, fixedWindowDemand({ powersKw: meter.powersKw, ...demandWindow(meter) }));

/** The bill of a meter whose demand is measured. */
export const billOf = (
  meter: Parameters<typeof electricityBill>[0],
  measured: PowerDemand,
): ElectricityBill => {
  const { tariff, reactiveKvarh = 0 } = meter;
  const { pricePerKw = 0, contractedKw = 0, pricePerKvarh = 0, freeReactiveRatio = 0 } = tariff;
  const energy = timeOfUseCost(meter);
  const demand = demandCharge({ peakKw: measured.peakKw, pricePerKw, contractedKw });
  const reactive = reactiveCharge({
    activeKwh: energy.energyKwh,
    reactiveKvarh,
    pricePerKvarh,
    freeRatio: freeReactiveRatio,
  });
  return {
    energy,
    measured,
    demand,
    reactive,
    total: energy.cost + demand.cost + reactive.cost,
    issues: [...energy.issues, ...measured.issues, ...demand.issues, ...reactive.issues],
  };
};
