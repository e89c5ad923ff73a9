import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { evaluate, evaluateFields, unlessIssues } from '../evaluate.ts';
import { PI, sqrt } from '../math.ts';
import { isUsable, NOT_NEGATIVE, type Issue, type Quantity } from '../quantity.ts';

/** Above 1 a nozzle would pass more than its area does. */
const DISCHARGE = { dischargeCoefficient: { above: 0, max: 1.1 } };

/**
 * Computes the total flow area of bit nozzles, in².
 *
 * @param nozzles32nds - diameter of each nozzle in 1/32 in, 0 for one that is blanked off; one has to be open
 *
 * Source: A.T. Bourgoyne et al., Applied Drilling Engineering (1986), chapter 4.
 */
export const nozzleFlowArea = (nozzles32nds: readonly number[] | Float64Array): Quantity => {
  let areaIn2 = 0;
  for (const size of nozzles32nds) areaIn2 += (PI / 4) * (size / 32) ** 2;
  const issues = argumentIssues({ nozzles32nds }, { nozzles32nds: NOT_NEGATIVE });
  const noneOpen = isUsable(issues) && areaIn2 === 0;
  if (noneOpen) issues.push(outOfDomain('nozzles32nds', 'expected an open nozzle'));
  return unlessIssues(issues, { value: areaIn2 });
};

/**
 * Computes the pressure drop over a bit, psi.
 *
 * @param input.mudWeightPpg - more than 0, lb/gal
 * @param input.flowRateGpm - 0 or more, gal/min
 * @param input.nozzleAreaIn2 - total flow area, more than 0, in²
 * @param input.dischargeCoefficient - 0.95 (default) to 1.03 for modern jet nozzles
 *
 * Source: Bourgoyne et al. (1986), equation 4.34.
 */
export const bitPressureDrop = (input: {
  readonly mudWeightPpg: number;
  readonly flowRateGpm: number;
  readonly nozzleAreaIn2: number;
  readonly dischargeCoefficient?: number;
}): Quantity =>
  evaluate(
    { dischargeCoefficient: 0.95, ...input },
    (given) =>
      (8.311e-5 * given.mudWeightPpg * given.flowRateGpm ** 2) /
      (given.dischargeCoefficient * given.nozzleAreaIn2) ** 2,
    DISCHARGE,
  );

/**
 * Computes the impact force of the jets on the bottom, lbf.
 *
 * @param input.bitPressureDropPsi - 0 or more, psi
 * @param input.dischargeCoefficient - that of the pressure drop (default 0.95)
 *
 * Source: Bourgoyne et al. (1986), equation 4.37 (0.01823 Cd q √(ρ Δp)).
 */
export const jetImpactForce = (input: {
  readonly mudWeightPpg: number;
  readonly flowRateGpm: number;
  readonly bitPressureDropPsi: number;
  readonly dischargeCoefficient?: number;
}): Quantity =>
  evaluate(
    { dischargeCoefficient: 0.95, ...input },
    (given) =>
      0.01823 *
      given.dischargeCoefficient *
      given.flowRateGpm *
      sqrt(given.mudWeightPpg * given.bitPressureDropPsi),
    DISCHARGE,
  );

/**
 * Computes the velocity of the jets, ft/s.
 *
 * @param input.flowRateGpm - 0 or more, gal/min
 * @param input.nozzleAreaIn2 - total flow area, more than 0, in²
 *
 * Source: Bourgoyne et al. (1986), chapter 4 (q / 3.117 A).
 */
export const nozzleVelocity = (input: {
  readonly flowRateGpm: number;
  readonly nozzleAreaIn2: number;
}): Quantity => evaluate(input, (given) => given.flowRateGpm / (3.117 * given.nozzleAreaIn2));

/** Hydraulic power at the bit. */
export interface BitHydraulicPower {
  /** Hydraulic horsepower, hp. */
  readonly powerHp: number;
  /** Power for each area of the bit (HSI), hp/in². */
  readonly powerHpPerIn2: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes hydraulic horsepower at the bit (hp) and for each area of hole (hp/in²).
 *
 * @param input.bitPressureDropPsi - 0 or more, psi
 * @param input.flowRateGpm - 0 or more, gal/min
 * @param input.bitDiameterIn - more than 0, in
 *
 * Source: Bourgoyne et al. (1986), chapter 4 (Δp q / 1714).
 */
export const bitHydraulicPower = (input: {
  readonly bitPressureDropPsi: number;
  readonly flowRateGpm: number;
  readonly bitDiameterIn: number;
}): BitHydraulicPower =>
  evaluateFields(input, (given) => {
    const powerHp = (given.bitPressureDropPsi * given.flowRateGpm) / 1714;
    return { powerHp, powerHpPerIn2: powerHp / ((PI / 4) * given.bitDiameterIn ** 2) };
  });
