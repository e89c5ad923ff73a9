import { noSolution } from '../argument-issues.ts';
import { evaluateFields, unlessIssues } from '../evaluate.ts';
import { min } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import { PSI_PER_FT_PER_PPG } from './constants.ts';

/** The kick that a well can be shut in on and circulate out. */
export interface KickTolerance {
  /** Greatest height of influx below the shoe, ft. */
  readonly maxHeightFt: number;
  /** Volume of that height at the bottom, when the well is shut in, bbl. */
  readonly bottomVolumeBbl: number;
  /** Volume of that height with its top at the shoe, brought to bottom conditions, bbl. */
  readonly shoeVolumeAtBottomBbl: number;
  /** The lesser volume, bbl. */
  readonly kickToleranceBbl: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes kick tolerance in bbl: the largest influx that does not break the shoe, at shut-in or on its way out.
 *
 * Both constraints are looked at: the influx at the bottom, and the influx with its top at the shoe, whose volume
 * goes back to bottom pressure by Boyle's law.
 *
 * @param input.fractureEmwPpg - fracture gradient at the shoe, more than the mud weight, ppg
 * @param input.mudWeightPpg - mud in the hole, more than 0, ppg
 * @param input.poreEmwPpg - pore pressure at total depth (mud weight and kick intensity), ppg
 * @param input.shoeTvdFt - more than 0, ft
 * @param input.totalDepthTvdFt - at least the shoe, ft
 * @param input.influxGradientPsiFt - less than the mud's (gas 0.1), psi/ft
 * @param input.bottomCapacityBblPerFt - annulus around the BHA, more than 0, bbl/ft
 * @param input.shoeCapacityBblPerFt - annulus below the shoe, more than 0, bbl/ft
 *
 * Convention: single bubble, old mud in the annulus, no gas compressibility or temperature, no choke error. A height
 * above the open hole's comes with an EXTRAPOLATED issue: the shoe then holds any influx. No tolerance left (already
 * above the fracture gradient) is NO_SOLUTION.
 * Source: K.P. Redmann, Understanding Kick Tolerance and Its Significance in Drilling Planning and Execution, SPE
 * Drilling Engineering, December 1991.
 */
export const kickTolerance = (input: {
  readonly fractureEmwPpg: number;
  readonly mudWeightPpg: number;
  readonly poreEmwPpg: number;
  readonly shoeTvdFt: number;
  readonly totalDepthTvdFt: number;
  readonly influxGradientPsiFt: number;
  readonly bottomCapacityBblPerFt: number;
  readonly shoeCapacityBblPerFt: number;
}): KickTolerance => {
  const mudGradient = PSI_PER_FT_PER_PPG * input.mudWeightPpg;
  let spare = Number.NaN;
  const tolerance = evaluateFields(
    input,
    (kick) => {
      const gradient = PSI_PER_FT_PER_PPG * kick.mudWeightPpg;
      const shoePsi = PSI_PER_FT_PER_PPG * kick.fractureEmwPpg * kick.shoeTvdFt;
      const bottomPsi = PSI_PER_FT_PER_PPG * kick.poreEmwPpg * kick.totalDepthTvdFt;
      // From the bottom up: pore pressure less influx less mud must stay below the fracture pressure.
      spare = shoePsi - bottomPsi + gradient * (kick.totalDepthTvdFt - kick.shoeTvdFt);
      const maxHeightFt = spare / (gradient - kick.influxGradientPsiFt);
      const bottomVolumeBbl = maxHeightFt * kick.bottomCapacityBblPerFt;
      const shoeVolumeAtBottomBbl = (maxHeightFt * kick.shoeCapacityBblPerFt * shoePsi) / bottomPsi;
      const kickToleranceBbl = min(bottomVolumeBbl, shoeVolumeAtBottomBbl);
      return { maxHeightFt, bottomVolumeBbl, shoeVolumeAtBottomBbl, kickToleranceBbl };
    },
    {
      totalDepthTvdFt: { min: input.shoeTvdFt },
      influxGradientPsiFt: { min: 0, below: mudGradient },
    },
    { maxHeightFt: [0, input.totalDepthTvdFt - input.shoeTvdFt] },
  );
  if (!(spare < 0 && isUsable(tolerance.issues))) return tolerance;
  const message = `the shoe breaks down by ${-spare} psi without any influx`;
  return unlessIssues([noSolution('fractureEmwPpg', message)], tolerance);
};
