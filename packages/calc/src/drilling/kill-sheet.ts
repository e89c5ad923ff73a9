import { argumentIssues } from '../argument-issues.ts';
import { evaluateFields } from '../evaluate.ts';
import { type Issue, isUsable, POSITIVE } from '../quantity.ts';
import { PSI_PER_FT_PER_PPG } from './constants.ts';

/** Mud and pressures that kill a well. */
export interface KillSheet {
  readonly killMudWeightPpg: number;
  /** Drill pipe pressure when the pump is at kill rate and the string is full of old mud, psi. */
  readonly initialCirculatingPressurePsi: number;
  /** Drill pipe pressure from when kill mud is at the bit, psi. */
  readonly finalCirculatingPressurePsi: number;
  /** Pressure of the formation, psi. */
  readonly formationPressurePsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Makes a kill sheet: kill mud weight (ppg), initial and final circulating pressure, formation pressure (psi).
 *
 * @param input.mudWeightPpg - mud in the string, more than 0, ppg
 * @param input.sidppPsi - shut-in drill pipe pressure, 0 or more, psi
 * @param input.tvdFt - vertical depth of the kick, more than 0, ft
 * @param input.slowPumpPressurePsi - pressure at the kill rate before the kick, 0 or more, psi
 *
 * Convention: no safety margin and no rounding up of the kill mud.
 * Source: N.J. Lapeyrouse, Formulas and Calculations for Drilling, Production and Workover, chapter 4.
 */
export const killSheet = (input: {
  readonly mudWeightPpg: number;
  readonly sidppPsi: number;
  readonly tvdFt: number;
  readonly slowPumpPressurePsi: number;
}): KillSheet =>
  evaluateFields(input, ({ mudWeightPpg, sidppPsi, tvdFt, slowPumpPressurePsi }) => {
    const columnPsiPerPpg = PSI_PER_FT_PER_PPG * tvdFt;
    const killMudWeightPpg = mudWeightPpg + sidppPsi / columnPsiPerPpg;
    return {
      killMudWeightPpg,
      initialCirculatingPressurePsi: sidppPsi + slowPumpPressurePsi,
      finalCirculatingPressurePsi: (slowPumpPressurePsi * killMudWeightPpg) / mudWeightPpg,
      formationPressurePsi: sidppPsi + mudWeightPpg * columnPsiPerPpg,
    };
  });

/** Drill pipe pressure to hold while kill mud goes to the bit. */
export interface KillSchedule {
  /** Strokes since kill mud entered the string, shape (stepCount + 1). */
  readonly strokes: Float64Array;
  /** Pressure to hold, psi, shape (stepCount + 1). */
  readonly pressurePsi: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Makes the pressure schedule of the wait-and-weight method, from initial to final circulating pressure.
 *
 * @param input.surfaceToBitStrokes - strokes that fill the string, more than 0
 * @param input.stepCount - steps of the schedule, 1 to 1000 (default 10)
 *
 * Validity: vertical wells, where pressure falls straight with strokes; in a deviated well the static part falls with
 * vertical depth, so the straight line holds too much pressure in the build.
 * Source: Lapeyrouse, chapter 4.
 */
export const killPressureSchedule = (input: {
  readonly initialCirculatingPressurePsi: number;
  readonly finalCirculatingPressurePsi: number;
  readonly surfaceToBitStrokes: number;
  readonly stepCount?: number;
}): KillSchedule => {
  const { initialCirculatingPressurePsi, finalCirculatingPressurePsi } = input;
  const { surfaceToBitStrokes, stepCount = 10 } = input;
  const issues = argumentIssues(
    { initialCirculatingPressurePsi, finalCirculatingPressurePsi, surfaceToBitStrokes, stepCount },
    { surfaceToBitStrokes: POSITIVE, stepCount: { min: 1, max: 1000 } },
    'initialCirculatingPressurePsi finalCirculatingPressurePsi surfaceToBitStrokes',
  );
  const count = isUsable(issues) ? Math.trunc(stepCount) + 1 : 0;
  const share = Float64Array.from({ length: count }, (_, step) => step / (count - 1));
  return {
    strokes: share.map((part) => part * surfaceToBitStrokes),
    pressurePsi: share.map(
      (part) => initialCirculatingPressurePsi * (1 - part) + finalCirculatingPressurePsi * part,
    ),
    issues,
  };
};

/** The influx of a kick. */
export interface Influx {
  /** Height in the annulus, ft. */
  readonly heightFt: number;
  /** Pressure gradient: gas to 0.15, oil about 0.35, water above 0.43, psi/ft. */
  readonly gradientPsiFt: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes height (ft) and pressure gradient (psi/ft) of an influx from the shut-in pressures.
 *
 * A gradient outside 0 to 0.6 psi/ft is returned with an issue: pit gain, capacity or pressures are then wrong.
 *
 * @param input.sicpPsi - shut-in casing pressure, at least the drill pipe's, psi
 * @param input.sidppPsi - shut-in drill pipe pressure, 0 or more, psi
 * @param input.pitGainBbl - more than 0, bbl
 * @param input.annularCapacityBblPerFt - beside the string where the influx is, more than 0, bbl/ft
 *
 * Source: Lapeyrouse, chapter 4.
 */
export const kickInflux = (input: {
  readonly mudWeightPpg: number;
  readonly sicpPsi: number;
  readonly sidppPsi: number;
  readonly pitGainBbl: number;
  readonly annularCapacityBblPerFt: number;
}): Influx =>
  evaluateFields(
    input,
    (given) => {
      const heightFt = given.pitGainBbl / given.annularCapacityBblPerFt;
      const gradientPsiFt =
        PSI_PER_FT_PER_PPG * given.mudWeightPpg - (given.sicpPsi - given.sidppPsi) / heightFt;
      return { heightFt, gradientPsiFt };
    },
    { sicpPsi: { min: input.sidppPsi } },
    { gradientPsiFt: [0, 0.6] },
  );
