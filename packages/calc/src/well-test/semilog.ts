import { evaluate } from '../evaluate.ts';
import { abs, log10 } from '../math.ts';
import { FINITE, type Quantity } from '../quantity.ts';
import { SEMILOG_SLOPE, SKIN_PER_CYCLE, SKIN_TIME } from './constants.ts';
import { flowOf, storageOf, type TestedFlow, type TestedRock } from './reservoir-properties.ts';

/**
 * Calculates permeability from the semilog slope of a build-up or drawdown, mD.
 *
 * @param input - the flow and `slopePsiPerCycle`, of either sign, not 0
 *
 * Validity: infinite-acting radial flow of a slightly compressible liquid.
 * Source: R.C. Earlougher, Advances in Well Test Analysis, SPE Monograph 5 (1977).
 */
export const permeabilityFromSlope = (
  input: TestedFlow & { readonly slopePsiPerCycle: number },
): Quantity =>
  evaluate(
    input,
    (test) => (SEMILOG_SLOPE * flowOf(test)) / (abs(test.slopePsiPerCycle) * test.thicknessFt),
  );

/**
 * Calculates the semilog slope that a permeability gives, psi/cycle (positive).
 *
 * @param input - the flow and `permeabilityMd`
 *
 * Source: as `permeabilityFromSlope`.
 */
export const slopeFromPermeability = (
  input: TestedFlow & { readonly permeabilityMd: number },
): Quantity =>
  evaluate(
    input,
    (test) => (SEMILOG_SLOPE * flowOf(test)) / (test.permeabilityMd * test.thicknessFt),
  );

/** Inputs of a skin besides the pressures. */
export interface SkinInput extends TestedRock {
  /** Slope of either sign, not 0. */
  readonly slopePsiPerCycle: number;
  readonly permeabilityMd: number;
  readonly wellboreRadiusFt: number;
  /** Pressure on the semilog straight line one hour after the start of the test. */
  readonly oneHourPressurePsi: number;
}

const skinOf = <Input extends SkinInput>(
  input: Input,
  riseOf: (input: Input) => number,
  timeCorrection: number,
): Quantity =>
  evaluate(input, (test) => {
    const diffusivity = test.permeabilityMd / (storageOf(test) * test.wellboreRadiusFt ** 2);
    const cycles = riseOf(test) / abs(test.slopePsiPerCycle) - log10(diffusivity);
    return SKIN_PER_CYCLE * (cycles + SKIN_TIME + timeCorrection);
  });

/**
 * Calculates the skin of a build-up.
 *
 * @param input - `flowingPressurePsi` at the moment of shut-in; with `producingTimeHours` the term
 *   log((tp + 1) / tp) is added, which is small when tp is long and left out without it
 *
 * Convention: ln(10)/2 = 1.1513 and 3.2275, as Earlougher.
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 5.
 */
export const buildUpSkin = (
  input: SkinInput & { readonly flowingPressurePsi: number; readonly producingTimeHours?: number },
): Quantity => {
  const { producingTimeHours: tp = Infinity } = input;
  return skinOf(
    input,
    (test) => test.oneHourPressurePsi - test.flowingPressurePsi,
    Math.log1p(1 / tp) / Math.LN10,
  );
};

/**
 * Calculates the skin of a drawdown.
 *
 * @param input - `initialPressurePsi` before the flow
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 3.
 */
export const drawdownSkin = (
  input: SkinInput & { readonly initialPressurePsi: number },
): Quantity => skinOf(input, (test) => test.initialPressurePsi - test.oneHourPressurePsi, 0);

/**
 * Calculates the pressure drop across the skin, psi: 0.8686 |m| s.
 *
 * @param input - `slopePsiPerCycle` of either sign, `skin`
 *
 * Source: Earlougher, SPE Monograph 5 (1977): 141.2 q B µ s / (k h).
 */
export const skinPressureDrop = (input: {
  readonly slopePsiPerCycle: number;
  readonly skin: number;
}): Quantity =>
  evaluate(input, (given) => (abs(given.slopePsiPerCycle) * given.skin) / SKIN_PER_CYCLE);

/**
 * Calculates the flow efficiency: drawdown without the skin over drawdown.
 *
 * @param input - `averagePressurePsi` of the reservoir (or p*), `flowingPressurePsi` below it,
 *   `skinPressureDropPsi`, negative for a stimulated well
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 2. Its inverse is the damage ratio.
 */
export const flowEfficiency = (input: {
  readonly averagePressurePsi: number;
  readonly flowingPressurePsi: number;
  readonly skinPressureDropPsi: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      1 - given.skinPressureDropPsi / (given.averagePressurePsi - given.flowingPressurePsi),
    { flowingPressurePsi: { below: input.averagePressurePsi }, skinPressureDropPsi: FINITE },
  );
