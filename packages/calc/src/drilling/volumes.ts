import type { Domains } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';

/** Square inches of cross section, as inches of diameter squared, in a barrel a foot. */
const SQUARE_INCHES_PER_BBL_FT = 1029.4;

/** The diameters of an annulus: the inner one is less than the outer one. */
export interface AnnulusSize {
  /** Inside diameter of the hole or casing, in. */
  readonly holeDiameterIn: number;
  /** Outside diameter of the pipe in it, 0 for none, in. */
  readonly pipeDiameterIn: number;
}

/** The pipe of an annulus is less than its hole. */
export const annulusRules = (size: AnnulusSize): Domains => ({
  pipeDiameterIn: { min: 0, below: size.holeDiameterIn },
});

/**
 * Computes the capacity of an annulus, a bore or a hole, or what the steel of a pipe displaces, bbl/ft.
 *
 * @param input - diameters in inches; no pipe (0) gives the capacity of the hole or of a pipe's bore; the two diameters of
 * a pipe give its displacement
 *
 * Source: N.J. Lapeyrouse, Formulas and Calculations for Drilling, Production and Workover, chapter 1.
 */
export const annularCapacity = (input: AnnulusSize): Quantity =>
  evaluate(
    input,
    (given) => (given.holeDiameterIn ** 2 - given.pipeDiameterIn ** 2) / SQUARE_INCHES_PER_BBL_FT,
    annulusRules(input),
  );

/**
 * Computes the mean velocity of mud in an annulus, ft/min.
 *
 * @param input.flowRateGpm - 0 or more, gal/min; the diameters in inches
 *
 * Source: Lapeyrouse, chapter 1 (24.51 q / (D² - d²)).
 */
export const annularVelocity = (input: AnnulusSize & { readonly flowRateGpm: number }): Quantity =>
  evaluate(
    input,
    (given) =>
      (24.51 * given.flowRateGpm) / (given.holeDiameterIn ** 2 - given.pipeDiameterIn ** 2),
    annulusRules(input),
  );

/** A mud pump's liner, stroke and volumetric efficiency. */
export interface PumpSize {
  /** Liner diameter, more than 0, in. */
  readonly linerDiameterIn: number;
  /** Stroke length, more than 0, in. */
  readonly strokeIn: number;
  /** Volumetric efficiency, 0 to 1 (default 1). */
  readonly efficiency?: number;
}

/**
 * Computes the output of a single-acting triplex pump, bbl/stroke (a stroke is a turn of the crank).
 *
 * @param input - liner and stroke in inches
 *
 * Source: Lapeyrouse, chapter 1 (0.000243 D² S e).
 */
export const triplexPumpOutput = (input: PumpSize): Quantity =>
  evaluate(
    { efficiency: 1, ...input },
    (given) => 0.000243 * given.linerDiameterIn ** 2 * given.strokeIn * given.efficiency,
  );

/**
 * Computes the output of a double-acting duplex pump, bbl/stroke.
 *
 * @param input.rodDiameterIn - less than the liner, in
 *
 * Source: Lapeyrouse, chapter 1 (0.000162 S (2 D² - d²) e).
 */
export const duplexPumpOutput = (input: PumpSize & { readonly rodDiameterIn: number }): Quantity =>
  evaluate(
    { efficiency: 1, ...input },
    (given) =>
      0.000162 *
      given.strokeIn *
      (2 * given.linerDiameterIn ** 2 - given.rodDiameterIn ** 2) *
      given.efficiency,
    { rodDiameterIn: { min: 0, below: input.linerDiameterIn } },
  );

/**
 * Computes how many strokes displace a volume.
 *
 * @param input.volumeBbl - 0 or more, bbl
 * @param input.pumpOutputBblPerStroke - more than 0, bbl/stroke
 *
 * Source: by definition.
 */
export const pumpStrokes = (input: {
  readonly volumeBbl: number;
  readonly pumpOutputBblPerStroke: number;
}): Quantity => evaluate(input, (given) => given.volumeBbl / given.pumpOutputBblPerStroke);
