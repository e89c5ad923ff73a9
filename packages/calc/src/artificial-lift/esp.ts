import { evaluate, evaluateFields } from '../evaluate.ts';
import { ceil } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';

/** Feet of fresh water in one psi. */
const FT_WATER_PER_PSI = 2.31;

/**
 * Calculates the total dynamic head of a submersible pump, ft.
 *
 * @param input - `netLiftFt` from the dynamic fluid level to the surface, `frictionHeadFt` in the
 *   tubing, `wellheadPressurePsi` (gauge), `fluidGravity` (water = 1)
 *
 * Convention: 2.31 ft of water for a psi (others 1/0.433).
 * Source: API RP 11S4: net lift + friction + wellhead pressure as head.
 */
export const totalDynamicHead = (input: {
  readonly netLiftFt: number;
  readonly frictionHeadFt: number;
  readonly wellheadPressurePsi: number;
  readonly fluidGravity: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      given.netLiftFt +
      given.frictionHeadFt +
      (FT_WATER_PER_PSI * given.wellheadPressurePsi) / given.fluidGravity,
  );

/**
 * Calculates the head that a pump gives from the pressures at its ends, ft of the fluid.
 *
 * @param input - `dischargePressurePsi` at least `intakePressurePsi`; `fluidGravity`
 *
 * Source: hydrostatics of fresh water.
 */
export const pumpHead = (input: {
  readonly dischargePressurePsi: number;
  readonly intakePressurePsi: number;
  readonly fluidGravity: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      (FT_WATER_PER_PSI * (given.dischargePressurePsi - given.intakePressurePsi)) /
      given.fluidGravity,
    { dischargePressurePsi: { min: input.intakePressurePsi } },
  );

/**
 * Calculates the number of pump stages, rounded up to a whole one.
 *
 * @param input - `totalHeadFt`; `headPerStageFt` at the design rate, above 0
 *
 * Source: by definition, whole stages.
 */
export const pumpStages = (input: {
  readonly totalHeadFt: number;
  readonly headPerStageFt: number;
}): Quantity => {
  // A quotient that rounding has lifted over a whole number needs no further stage.
  return evaluate(input, (given) => ceil((given.totalHeadFt / given.headPerStageFt) * (1 - 1e-12)));
};

/** Power that a pump gives to the fluid and takes from the motor. */
export interface PumpPower {
  readonly hydraulicHp: number;
  readonly brakeHp: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the hydraulic and the brake power of a pump, hp.
 *
 * @param input - `rateBpd` at pump conditions, `headFt`, `fluidGravity`, `pumpEfficiency` above 0
 *   up to 1
 *
 * Source: rate × head × gravity / 135 770 (bbl/d, ft), from 42 gal × 8.34 lb/gal; API RP 11S4.
 */
export const pumpPower = (input: {
  readonly rateBpd: number;
  readonly headFt: number;
  readonly fluidGravity: number;
  readonly pumpEfficiency: number;
}): PumpPower =>
  evaluateFields(input, (given) => {
    const hydraulicHp = (given.rateBpd * given.headFt * given.fluidGravity) / 135_770;
    return {
      hydraulicHp,
      brakeHp: hydraulicHp / given.pumpEfficiency,
    };
  });

/** A duty point of a centrifugal pump. */
export interface PumpDuty {
  readonly rateBpd: number;
  readonly headFt: number;
  readonly powerHp: number;
  readonly issues: readonly Issue[];
}

/**
 * Converts a duty point to another speed by the affinity laws: rate with the speed, head with its
 * square, power with its cube.
 *
 * @param input - the duty and its `frequencyHz`; `newFrequencyHz` (speeds in rpm do as well)
 *
 * Validity: like efficiency at both speeds; thin liquids without free gas.
 * Source: affinity laws of centrifugal pumps, q ~ f, H ~ f², P ~ f³.
 */
export const affinityLaws = (input: {
  readonly rateBpd: number;
  readonly headFt: number;
  readonly powerHp: number;
  readonly frequencyHz: number;
  readonly newFrequencyHz: number;
}): PumpDuty =>
  evaluateFields(input, (given) => {
    const ratio = given.newFrequencyHz / given.frequencyHz;
    return {
      rateBpd: given.rateBpd * ratio,
      headFt: given.headFt * ratio ** 2,
      powerHp: given.powerHp * ratio ** 3,
    };
  });

/**
 * Calculates the friction head in tubing, ft for each 1000 ft, by Hazen and Williams.
 *
 * @param input - `rateBpd`, `tubingIdIn`, `roughnessCoefficient` C: 120 for new pipe (default), 94
 *   for old
 *
 * Validity: water-like liquids in turbulent flow.
 * Source: Hazen-Williams as in API RP 11S4: 2.083 (100/C)^1.85 (q/34.3)^1.85 / ID^4.8655.
 */
export const tubingFrictionHead = (input: {
  readonly rateBpd: number;
  readonly tubingIdIn: number;
  readonly roughnessCoefficient?: number;
}): Quantity =>
  evaluate(
    input,
    ({ rateBpd, tubingIdIn, roughnessCoefficient = 120 }) =>
      (2.083 * ((100 / roughnessCoefficient) * (rateBpd / 34.3)) ** 1.85) / tubingIdIn ** 4.8655,
  );
