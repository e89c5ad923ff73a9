import { argumentIssues } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import { FINITE, POSITIVE, type Quantity } from '../quantity.ts';
import type { TestColumn } from './bourdet.ts';
import { LINE_SOURCE, RADIAL_DROP } from './constants.ts';
import { exponentialIntegralE1 } from './exponential-integral.ts';
import { type TestedFlow, type TestedRock, flowOf, storageOf } from './reservoir-properties.ts';

/** An infinite reservoir around a well that acts as a line. */
export interface LineSource extends Omit<TestedFlow, 'rateStbd'>, TestedRock {
  readonly permeabilityMd: number;
  readonly initialPressurePsi: number;
  /** Where the pressure is wanted: the wellbore radius for the well itself. */
  readonly radiusFt: number;
  /** Skin of the well, for the pressure in it; default 0. */
  readonly skin?: number;
}

/** x of Ei(-x), times the hours. */
const argumentOf = (source: LineSource): number =>
  (LINE_SOURCE * storageOf(source) * source.radiusFt ** 2) / source.permeabilityMd;

/** The pressure drop of one STB/d after a time, psi. */
const unitDrop = (source: LineSource): ((hours: number) => number) => {
  const { skin = 0 } = source;
  const scale =
    (RADIAL_DROP * flowOf({ ...source, rateStbd: 1 })) /
    (source.permeabilityMd * source.thicknessFt);
  const argument = argumentOf(source);
  return (hours) => scale * (0.5 * exponentialIntegralE1(argument / hours) + skin);
};

/**
 * Calculates the pressure after a time of constant rate, psi, by the line-source solution.
 *
 * p = pi + 70.6 q B µ / (k h) Ei(-948 φ µ ct r² / (k t)), less 141.2 q B µ s / (k h) with a skin.
 *
 * @param input - the source, `rateStbd` (negative: injection), `timeHours` above 0
 *
 * Validity: infinite-acting; at the well itself after tD = 100 (an issue says when x is above
 * 0.0025 with a skin), before the boundary is felt; NO_SOLUTION when no pressure is left.
 * Source: Lee, Well Testing, SPE Textbook 1 (1982), chapter 1.
 */
export const lineSourcePressure = (
  input: LineSource & { readonly rateStbd: number; readonly timeHours: number },
): Quantity => {
  const x = argumentOf(input) / input.timeHours;
  return evaluate(
    input,
    (source) => {
      const pressure =
        source.initialPressurePsi - source.rateStbd * unitDrop(source)(source.timeHours);
      return pressure >= 0 ? pressure : Number.NaN;
    },
    { rateStbd: FINITE, timeHours: POSITIVE },
    input.skin !== undefined && !(x <= 0.0025)
      ? { timeHours: [400 * x * input.timeHours, Infinity] }
      : {},
  );
};

/**
 * Calculates the pressures at many times under a rate that changes in steps, psi, by superposition
 * of line sources: a shut-in is a step to rate 0.
 *
 * @param input - the source; `timesHours`, shape (n); `stepTimesHours`, increasing, and
 *   `stepRatesStbd`, the rate from each step time on, both shape (k)
 * @returns shape (n); the initial pressure before the first step
 *
 * Source: superposition in time, Lee, Well Testing (1982), chapter 1.
 */
export const lineSourcePressureSeries = (
  input: LineSource & {
    readonly timesHours: ArrayLike<number>;
    readonly stepTimesHours: ArrayLike<number>;
    readonly stepRatesStbd: ArrayLike<number>;
  },
): TestColumn => {
  const { timesHours } = input;
  const own = argumentIssues({ timesHours }, { timesHours: { least: 0 } });
  const issues = argumentIssues(
    input,
    { stepTimesHours: FINITE, stepRatesStbd: FINITE },
    'initialPressurePsi oilFvf oilViscosityCp permeabilityMd porosity radiusFt thicknessFt totalCompressibilityPerPsi',
  );
  const dropAt = unitDrop(input);
  const values = Float64Array.from(input.timesHours, (time) => {
    let pressure = input.initialPressurePsi;
    for (let k = 0; k < input.stepTimesHours.length; k++) {
      const elapsed = time - input.stepTimesHours[k]!;
      const step = input.stepRatesStbd[k]! - (k > 0 ? input.stepRatesStbd[k - 1]! : 0);
      if (!(elapsed <= 0)) pressure -= step * dropAt(elapsed);
    }
    return pressure;
  });
  return unlessIssues([...own, ...issues], { values });
};
