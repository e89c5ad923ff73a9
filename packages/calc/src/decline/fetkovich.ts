import { exp, log } from '../math.ts';
import { DIFFUSIVITY, RADIAL_DROP } from '../well-test/constants.ts';
import type { Domains } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';
import { arpsLogDrop, arpsVolume } from './arps-kernel.ts';

/** The drainage area of a well as Fetkovich's type curves see it. */
interface Drainage {
  readonly wellboreRadiusFt: number;
  readonly drainageRadiusFt: number;
  readonly skin: number;
}

/** ln(re/rwa) - 1/2 has to be positive. */
const drainageDomains = (well: Drainage): Domains => ({
  drainageRadiusFt: { above: well.wellboreRadiusFt * exp(0.5 - well.skin) },
});

/** re / rwa, with the apparent radius rwa = rw e^-s. */
const radiusRatio = (well: Drainage): number =>
  (well.drainageRadiusFt / well.wellboreRadiusFt) * exp(well.skin);

/**
 * Calculates Fetkovich's dimensionless decline time tDd.
 *
 * @param input - `permeabilityMd`, `porosity` 0 to 1, `oilViscosityCp`,
 *   `totalCompressibilityPerPsi`, `wellboreRadiusFt`, `drainageRadiusFt`, `skin`, `timeDays`
 *
 * Validity: radial flow to one well in a closed circle, constant flowing pressure.
 * Source: M.J. Fetkovich, Decline Curve Analysis Using Type Curves, JPT June 1980 (SPE 4629).
 */
export const fetkovichDimensionlessTime = (input: {
  readonly permeabilityMd: number;
  readonly porosity: number;
  readonly oilViscosityCp: number;
  readonly totalCompressibilityPerPsi: number;
  readonly wellboreRadiusFt: number;
  readonly drainageRadiusFt: number;
  readonly skin: number;
  readonly timeDays: number;
}): Quantity =>
  evaluate(
    input,
    (well) => {
      const ratio = radiusRatio(well);
      const storage =
        well.porosity *
        well.oilViscosityCp *
        well.totalCompressibilityPerPsi *
        (well.drainageRadiusFt / ratio) ** 2;
      return (
        (24 * DIFFUSIVITY * well.permeabilityMd * well.timeDays) /
        storage /
        (0.5 * (ratio * ratio - 1) * (log(ratio) - 0.5))
      );
    },
    drainageDomains(input),
  );

/**
 * Calculates Fetkovich's dimensionless decline rate qDd.
 *
 * @param input - `rateStbd`, `oilViscosityCp`, `oilFvf` rb/STB, `permeabilityMd`,
 *   `thicknessFt`, `drawdownPsi` (initial less flowing pressure), radii and skin
 *
 * Source: Fetkovich, JPT June 1980 (SPE 4629); 141.2 in place of the 141.3 printed there.
 */
export const fetkovichDimensionlessRate = (input: {
  readonly rateStbd: number;
  readonly oilViscosityCp: number;
  readonly oilFvf: number;
  readonly permeabilityMd: number;
  readonly thicknessFt: number;
  readonly drawdownPsi: number;
  readonly wellboreRadiusFt: number;
  readonly drainageRadiusFt: number;
  readonly skin: number;
}): Quantity =>
  evaluate(
    input,
    (well) =>
      ((RADIAL_DROP * well.rateStbd * well.oilViscosityCp * well.oilFvf) /
        (well.permeabilityMd * well.thicknessFt * well.drawdownPsi)) *
      (log(radiusRatio(well)) - 0.5),
    drainageDomains(input),
  );

/**
 * Calculates the dimensionless rate on a depletion stem of Fetkovich's type curve.
 *
 * @param input - `hyperbolicExponent` b of the stem, `dimensionlessTime` tDd, both 0 and above
 *
 * Source: Fetkovich, JPT June 1980 (SPE 4629): Arps' relation with initial rate and decline 1.
 */
export const fetkovichDepletionRate = (input: {
  readonly hyperbolicExponent: number;
  readonly dimensionlessTime: number;
}): Quantity =>
  evaluate(input, (decline) =>
    exp(-arpsLogDrop(decline.dimensionlessTime, decline.hyperbolicExponent)),
  );

/**
 * Calculates the dimensionless cumulative QDd on a depletion stem of Fetkovich's type curve.
 *
 * @param input - as `fetkovichDepletionRate`
 *
 * Source: as fetkovichDepletionRate, integrated.
 */
export const fetkovichDepletionCumulative = (input: {
  readonly hyperbolicExponent: number;
  readonly dimensionlessTime: number;
}): Quantity =>
  evaluate(input, (decline) =>
    arpsVolume(1, 1, decline.hyperbolicExponent, decline.dimensionlessTime),
  );
