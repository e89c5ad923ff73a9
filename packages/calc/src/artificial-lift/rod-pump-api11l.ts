import { evaluate, evaluateFields } from '../evaluate.ts';
import type { Issue, Quantity } from '../quantity.ts';

/** A rod-pumped well for API RP 11L. */
export interface RodPumpWell {
  readonly pumpDepthFt: number;
  /** Net lift: depth of the fluid level, the pump depth when pumped off. */
  readonly fluidLevelFt: number;
  readonly strokeIn: number;
  /** Pumping speed N. */
  readonly strokesPerMinute: number;
  readonly plungerDiameterIn: number;
  readonly fluidGravity: number;
  /** Weight of the rods in air, lb/ft (RP 11L, table 4.1). */
  readonly rodWeightLbFt: number;
  /** Er, in/(lb·ft) (table 4.1). */
  readonly rodElasticInLbFt: number;
  /** Fc of a tapered string (table 4.1); 1 for one rod size, the default. */
  readonly frequencyFactor?: number;
}

/** The nondimensional groups that enter the charts of RP 11L, with the loads behind them. */
export interface RodPumpGroups {
  /** Fo: fluid load on the full plunger, lb. */
  readonly fluidLoadLb: number;
  /** Skr: load that stretches the rods by a stroke, lb. */
  readonly strokeStiffnessLb: number;
  /** Fo / Skr. */
  readonly fluidLoadRatio: number;
  /** N / No. */
  readonly speedRatio: number;
  /** N / No'. */
  readonly taperedSpeedRatio: number;
  /** Wr: rods in air, lb. */
  readonly rodWeightLb: number;
  /** Wrf: rods in the fluid, lb. */
  readonly buoyantRodWeightLb: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the nondimensional groups of a rod-pumped well.
 *
 * Validity: conventional unit, steel rods (sound at 16 333 ft/s: No = 245 000 / L), pump full of
 * liquid, no friction worth mentioning.
 * Source: API RP 11L, Design Calculations for Sucker Rod Pumping Systems.
 */
export const rodPumpGroups = (well: RodPumpWell): RodPumpGroups =>
  evaluateFields(
    well,
    (given) => {
      const { frequencyFactor = 1, pumpDepthFt, fluidGravity } = given;
      const fluidLoadLb = 0.34 * fluidGravity * given.plungerDiameterIn ** 2 * given.fluidLevelFt;
      const strokeStiffnessLb = given.strokeIn / (given.rodElasticInLbFt * pumpDepthFt);
      const speedRatio = (given.strokesPerMinute * pumpDepthFt) / 245_000;
      const rodWeightLb = given.rodWeightLbFt * pumpDepthFt;
      return {
        fluidLoadLb,
        strokeStiffnessLb,
        fluidLoadRatio: fluidLoadLb / strokeStiffnessLb,
        speedRatio,
        taperedSpeedRatio: speedRatio / frequencyFactor,
        rodWeightLb,
        buoyantRodWeightLb: rodWeightLb * (1 - 0.128 * fluidGravity),
      };
    },
    { fluidLevelFt: { min: 0, max: well.pumpDepthFt } },
  );

/** Loads of a rod-pumped well by API RP 11L. */
export interface RodPumpLoads {
  readonly peakPolishedRodLoadLb: number;
  readonly minPolishedRodLoadLb: number;
  readonly peakTorqueInLb: number;
  readonly polishedRodHp: number;
  readonly counterbalanceLb: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates polished-rod loads, torque and power from the readings of the charts of RP 11L.
 *
 * @param input - `buoyantRodWeightLb` Wrf, `strokeStiffnessLb` Skr and `fluidLoadLb` Fo of
 *   `rodPumpGroups`; chart readings at Fo/Skr and N/No': `peakLoadRatio` F1/Skr, `minLoadRatio`
 *   F2/Skr, `torqueRatio` 2T/S²kr, `powerRatio` F3/Skr, `torqueAdjustment` Ta (1 when absent);
 *   `strokeIn`, `strokesPerMinute`
 *
 * Source: API RP 11L; Ta = 1 + (chart %) (Wrf/Skr - 0.3) / 0.1, see `torqueAdjustment`.
 */
export const rodPumpLoads = (input: {
  readonly buoyantRodWeightLb: number;
  readonly strokeStiffnessLb: number;
  readonly fluidLoadLb: number;
  readonly peakLoadRatio: number;
  readonly minLoadRatio: number;
  readonly torqueRatio: number;
  readonly powerRatio: number;
  readonly torqueAdjustment?: number;
  readonly strokeIn: number;
  readonly strokesPerMinute: number;
}): RodPumpLoads =>
  evaluateFields(input, (given) => {
    const { torqueAdjustment = 1, buoyantRodWeightLb, strokeStiffnessLb, strokeIn } = given;
    return {
      peakPolishedRodLoadLb: buoyantRodWeightLb + given.peakLoadRatio * strokeStiffnessLb,
      minPolishedRodLoadLb: buoyantRodWeightLb - given.minLoadRatio * strokeStiffnessLb,
      peakTorqueInLb: (given.torqueRatio * strokeStiffnessLb * strokeIn * torqueAdjustment) / 2,
      polishedRodHp:
        given.powerRatio * strokeStiffnessLb * strokeIn * given.strokesPerMinute * 2.53e-6,
      counterbalanceLb: 1.06 * (buoyantRodWeightLb + 0.5 * given.fluidLoadLb),
    };
  });

/**
 * Calculates the torque adjustment Ta for rods whose Wrf/Skr is not the 0.3 of the chart.
 *
 * @param input - `chartPercent` read at Fo/Skr and N/No', for each 0.1 of Wrf/Skr;
 *   `buoyantRodWeightLb` Wrf, `strokeStiffnessLb` Skr
 *
 * Source: API RP 11L.
 */
export const rodPumpTorqueAdjustment = (input: {
  readonly chartPercent: number;
  readonly buoyantRodWeightLb: number;
  readonly strokeStiffnessLb: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      1 + (given.chartPercent / 10) * (given.buoyantRodWeightLb / given.strokeStiffnessLb - 0.3),
  );

/**
 * Calculates the stroke of the plunger, in: the chart's Sp/S less the stretch of free tubing.
 *
 * @param input - `strokeRatio` Sp/S of the chart, `strokeIn`, `fluidLoadLb` Fo,
 *   `tubingElasticInLbFt` Et (0 when the tubing is anchored, the default), `pumpDepthFt`
 *
 * NO_SOLUTION when the stretch takes the whole stroke.
 * Source: API RP 11L: Sp = (Sp/S) S - Fo Et L.
 */
export const rodPumpPlungerStroke = (input: {
  readonly strokeRatio: number;
  readonly strokeIn: number;
  readonly fluidLoadLb: number;
  readonly tubingElasticInLbFt?: number;
  readonly pumpDepthFt: number;
}): Quantity =>
  evaluate(input, ({ strokeRatio, strokeIn, fluidLoadLb, tubingElasticInLbFt = 0, pumpDepthFt }) =>
    remainingStroke(strokeRatio * strokeIn - fluidLoadLb * tubingElasticInLbFt * pumpDepthFt),
  );

/** A stroke that the stretch has left; NaN when none is. */
export const remainingStroke = (strokeIn: number): number => (strokeIn > 0 ? strokeIn : Number.NaN);
