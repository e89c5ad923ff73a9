import { argumentIssues } from '../argument-issues.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { fixedAmong, slidingWindowDemand } from './demand.ts';
import {
  demandWindow,
  billOf,
  type ElectricityBill,
  type ElectricityTariff,
} from './electricity-bill.ts';
import { loadFactor, specificEnergyConsumption } from './energy-intensity.ts';
import type { MeteredPower } from './time-of-use-cost.ts';

/** Energy performance of a meter over a period. */
export interface EnergyKpis {
  readonly energyKwh: number;
  readonly meanKw: number;
  /** Greatest demand of fixed windows, kW, and the start of its window, ms since 1970 UTC. */
  readonly fixedPeakKw: number;
  readonly fixedPeakStartMs: number;
  /** Greatest demand of a sliding window, at least the fixed one. */
  readonly slidingPeakKw: number;
  readonly slidingPeakStartMs: number;
  /** Load factor by the fixed peak, dimensionless. */
  readonly loadFactor: number;
  /** kWh per unit of output; NaN without output. */
  readonly specificEnergyKwh: number;
  readonly emissionsKg: number;
  readonly bill: ElectricityBill;
  /** Part of the intervals that have a power, 0 to 1; the others count as nothing. */
  readonly coverage: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the energy KPIs of a meter over a period in one go.
 *
 * @param meter - power by interval with its tariff; output of the period in any unit (none leaves no
 *   specific consumption); emission factor, kg CO2e/kWh (0); reactive energy, kvarh (0)
 *
 * Accuracy: a year of minutes takes some 10 ms.
 * Source: the functions that it calls: fixedWindowDemand, slidingWindowDemand, loadFactor,
 * specificEnergyConsumption, electricityBill.
 */
export const energyKpis = (
  meter: MeteredPower & {
    readonly tariff: ElectricityTariff;
    readonly output?: number;
    readonly emissionFactorKgPerKwh?: number;
    readonly reactiveKvarh?: number;
  },
): EnergyKpis => {
  const { powersKw, startMs, intervalMinutes, emissionFactorKgPerKwh = 0 } = meter;
  const stepMs = intervalMinutes * 60_000;
  const { windowSamples, offsetSamples } = demandWindow(meter);
  const sliding = slidingWindowDemand({ powersKw, windowSamples });
  const fixed = fixedAmong(sliding, windowSamples, offsetSamples);
  const bill = billOf(meter, fixed);
  const { energyKwh, missingCount } = bill.energy;
  const count = powersKw.length - missingCount;
  const hours = (count * intervalMinutes) / 60;
  const factorIssues = argumentIssues({ emissionFactorKgPerKwh });
  return {
    energyKwh,
    meanKw: energyKwh / hours,
    fixedPeakKw: fixed.peakKw,
    fixedPeakStartMs: startMs + (offsetSamples + fixed.peakIndex * windowSamples) * stepMs,
    slidingPeakKw: sliding.peakKw,
    slidingPeakStartMs: startMs + sliding.peakIndex * stepMs,
    loadFactor: loadFactor({ energyKwh, peakKw: fixed.peakKw, hours }).value,
    specificEnergyKwh: specificEnergyConsumption({ energyKwh, output: meter.output ?? 0 }).value,
    emissionsKg: isUsable(factorIssues) ? energyKwh * emissionFactorKgPerKwh : Number.NaN,
    bill,
    coverage: count / powersKw.length,
    issues: [...sliding.issues, ...bill.issues, ...factorIssues],
  };
};
