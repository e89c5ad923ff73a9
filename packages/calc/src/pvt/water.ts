import type { Ranges } from '../argument-issues.ts';
import type { Quantity } from '../quantity.ts';
import { correlate } from './correlation.ts';

/** Formation water at pressure and temperature. */
export interface FormationWater {
  readonly pressurePsia: number;
  readonly temperatureF: number;
  /** Dissolved solids, weight %; 0 (fresh) when absent. */
  readonly salinityWeightPercent?: number;
}

/** Formation volume factor by McCain, rb/STB, unchecked. */
export const mcCainBw = (water: FormationWater): number => {
  const { pressurePsia: p, temperatureF: t } = water;
  const thermal = -1.0001e-2 + t * (1.33391e-4 + 5.50654e-7 * t);
  const compressive = -p * (1.95301e-9 * t + 1.72834e-13 * p * t + 3.58922e-7 + 2.25341e-10 * p);
  return (1 + compressive) * (1 + thermal);
};

/** Formation volume factor by Gould, rb/STB, unchecked. */
export const gouldBw = (water: FormationWater): number => {
  const excess = water.temperatureF - 60;
  return 1 + excess * (1.21e-4 + 1e-6 * excess) - 3.33e-6 * water.pressurePsia;
};

/** Gas in water by McCain, scf/STB, unchecked. */
export const mcCainRsw = (water: FormationWater): number => {
  const { pressurePsia: p, temperatureF: t, salinityWeightPercent: s = 0 } = water;
  const a = 8.15839 + t * (-6.12265e-2 + t * (1.91663e-4 - 2.1654e-7 * t));
  const b = 1.01021e-2 + t * (-7.44241e-5 + t * (3.05553e-7 - 2.94883e-10 * t));
  const c =
    -1e-7 * (9.02505 + t * (-0.130237 + t * (8.53425e-4 + t * (-2.34122e-6 + 2.37049e-9 * t))));
  const fresh = a + p * (b + c * p);
  return s === 0 ? fresh : fresh * 10 ** (-0.0840655 * s * t ** -0.285854);
};

/** Viscosity at atmospheric pressure by McCain, cP, unchecked. */
export const mcCainMuwAtmospheric = (
  water: Pick<FormationWater, 'temperatureF' | 'salinityWeightPercent'>,
): number => {
  const { salinityWeightPercent: s = 0 } = water;
  const a = 109.574 + s * (-8.40564 + s * (0.313314 + 8.72213e-3 * s));
  const b = -1.12166 + s * (2.63951e-2 + s * (-6.79461e-4 + s * (-5.47119e-5 + 1.55586e-6 * s)));
  return a * water.temperatureF ** b;
};

/** Viscosity by McCain, cP, unchecked. */
export const mcCainMuw = (water: FormationWater): number => {
  const p = water.pressurePsia;
  return mcCainMuwAtmospheric(water) * (0.9994 + p * (4.0295e-5 + 3.1062e-9 * p));
};

/** Density at standard conditions by McCain, lb/ft³, unchecked. */
export const mcCainStandardRhow = (salinityWeightPercent: number): number =>
  62.368 + salinityWeightPercent * (0.438603 + 1.60074e-3 * salinityWeightPercent);

/** Compressibility by Osif, 1/psi, unchecked. */
export const osifCw = (water: {
  readonly pressurePsia: number;
  readonly temperatureF: number;
  readonly sodiumChlorideGramsPerLitre: number;
}): number => {
  const inverse =
    7.033 * water.pressurePsia +
    541.5 * water.sodiumChlorideGramsPerLitre -
    537 * water.temperatureF +
    403_300;
  return 1 / inverse;
};

/**
 * Formation volume factor of water by McCain, rb/STB.
 *
 * Validity: up to 5000 psia and 260 °F, any salinity (thermal and saline shrinkage offset each other).
 * Accuracy: 2 %.
 * Source: McCain, "Reservoir-fluid property correlations: state of the art", SPERE, May 1991.
 */
export const mcCainWaterFvf = (water: FormationWater): Quantity => {
  const ranges: Ranges = { pressurePsia: [0, 5000], temperatureF: [60, 260] };
  return correlate(water, ranges, 'waterFvf', mcCainBw);
};

/**
 * Formation volume factor of water by Gould, rb/STB.
 *
 * A quick form for the tubing; {@link mcCainWaterFvf} for the reservoir.
 * Source: Gould, "Vertical two-phase steam-water flow in geothermal wells", JPT, August 1974.
 */
export const gouldWaterFvf = (water: FormationWater): Quantity =>
  correlate(water, {}, 'waterFvf', gouldBw);

/**
 * Natural gas dissolved in formation water by McCain, scf/STB.
 *
 * Validity: 1000 to 10 000 psia, 100 to 340 °F, salinity 0 to 30 weight %.
 * Accuracy: 5 % for fresh water, 3 % more for brine; not for use below 1000 psia.
 * Source: McCain, SPERE, May 1991, from Culberson and McKetta (1951) and McKetta and Wehe (1962).
 */
export const mcCainWaterSolutionGas = (water: FormationWater): Quantity => {
  const ranges: Ranges = {
    pressurePsia: [1000, 10_000],
    temperatureF: [100, 340],
    salinityWeightPercent: [0, 30],
  };
  return correlate(water, ranges, 'waterSolutionGasScfStb', mcCainRsw);
};

/**
 * Viscosity of formation water at atmospheric pressure by McCain, cP.
 *
 * Validity: 100 to 400 °F, salinity 0 to 26 weight %. Accuracy: 5 %.
 * Source: McCain, SPERE, May 1991, from Matthews and Russell (1967).
 */
export const mcCainAtmosphericWaterViscosity = (
  water: Pick<FormationWater, 'temperatureF' | 'salinityWeightPercent'>,
): Quantity => {
  const ranges: Ranges = { temperatureF: [100, 400], salinityWeightPercent: [0, 26] };
  return correlate(water, ranges, 'waterViscosityCp', mcCainMuwAtmospheric);
};

/**
 * Viscosity of formation water at pressure by McCain, cP.
 *
 * Validity: 100 to 400 °F, salinity 0 to 26 weight %, up to 15 000 psia (the pressure term was made
 * at 86 to 167 °F). Accuracy: 4 % below 10 000 psia, 7 % above.
 * Source: McCain, SPERE, May 1991.
 */
export const mcCainWaterViscosity = (water: FormationWater): Quantity => {
  const ranges: Ranges = {
    temperatureF: [100, 400],
    salinityWeightPercent: [0, 26],
    pressurePsia: [0, 15_000],
  };
  return correlate(water, ranges, 'waterViscosityCp', mcCainMuw);
};

/**
 * Density of formation water at 14.7 psia and 60 °F by McCain, lb/ft³; divide by Bw for reservoir conditions.
 *
 * @param salinityWeightPercent - dissolved solids, 0 to 30 weight %
 *
 * Source: McCain, SPERE, May 1991.
 */
export const mcCainStandardWaterDensity = (salinityWeightPercent: number): Quantity =>
  correlate(
    { salinityWeightPercent },
    { salinityWeightPercent: [0, 30] },
    'waterDensityLbFt3',
    (water) => mcCainStandardRhow(water.salinityWeightPercent),
  );

/**
 * Isothermal compressibility of brine by Osif, 1/psi.
 *
 * @param water - pressure in psia (the source has psig; the difference is 0.02 %), temperature in °F,
 *   sodium chloride in g/L
 *
 * Validity: 1000 to 20 000 psia, 200 to 270 °F, 0 to 200 g/L.
 * Source: Osif, "The effects of salt, gas, temperature, and pressure on the compressibility of
 * water", SPERE, February 1988.
 */
export const osifWaterCompressibility = (water: {
  readonly pressurePsia: number;
  readonly temperatureF: number;
  readonly sodiumChlorideGramsPerLitre: number;
}): Quantity => {
  const ranges: Ranges = {
    pressurePsia: [1000, 20_000],
    temperatureF: [200, 270],
    sodiumChlorideGramsPerLitre: [0, 200],
  };
  return correlate(water, ranges, 'waterCompressibilityPerPsi', osifCw);
};
