import { evaluate, evaluateFields } from '../evaluate.ts';
import type { Issue, Quantity } from '../quantity.ts';

/**
 * Calculates Mills' acceleration factor S N² / 70 471.
 *
 * @param input - `strokeIn` S, `strokesPerMinute` N
 *
 * Validity: harmonic motion of the polished rod; design practice stays below about 0.3 to 0.5.
 * Source: K.N. Mills, Factors Influencing Well Loads Combined in a New Formula (1939).
 */
export const millsAcceleration = (input: {
  readonly strokeIn: number;
  readonly strokesPerMinute: number;
}): Quantity => evaluate(input, (given) => (given.strokeIn * given.strokesPerMinute ** 2) / 70_471);

/** Polished-rod loads by Mills. */
export interface MillsLoads {
  readonly peakPolishedRodLoadLb: number;
  readonly minPolishedRodLoadLb: number;
  /** Counterbalance that makes both torques alike. */
  readonly counterbalanceLb: number;
  /** Peak torque on the crank with that counterbalance, in·lb. */
  readonly peakTorqueInLb: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates polished-rod loads, ideal counterbalance and peak torque by Mills' method.
 *
 * @param input - `fluidLoadLb` Wf, `rodWeightLb` Wr in air, `strokeIn`, `strokesPerMinute`,
 *   `fluidGravity`
 *
 * PPRL = Wf + Wr (1 + α), MPRL = Wr (1 - α - 0.127 γ), counterbalance their mean, torque half the
 * difference on half the stroke.
 * Validity: conventional units, shallow to medium depth.
 * Source: Mills (1939), as in B. Guo, W.C. Lyons and A. Ghalambor, Petroleum Production Engineering.
 */
export const millsLoads = (input: {
  readonly fluidLoadLb: number;
  readonly rodWeightLb: number;
  readonly strokeIn: number;
  readonly strokesPerMinute: number;
  readonly fluidGravity: number;
}): MillsLoads =>
  evaluateFields(input, (given) => {
    const alpha = millsAcceleration(given).value;
    const peak = given.fluidLoadLb + given.rodWeightLb * (1 + alpha);
    const min = given.rodWeightLb * (1 - alpha - 0.127 * given.fluidGravity);
    return {
      peakPolishedRodLoadLb: peak,
      minPolishedRodLoadLb: min,
      counterbalanceLb: (peak + min) / 2,
      peakTorqueInLb: ((peak - min) / 2) * (given.strokeIn / 2),
    };
  });

/** Power of a rod pump. */
export interface RodPumpPower {
  readonly hydraulicHp: number;
  readonly frictionHp: number;
  /** The sum times the safety factor, for the prime mover. */
  readonly primeMoverHp: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the power of a rod-pumping unit, hp.
 *
 * @param input - `rateBpd`, `fluidGravity`, `netLiftFt`, `rodWeightLb`, `strokeIn`,
 *   `strokesPerMinute`; `safetyFactor` 1.25 to 1.5 (default 1.5)
 *
 * Source: Guo, Lyons and Ghalambor: 7.36e-6 q γ L and 6.31e-7 Wr S N.
 */
export const rodPumpPower = (input: {
  readonly rateBpd: number;
  readonly fluidGravity: number;
  readonly netLiftFt: number;
  readonly rodWeightLb: number;
  readonly strokeIn: number;
  readonly strokesPerMinute: number;
  readonly safetyFactor?: number;
}): RodPumpPower =>
  evaluateFields(
    input,
    (given) => {
      const { safetyFactor = 1.5 } = given;
      const hydraulicHp = 7.36e-6 * given.rateBpd * given.fluidGravity * given.netLiftFt;
      const frictionHp = 6.31e-7 * given.rodWeightLb * given.strokeIn * given.strokesPerMinute;
      return {
        hydraulicHp,
        frictionHp,
        primeMoverHp: safetyFactor * (hydraulicHp + frictionHp),
      };
    },
    { safetyFactor: { min: 1 } },
  );
