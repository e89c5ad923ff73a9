import { argumentIssues, valueIssues } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { type Issue, POSITIVE } from '../quantity.ts';
import { PSI_PER_FT_PER_PPG } from './constants.ts';
import { mudAnnulusLoss, type MudFlow, mudPipeLoss } from './mud-flow.ts';
import type { MudRheology } from './mud-rheology.ts';
import type { AnnulusSize } from './volumes.ts';

/** A stretch of annulus of one size. */
export interface AnnulusSection extends AnnulusSize {
  /** Measured length, 0 or more, ft. */
  readonly lengthFt: number;
}

/** A stretch of drill string of one bore. */
export interface StringSection {
  readonly insideDiameterIn: number;
  /** Measured length, 0 or more, ft. */
  readonly lengthFt: number;
}

/** Pressures while circulating. */
export interface Circulation {
  /** Friction in the string, psi. */
  readonly stringLossPsi: number;
  /** Friction in the annulus, psi. */
  readonly annularLossPsi: number;
  /** Friction of string, bit, annulus and surface lines, psi. */
  readonly standpipePressurePsi: number;
  /** Equivalent circulating density at the bottom, ppg. */
  readonly ecdPpg: number;
  /** Pressure at the bottom, psi. */
  readonly bottomholePressurePsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes what circulating costs: losses of string and annulus, standpipe pressure (psi) and ECD (ppg).
 *
 * @param input.string - sections of the drill string from top to bit
 * @param input.annulus - sections of the annulus in any order
 * @param input.tvdFt - vertical depth of the bottom, more than 0, ft
 * @param input.bitLossPsi - pressure drop of the bit and tools, psi (default 0)
 * @param input.surfaceLossPsi - pressure drop of the surface lines, psi (default 0)
 *
 * Validity: cuttings not counted; else as {@link mudPipeLoss}.
 * Source: API RP 13D (2006), chapter on ECD; the model is that of the rheology.
 */
export const circulatingPressures = (input: {
  readonly rheology: MudRheology;
  readonly flowRateGpm: number;
  readonly mudWeightPpg: number;
  readonly string: readonly StringSection[];
  readonly annulus: readonly AnnulusSection[];
  readonly tvdFt: number;
  readonly bitLossPsi?: number;
  readonly surfaceLossPsi?: number;
}): Circulation => {
  const { tvdFt, mudWeightPpg, bitLossPsi = 0, surfaceLossPsi = 0 } = input;
  const stream = { rheology: input.rheology, flowRateGpm: input.flowRateGpm, mudWeightPpg };
  const inside = input.string.map((section) => mudPipeLoss({ ...stream, ...section }));
  const outside = input.annulus.map((section) => mudAnnulusLoss({ ...stream, ...section }));
  const issues = [
    ...argumentIssues(
      { tvdFt, mudWeightPpg, bitLossPsi, surfaceLossPsi },
      { tvdFt: POSITIVE },
      'tvdFt mudWeightPpg',
    ),
    ...valueIssues('annulus', input.annulus.length, { min: 1 }),
    ...[...inside, ...outside].flatMap((flow) => flow.issues),
  ];
  const total = (flows: readonly MudFlow[]): number =>
    flows.reduce((sum, flow) => sum + flow.pressureLossPsi, 0);
  const stringLossPsi = total(inside);
  const annularLossPsi = total(outside);
  const ecdPpg = mudWeightPpg + annularLossPsi / (PSI_PER_FT_PER_PPG * tvdFt);
  return unlessIssues(issues, {
    stringLossPsi,
    annularLossPsi,
    standpipePressurePsi: stringLossPsi + annularLossPsi + bitLossPsi + surfaceLossPsi,
    ecdPpg,
    bottomholePressurePsi: ecdPpg * PSI_PER_FT_PER_PPG * tvdFt,
  });
};
