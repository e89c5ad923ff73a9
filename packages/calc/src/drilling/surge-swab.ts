import { unlessIssues } from '../evaluate.ts';
import type { Issue } from '../quantity.ts';
import { PSI_PER_FT_PER_PPG } from './constants.ts';
import { lossAtVelocity } from './mud-flow.ts';
import type { MudRheology } from './mud-rheology.ts';
import { annulusRules, type AnnulusSize } from './volumes.ts';

/** Effect of pipe movement on the pressure at the pipe's lower end. */
export interface SurgeSwab {
  /** Effective velocity of the mud past the pipe, ft/min. */
  readonly mudVelocityFtPerMin: number;
  /** Added when the pipe goes down, taken off when it comes up, psi. */
  readonly pressurePsi: number;
  /** Equivalent mud weight going down, ppg. */
  readonly surgeEmwPpg: number;
  /** Equivalent mud weight coming up, ppg. */
  readonly swabEmwPpg: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes surge and swab: pressure (psi) and equivalent mud weights (ppg) when pipe moves in a hole full of mud.
 *
 * @param input.pipeSpeedFtPerMin - greatest speed of the pipe, about 1.5 times the mean of a stand, 0 or more, ft/min
 * @param input.openInsideDiameterIn - bore of an open-ended pipe that fills as it goes; 0 (default) for a closed one, in
 * @param input.lengthFt - length of the pipe beside which mud flows, ft
 * @param input.tvdFt - vertical depth of the lower end, more than 0, ft
 * @param input.clingingConstant - 0 to 1 (default 0.45)
 *
 * Validity: steady state (no inertia, no compressibility), one size of annulus: add those of several.
 * An open pipe is taken to let mud through its bore at the annulus' velocity, which understates its surge.
 * Source: Burkhardt (1961), the velocities as in N.J. Lapeyrouse, Formulas and Calculations, chapter 2.
 */
export const surgeAndSwab = (
  input: AnnulusSize & {
    readonly rheology: MudRheology;
    readonly mudWeightPpg: number;
    readonly pipeSpeedFtPerMin: number;
    readonly lengthFt: number;
    readonly tvdFt: number;
    readonly openInsideDiameterIn?: number;
    readonly clingingConstant?: number;
  },
): SurgeSwab => {
  let perPsi = Number.NaN;
  const { velocityFtS, pressureLossPsi, issues } = lossAtVelocity(
    input,
    (well) => {
      const { openInsideDiameterIn = 0, clingingConstant = 0.45 } = well;
      const pipe = well.pipeDiameterIn ** 2;
      const bore = openInsideDiameterIn ** 2;
      const blocked = clingingConstant + (pipe - bore) / (well.holeDiameterIn ** 2 - pipe + bore);
      perPsi = 1 / (PSI_PER_FT_PER_PPG * well.tvdFt);
      return {
        isAnnulus: true,
        widthIn: well.holeDiameterIn - well.pipeDiameterIn,
        velocityFtS: (blocked * well.pipeSpeedFtPerMin) / 60,
      };
    },
    { ...annulusRules(input), openInsideDiameterIn: { min: 0, max: input.pipeDiameterIn } },
  );
  const change = pressureLossPsi * perPsi;
  return unlessIssues(issues, {
    mudVelocityFtPerMin: 60 * velocityFtS,
    pressurePsi: pressureLossPsi,
    surgeEmwPpg: input.mudWeightPpg + change,
    swabEmwPpg: input.mudWeightPpg - change,
  });
};
