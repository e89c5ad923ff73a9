import { argumentIssues } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { type Issue, POSITIVE, type Quantity } from '../quantity.ts';

/**
 * Calculates specific energy consumption, kWh per unit of output.
 *
 * @param period - energy 0 or more; output above 0 in any unit: without output there is no specific
 *   consumption (NaN and OUT_OF_DOMAIN), neither 0 nor infinity
 *
 * Source: ISO 50006:2023, energy performance indicator of the type ratio.
 */
export const specificEnergyConsumption = (period: {
  readonly energyKwh: number;
  readonly output: number;
}): Quantity => evaluate(period, (given) => given.energyKwh / given.output);

/** Energy to lift a barrel. */
export interface LiftingEnergy {
  readonly perBarrelOilKwh: number;
  readonly perBarrelLiquidKwh: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the energy to lift a barrel of oil and a barrel of liquid, kWh/bbl.
 *
 * @param period - energy, oil and water, each 0 or more; no oil leaves the first, no liquid both NaN
 *
 * Source: ratio by definition, on net oil and on gross liquid.
 */
export const liftingEnergy = (period: {
  readonly energyKwh: number;
  readonly oilBbl: number;
  readonly waterBbl: number;
}): LiftingEnergy => {
  const issues = argumentIssues(period, { oilBbl: POSITIVE }, 'energyKwh oilBbl waterBbl');
  const usable = issues.every(({ parameter }) => parameter === 'oilBbl' && period.oilBbl === 0);
  const perBarrel = (output: number): number =>
    usable ? specificEnergyConsumption({ energyKwh: period.energyKwh, output }).value : Number.NaN;
  return {
    perBarrelOilKwh: perBarrel(period.oilBbl),
    perBarrelLiquidKwh: perBarrel(period.oilBbl + period.waterBbl),
    issues,
  };
};

/**
 * Calculates the load factor, dimensionless: mean power over peak power.
 *
 * @param period - energy 0 or more; peak power and duration above 0
 *
 * Validity: at most 1 when peak and energy belong together (EXTRAPOLATED says when it is not).
 * Source: IEC 60050-691 (tariffs for electricity), load factor.
 */
export const loadFactor = (period: {
  readonly energyKwh: number;
  readonly peakKw: number;
  readonly hours: number;
}): Quantity =>
  evaluate(
    period,
    (given) => given.energyKwh / (given.peakKw * given.hours),
    { peakKw: POSITIVE, hours: POSITIVE },
    { value: [0, 1] },
  );

/** One energy carrier of a site. */
export interface EnergySource {
  readonly name: string;
  /** 0 or more. */
  readonly energyKwh: number;
  /** Emission factor, kg CO2e per kWh, 0 or more, of the same heating value as the energy. */
  readonly factorKgPerKwh: number;
}

/** Emissions and what they come to per unit of output. */
export interface CarbonIntensity {
  readonly emissionsKg: number;
  /** kg CO2e per unit of output; NaN without output. */
  readonly intensityKg: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates emissions and carbon intensity of several energy carriers, kg CO2e.
 *
 * @param site - carriers with their factors; output in any unit
 *
 * Source: GHG Protocol Corporate Standard (2004), activity data times emission factor.
 */
export const carbonIntensity = (site: {
  readonly sources: readonly EnergySource[];
  readonly output: number;
}): CarbonIntensity => {
  const { sources, output } = site;
  const faults = sources.flatMap(({ name, energyKwh, factorKgPerKwh }) =>
    argumentIssues({
      [`${name}.energyKwh`]: energyKwh ?? null,
      [`${name}.factorKgPerKwh`]: factorKgPerKwh ?? null,
    }),
  );
  const issues = [...faults, ...argumentIssues({ output }, {}, 'output')];
  const sum = sources.reduce((total, each) => total + each.energyKwh * each.factorKgPerKwh, 0);
  return {
    emissionsKg: faults.length === 0 ? sum : Number.NaN,
    intensityKg: issues.length === 0 ? sum / output : Number.NaN,
    issues,
  };
};
