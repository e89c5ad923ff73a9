import { evaluateFields } from '../evaluate.ts';
import type { Issue } from '../quantity.ts';

/** Shares of the withdrawal that each drive has supplied; 1 in sum when the balance closes. */
export interface DriveIndices {
  /** DDI, expansion of the oil and its gas. */
  readonly depletion: number;
  /** SDI, expansion of the gas cap (segregation). */
  readonly gasCap: number;
  /** WDI, water influx less water production. */
  readonly water: number;
  /** EDI, expansion of connate water and rock. */
  readonly rockWater: number;
  /** Sum of the four: how far it is from 1 shows how well the balance closes. */
  readonly sum: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the drive indices of an oil reservoir at one state.
 *
 * @param input - `oilInPlace` N; `gasCapRatio` m (default 0); the terms of the state,
 *   `oilExpansion`, `gasCapExpansion`, `rockWaterExpansion` (default 0) in rb/STB; `withdrawalRb` F,
 *   `waterInfluxRb` We and `waterProductionRb` Wp Bw (both default 0), all in the multiple of N.
 *   The water production is part of F, as `havlenaOdehTerms` gives it.
 *
 * Source: S.J. Pirson, Oil Reservoir Engineering (1958), with the share of connate water and rock;
 * denominators F - Wp Bw.
 */
export const driveIndices = (input: {
  readonly oilInPlace: number;
  readonly gasCapRatio?: number;
  readonly oilExpansion: number;
  readonly gasCapExpansion?: number;
  readonly rockWaterExpansion?: number;
  readonly withdrawalRb: number;
  readonly waterInfluxRb?: number;
  readonly waterProductionRb?: number;
}): DriveIndices =>
  evaluateFields(
    input,
    (given) => {
      const { oilInPlace, gasCapRatio = 0, gasCapExpansion = 0 } = given;
      const { rockWaterExpansion = 0, waterInfluxRb = 0, waterProductionRb = 0 } = given;
      const scale = 1 / (given.withdrawalRb - waterProductionRb);
      const depletion = oilInPlace * given.oilExpansion * scale;
      const gasCap = oilInPlace * gasCapRatio * gasCapExpansion * scale;
      const water = (waterInfluxRb - waterProductionRb) * scale;
      const rockWater = oilInPlace * (1 + gasCapRatio) * rockWaterExpansion * scale;
      const sum = depletion + gasCap + water + rockWater;
      return { depletion, gasCap, water, rockWater, sum };
    },
    { withdrawalRb: { above: input.waterProductionRb ?? 0 } },
  );
