import { FINITE, NOT_NEGATIVE, POSITIVE, type Quantity } from '../quantity.ts';
import { evaluate, type FormulaLimits, type NamedDomains } from '../reservoir/evaluate.ts';
import { arpsLogDrop, arpsVolume } from './arps-kernel.ts';

/** 0.0002637 of the diffusivity equation in field units, for days instead of hours. */
const DIFFUSIVITY_PER_DAY = 24 * 0.0002637;

/** The drainage area of a well as Fetkovich's type curves see it. */
interface Drainage {
  readonly wellboreRadiusFt: number;
  readonly drainageRadiusFt: number;
  readonly skin: number;
}

const DOMAINS: NamedDomains = {
  permeabilityMd: POSITIVE,
  porosity: { above: 0, max: 1 },
  viscosityCp: POSITIVE,
  totalCompressibilityPerPsi: POSITIVE,
  timeDays: NOT_NEGATIVE,
  rateStbd: NOT_NEGATIVE,
  formationVolumeFactor: POSITIVE,
  thicknessFt: POSITIVE,
  drawdownPsi: POSITIVE,
  wellboreRadiusFt: POSITIVE,
  skin: FINITE,
  hyperbolicExponent: NOT_NEGATIVE,
  dimensionlessTime: NOT_NEGATIVE,
};

/** ln(re/rwa) - 1/2 has to be positive. */
function drainageLimits({ wellboreRadiusFt, skin }: Drainage): FormulaLimits {
  return { domains: { drainageRadiusFt: { above: wellboreRadiusFt * Math.exp(0.5 - skin) } } };
}

/** re / rwa, with the apparent radius rwa = rw e^-s. */
function radiusRatio({ wellboreRadiusFt, drainageRadiusFt, skin }: Drainage): number {
  return (drainageRadiusFt / wellboreRadiusFt) * Math.exp(skin);
}

/**
 * Calculates Fetkovich's dimensionless decline time tDd.
 *
 * @param input - `permeabilityMd`, `porosity` 0 to 1, `viscosityCp`,
 *   `totalCompressibilityPerPsi`, `wellboreRadiusFt`, `drainageRadiusFt`, `skin`, `timeDays`
 *
 * Validity: radial flow to one well in a closed circle, constant flowing pressure.
 * Source: M.J. Fetkovich, Decline Curve Analysis Using Type Curves, JPT June 1980 (SPE 4629).
 */
export function fetkovichDimensionlessTime(input: {
  readonly permeabilityMd: number;
  readonly porosity: number;
  readonly viscosityCp: number;
  readonly totalCompressibilityPerPsi: number;
  readonly wellboreRadiusFt: number;
  readonly drainageRadiusFt: number;
  readonly skin: number;
  readonly timeDays: number;
}): Quantity {
  const { permeabilityMd, porosity, viscosityCp, totalCompressibilityPerPsi, timeDays } = input;
  return evaluate(
    input,
    DOMAINS,
    () => {
      const ratio = radiusRatio(input);
      const storage =
        porosity * viscosityCp * totalCompressibilityPerPsi * (input.drainageRadiusFt / ratio) ** 2;
      return (
        (DIFFUSIVITY_PER_DAY * permeabilityMd * timeDays) /
        storage /
        (0.5 * (ratio * ratio - 1) * (Math.log(ratio) - 0.5))
      );
    },
    drainageLimits(input),
  );
}

/**
 * Calculates Fetkovich's dimensionless decline rate qDd.
 *
 * @param input - `rateStbd`, `viscosityCp`, `formationVolumeFactor` rb/STB, `permeabilityMd`,
 *   `thicknessFt`, `drawdownPsi` (initial less flowing pressure), radii and skin
 *
 * Source: Fetkovich, JPT June 1980 (SPE 4629); 141.2 in place of the 141.3 printed there.
 */
export function fetkovichDimensionlessRate(input: {
  readonly rateStbd: number;
  readonly viscosityCp: number;
  readonly formationVolumeFactor: number;
  readonly permeabilityMd: number;
  readonly thicknessFt: number;
  readonly drawdownPsi: number;
  readonly wellboreRadiusFt: number;
  readonly drainageRadiusFt: number;
  readonly skin: number;
}): Quantity {
  const { rateStbd, viscosityCp, formationVolumeFactor } = input;
  const { permeabilityMd, thicknessFt, drawdownPsi } = input;
  return evaluate(
    input,
    DOMAINS,
    () =>
      ((141.2 * rateStbd * viscosityCp * formationVolumeFactor) /
        (permeabilityMd * thicknessFt * drawdownPsi)) *
      (Math.log(radiusRatio(input)) - 0.5),
    drainageLimits(input),
  );
}

/**
 * Calculates the dimensionless rate on a depletion stem of Fetkovich's type curve.
 *
 * @param input - `hyperbolicExponent` b of the stem, `dimensionlessTime` tDd, both 0 and above
 *
 * Source: Fetkovich, JPT June 1980 (SPE 4629): Arps' relation with initial rate and decline 1.
 */
export function fetkovichDepletionRate(input: {
  readonly hyperbolicExponent: number;
  readonly dimensionlessTime: number;
}): Quantity {
  return evaluate(input, DOMAINS, ({ hyperbolicExponent, dimensionlessTime }) =>
    Math.exp(-arpsLogDrop(dimensionlessTime, hyperbolicExponent)),
  );
}

/**
 * Calculates the dimensionless cumulative QDd on a depletion stem of Fetkovich's type curve.
 *
 * @param input - as `fetkovichDepletionRate`
 */
export function fetkovichDepletionCumulative(input: {
  readonly hyperbolicExponent: number;
  readonly dimensionlessTime: number;
}): Quantity {
  return evaluate(input, DOMAINS, ({ hyperbolicExponent, dimensionlessTime }) =>
    arpsVolume(1, 1, hyperbolicExponent, dimensionlessTime),
  );
}
