import { FT3_PER_BBL, SECONDS_PER_DAY } from '../constants.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { PI } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';

/** in³ in a barrel. */
const IN3_PER_BBL = 9702;
/** hp in one psi·bbl/d: 144 × 5.614583 / (550 × 86 400). */
const HP_PER_PSI_BPD = (144 * FT3_PER_BBL) / (550 * SECONDS_PER_DAY);

/** Flow of a progressing cavity pump. */
export interface PcpFlow {
  /** in³ a revolution. */
  readonly displacementIn3: number;
  /** At zero slip, bbl/d. */
  readonly theoreticalRateBpd: number;
  readonly rateBpd: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates displacement and rate of a single-lobe progressing cavity pump.
 *
 * @param input - `eccentricityIn` e, `rotorDiameterIn` D, `statorPitchIn` P, `speedRpm`,
 *   `volumetricEfficiency` 0 to 1 (default 1)
 *
 * Source: V = 4 e D P for each revolution; H. Cholet, Progressing Cavity Pumps (1997).
 */
export const pcpFlow = (input: {
  readonly eccentricityIn: number;
  readonly rotorDiameterIn: number;
  readonly statorPitchIn: number;
  readonly speedRpm: number;
  readonly volumetricEfficiency?: number;
}): PcpFlow =>
  evaluateFields(input, (given) => {
    const { volumetricEfficiency = 1 } = given;
    const displacementIn3 = 4 * given.eccentricityIn * given.rotorDiameterIn * given.statorPitchIn;
    const theoreticalRateBpd = (displacementIn3 * given.speedRpm * 1440) / IN3_PER_BBL;
    return {
      displacementIn3,
      theoreticalRateBpd,
      rateBpd: theoreticalRateBpd * volumetricEfficiency,
    };
  });

/** Power of a progressing cavity pump. */
export interface PcpPower {
  readonly hydraulicHp: number;
  readonly shaftHp: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the power of a progressing cavity pump, hp.
 *
 * @param input - `rateBpd`, `pressureRisePsi`, `efficiency` above 0 up to 1 (default 1)
 *
 * Convention: 1/58 775 of rate times pressure (1.7e-5 when rounded).
 * Source: by definition, pressure times rate.
 */
export const pcpPower = (input: {
  readonly rateBpd: number;
  readonly pressureRisePsi: number;
  readonly efficiency?: number;
}): PcpPower =>
  evaluateFields(input, ({ rateBpd, pressureRisePsi, efficiency = 1 }) => {
    const hydraulicHp = HP_PER_PSI_BPD * rateBpd * pressureRisePsi;
    return {
      hydraulicHp,
      shaftHp: hydraulicHp / efficiency,
    };
  });

/**
 * Calculates the torque that the pressure takes at the rods of a progressing cavity pump, lbf·ft.
 *
 * @param input - `displacementIn3` a revolution, `pressureRisePsi`, `efficiency` of the
 *   mechanics, above 0 up to 1 (default 1)
 *
 * Source: work of a revolution, Δp V / (2π · 12).
 */
export const pcpTorque = (input: {
  readonly displacementIn3: number;
  readonly pressureRisePsi: number;
  readonly efficiency?: number;
}): Quantity =>
  evaluate(
    input,
    ({ displacementIn3, pressureRisePsi, efficiency = 1 }) =>
      (displacementIn3 * pressureRisePsi) / (24 * PI * efficiency),
  );
