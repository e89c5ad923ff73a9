import { FT3_PER_BBL } from '../constants.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { max } from '../math.ts';
import { POSITIVE, type Issue } from '../quantity.ts';

/** Gas and liquid at a pump intake, at intake conditions. */
export interface IntakeGas {
  readonly freeGasRbd: number;
  readonly liquidRbd: number;
  /** Free gas over gas and liquid, 0 to 1. */
  readonly freeGasFraction: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the free gas at a pump intake, rb/d, and its share of the volume.
 *
 * @param input - `liquidRateStbd`, `waterCutFraction` 0 to 1, `gorScfStb` produced,
 *   `solutionGorScfStb` at intake, volume factors at intake: oil and water rb/STB, gas
 *   ft³/scf; `separatorEfficiency` 0 to 1 of what is vented before the pump (default 0)
 *
 * All gas stays dissolved when the solution ratio is above the produced one.
 * Source: volumetric balance; K.E. Brown, The Technology of Artificial Lift Methods, volume 2b.
 */
export const intakeFreeGas = (input: {
  readonly liquidRateStbd: number;
  readonly waterCutFraction: number;
  readonly gorScfStb: number;
  readonly solutionGorScfStb: number;
  readonly oilFvf: number;
  readonly waterFvf: number;
  readonly gasFvf: number;
  readonly separatorEfficiency?: number;
}): IntakeGas =>
  evaluateFields(
    input,
    (given) => {
      const { separatorEfficiency = 0, liquidRateStbd, waterCutFraction } = given;
      const oilStbd = liquidRateStbd * (1 - waterCutFraction);
      const freeScfStb = max(0, given.gorScfStb - given.solutionGorScfStb);
      const freeGasRbd =
        (oilStbd * freeScfStb * given.gasFvf * (1 - separatorEfficiency)) / FT3_PER_BBL;
      const liquidRbd = oilStbd * given.oilFvf + liquidRateStbd * waterCutFraction * given.waterFvf;
      return {
        freeGasRbd,
        liquidRbd,
        freeGasFraction: freeGasRbd / (freeGasRbd + liquidRbd),
      };
    },
    { liquidRateStbd: POSITIVE },
  );

/** Turpin's criterion at a pump intake. */
export interface TurpinIndex {
  /** Φ; stable below 1. */
  readonly index: number;
  readonly isStable: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Calculates Turpin's index of gas at an ESP intake: 2000 (qg/ql) / (3 pip), stable below 1.
 *
 * @param input - `gasLiquidVolumeRatio` of free gas over liquid at intake, `intakePressurePsia`
 *
 * Validity: radial and mixed stages as tested, without a gas handler.
 * Source: J.L. Turpin, J.F. Lea and J.L. Bearden, Gas-Liquid Flow through Centrifugal Pumps (1986).
 */
export const turpinIndex = (input: {
  readonly gasLiquidVolumeRatio: number;
  readonly intakePressurePsia: number;
}): TurpinIndex => {
  const { value, issues } = evaluate(
    input,
    (given) => (2000 * given.gasLiquidVolumeRatio) / (3 * given.intakePressurePsia),
  );
  return { index: value, isStable: value < 1, issues };
};
