import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';
import { remainingStroke } from './rod-pump-api11l.ts';

/** Young's modulus of steel rods and tubing in Coberly's and Marsh's relations, psi. */
const STEEL_PSI = 30e6;

/**
 * Calculates the fluid load on the plunger, lb: 0.34 γ D² H.
 *
 * @param input - `plungerDiameterIn`, `fluidLevelFt` (net lift), `fluidGravity`
 *
 * Source: API RP 11L (0.433 psi/ft on the full plunger area).
 */
export const plungerFluidLoad = (input: {
  readonly plungerDiameterIn: number;
  readonly fluidLevelFt: number;
  readonly fluidGravity: number;
}): Quantity =>
  evaluate(
    input,
    (given) => 0.34 * given.fluidGravity * given.plungerDiameterIn ** 2 * given.fluidLevelFt,
  );

/**
 * Calculates the overtravel of the plunger by the inertia of the rods, in: 40.8 L² α / E.
 *
 * @param input - `pumpDepthFt` L, `accelerationFactor` α of Mills
 *
 * Source: C.J. Coberly, Problems in Modern Deep-Well Pumping (1938); E = 30 000 000 psi.
 */
export const plungerOvertravel = (input: {
  readonly pumpDepthFt: number;
  readonly accelerationFactor: number;
}): Quantity =>
  evaluate(
    input,
    (given) => (40.8 * given.pumpDepthFt ** 2 * given.accelerationFactor) / STEEL_PSI,
  );

/**
 * Calculates the stretch of rods or of free tubing by the fluid load, in: 5.20 γ H Ap L / (E A).
 *
 * @param input - `fluidGravity`, `fluidLevelFt` H, `plungerAreaIn2` Ap, `pumpDepthFt` L,
 *   `steelAreaIn2` A of the rods or of the tubing wall
 *
 * Source: H.N. Marsh and E.V. Watt as in Guo, Lyons and Ghalambor; E = 30 000 000 psi.
 */
export const fluidLoadStretch = (input: {
  readonly fluidGravity: number;
  readonly fluidLevelFt: number;
  readonly plungerAreaIn2: number;
  readonly pumpDepthFt: number;
  readonly steelAreaIn2: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      (5.2 * given.fluidGravity * given.fluidLevelFt * given.plungerAreaIn2 * given.pumpDepthFt) /
      (STEEL_PSI * given.steelAreaIn2),
  );

/**
 * Calculates the effective stroke of the plunger, in: surface stroke and overtravel less stretches.
 *
 * @param input - `strokeIn`, `overtravelIn`, `rodStretchIn`, `tubingStretchIn` (0 when anchored)
 *
 * Source: Guo, Lyons and Ghalambor, Petroleum Production Engineering, chapter on rod pumping.
 */
export const effectivePlungerStroke = (input: {
  readonly strokeIn: number;
  readonly overtravelIn: number;
  readonly rodStretchIn: number;
  readonly tubingStretchIn: number;
}): Quantity =>
  evaluate(input, (given) =>
    remainingStroke(
      given.strokeIn + given.overtravelIn - given.rodStretchIn - given.tubingStretchIn,
    ),
  );

/**
 * Calculates the displacement of a rod pump, bbl/d: 0.1166 Sp N D².
 *
 * @param input - `plungerStrokeIn` Sp, `strokesPerMinute` N, `plungerDiameterIn` D,
 *   `volumetricEfficiency` 0 to 1 (1 when absent)
 *
 * Source: API RP 11L (π/4 × 1440 / 9702 = 0.11657).
 */
export const rodPumpDisplacement = (input: {
  readonly plungerStrokeIn: number;
  readonly strokesPerMinute: number;
  readonly plungerDiameterIn: number;
  readonly volumetricEfficiency?: number;
}): Quantity =>
  evaluate(
    input,
    ({ plungerStrokeIn, strokesPerMinute, plungerDiameterIn, volumetricEfficiency = 1 }) =>
      0.1166 * plungerStrokeIn * strokesPerMinute * plungerDiameterIn ** 2 * volumetricEfficiency,
  );

/**
 * Calculates the fillage of a rod pump: the part of the plunger's stroke that lifts liquid.
 *
 * @param input - `netStrokeIn` under full load on the downhole card, `grossStrokeIn`, at least that
 *
 * Source: by definition.
 */
export const pumpFillage = (input: {
  readonly netStrokeIn: number;
  readonly grossStrokeIn: number;
}): Quantity =>
  evaluate(input, (given) => given.netStrokeIn / given.grossStrokeIn, {
    netStrokeIn: { min: 0, max: input.grossStrokeIn },
  });
