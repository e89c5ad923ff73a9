import { evaluateFields } from '../evaluate.ts';
import { max } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { clockOffsetSamples, fixedWindowDemand } from './demand.ts';
import type { TimeOfUseTariff } from './tariff-schedule.ts';
import { timeOfUseCost, type MeteredPower, type TimeOfUseCost } from './time-of-use-cost.ts';

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

/** What the energy of a billing period costs. */
export interface ElectricityBill {
  readonly energy: TimeOfUseCost;
  readonly demand: DemandCharge;
  readonly reactive: ReactiveCharge;
  readonly total: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates an electricity bill: energy by time of use, demand, reactive energy.
 *
 * @param meter - power by interval with its tariff; peak that is billed, kW (measured in fixed
 *   windows of the tariff's length when not given); reactive energy, kvarh (0)
 *
 * Source: timeOfUseCost, demandCharge, reactiveCharge.
 */
export const electricityBill = (
  meter: MeteredPower & {
    readonly tariff: ElectricityTariff;
    readonly peakKw?: number;
    readonly reactiveKvarh?: number;
  },
): ElectricityBill => {
  const { intervalMinutes, tariff, reactiveKvarh = 0 } = meter;
  const { pricePerKw = 0, contractedKw = 0, pricePerKvarh = 0, freeReactiveRatio = 0 } = tariff;
  const energy = timeOfUseCost(meter);
  const windowSamples = max((tariff.demandWindowMinutes ?? 15) / intervalMinutes, 1);
  const offsetSamples = clockOffsetSamples(meter.startMs, intervalMinutes * 60_000, windowSamples);
  const measured =
    meter.peakKw === undefined && pricePerKw !== 0
      ? fixedWindowDemand({ powersKw: meter.powersKw, windowSamples, offsetSamples })
      : { peakKw: meter.peakKw ?? 0, issues: [] };
  const demand = demandCharge({ peakKw: measured.peakKw, pricePerKw, contractedKw });
  const reactive = reactiveCharge({
    activeKwh: energy.energyKwh,
    reactiveKvarh,
    pricePerKvarh,
    freeRatio: freeReactiveRatio,
  });
  return {
    energy,
    demand,
    reactive,
    total: energy.cost + demand.cost + reactive.cost,
    issues: [...energy.issues, ...measured.issues, ...demand.issues, ...reactive.issues],
  };
};
