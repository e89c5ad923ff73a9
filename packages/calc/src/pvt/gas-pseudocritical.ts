import type { Ranges } from '../argument-issues.ts';
import { evaluateFields } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import type { Issue } from '../quantity.ts';

/** A natural gas by its gravity and its mole fractions of what is not hydrocarbon. */
export interface NaturalGas {
  /** Specific gravity of the whole gas (air = 1). */
  readonly gasGravity: number;
  readonly hydrogenSulfideFraction?: number;
  readonly carbonDioxideFraction?: number;
  readonly nitrogenFraction?: number;
}

/** Pseudo-critical point of a gas. */
export interface PseudoCritical {
  readonly temperatureR: number;
  readonly pressurePsia: number;
  readonly issues: readonly Issue[];
}

/** Correlations of the pseudo-critical point with gravity. */
export type PseudoCriticalMethod = 'sutton' | 'piper' | 'standing' | 'standing-condensate';

/** Temperature in °R and pressure in psia. */
export type CriticalPoint = readonly [temperatureR: number, pressurePsia: number];

const HYDROGEN_SULFIDE: CriticalPoint = [672.35, 1306];
const CARBON_DIOXIDE: CriticalPoint = [547.58, 1071];
const NITROGEN: CriticalPoint = [239.26, 507.5];
/** Nitrogen's own critical point, which Piper's terms take. */
const PURE_NITROGEN: CriticalPoint = [227.16, 492.4];

/** Gases that each method was made from. */
export const CRITICAL_RANGES: Readonly<Record<PseudoCriticalMethod, Ranges>> = {
  sutton: { gasGravity: [0.57, 1.68] },
  piper: {
    gasGravity: [0.613, 1.821],
    hydrogenSulfideFraction: [0, 0.5137],
    carbonDioxideFraction: [0, 0.6716],
    nitrogenFraction: [0, 0.1568],
  },
  standing: { gasGravity: [0.55, 0.9] },
  'standing-condensate': { gasGravity: [0.6, 1.7] },
};

/** Pseudo-critical point of hydrocarbons of this gravity. */
const hydrocarbon = (
  gravity: number,
  method: Exclude<PseudoCriticalMethod, 'piper'>,
): CriticalPoint => {
  const g = gravity;
  if (method === 'sutton') {
    return [169.2 + g * (349.5 - 74 * g), 756.8 - g * (131 + 3.6 * g)];
  }
  return method === 'standing'
    ? [168 + g * (325 - 12.5 * g), 677 + g * (15 - 37.5 * g)]
    : [187 + g * (330 - 71.5 * g), 706 - g * (51.7 + 11.1 * g)];
};

/** Piper's method mixes the impurities in itself. */
const piper = (gravity: number, h2s: number, co2: number, n2: number): CriticalPoint => {
  const linear = ([t, p]: CriticalPoint): number => t / p;
  const rooted = ([t, p]: CriticalPoint): number => t / sqrt(p);
  const j =
    0.11582 -
    0.4582 * h2s * linear(HYDROGEN_SULFIDE) -
    0.90348 * co2 * linear(CARBON_DIOXIDE) -
    0.66026 * n2 * linear(PURE_NITROGEN) +
    gravity * (0.70729 - 0.099397 * gravity);
  const k =
    3.8216 -
    0.06534 * h2s * rooted(HYDROGEN_SULFIDE) -
    0.42113 * co2 * rooted(CARBON_DIOXIDE) -
    0.91249 * n2 * rooted(PURE_NITROGEN) +
    gravity * (17.438 - 3.2191 * gravity);
  return [(k * k) / j, (k / j) ** 2];
};

/** Correction of Wichert and Aziz, °R. */
export const wichertAzizEpsilon = (h2s: number, co2: number): number => {
  const acid = h2s + co2;
  return 120 * (acid ** 0.9 - acid ** 1.6) + 15 * (sqrt(h2s) - h2s ** 4);
};

/** Pseudo-critical point of a whole gas, unchecked: NaN when there is no hydrocarbon in it. */
export const criticalPointOf = (gas: NaturalGas, method: PseudoCriticalMethod): CriticalPoint => {
  const { nitrogenFraction: n2 = 0 } = gas;
  const { hydrogenSulfideFraction: h2s = 0, carbonDioxideFraction: co2 = 0 } = gas;
  const point =
    method === 'piper'
      ? piper(gas.gasGravity, h2s, co2, n2)
      : kay(gas.gasGravity, h2s, co2, n2, method);
  return point[0] > 0 && point[1] > 0 ? point : [Number.NaN, Number.NaN];
};

/** Kay's rule of the hydrocarbons and the impurities, corrected for acid gas. */
const kay = (
  wholeGravity: number,
  h2s: number,
  co2: number,
  n2: number,
  method: Exclude<PseudoCriticalMethod, 'piper'>,
): CriticalPoint => {
  const rest = 1 - h2s - co2 - n2;
  const impurityMass = (34.082 * h2s + 44.01 * co2 + 28.014 * n2) / 28.966;
  const gravity = (wholeGravity - impurityMass) / rest;
  const pure = hydrocarbon(rest > 0 && gravity > 0 ? gravity : Number.NaN, method);
  const mix = (at: 0 | 1): number =>
    rest * pure[at] + h2s * HYDROGEN_SULFIDE[at] + co2 * CARBON_DIOXIDE[at] + n2 * NITROGEN[at];
  const epsilon = wichertAzizEpsilon(h2s, co2);
  const corrected = mix(0) - epsilon;
  return [corrected, (mix(1) * corrected) / (mix(0) + h2s * (1 - h2s) * epsilon)];
};

/**
 * Pseudo-critical temperature (°R) and pressure (psia) of a natural gas from its gravity.
 *
 * @param gas - gravity (air = 1) of the whole gas; mole fractions of H2S, CO2 and N2, 0 when absent;
 *   `method` is `sutton` when absent
 *
 * Convention: `sutton` and `standing` take the hydrocarbon's gravity, mix by Kay's rule (672.35 °R and
 * 1306 psia for H2S, 547.58 and 1071 for CO2, 239.26 and 507.5 for N2) and correct for acid gas by
 * Wichert and Aziz; `piper` has the impurities in its own terms, nitrogen with its own critical point (227.16 °R and
 * 492.4 psia, as the authors' followers GasCompressibility-py take it).
 * Validity: gravity 0.57 to 1.68 (sutton), 0.613 to 1.821 (piper), 0.55 to 0.9 (standing).
 * Source: Sutton, SPE 14265 (1985); Piper, McCain and Corredor, SPE 26668 (1993); Standing (1977).
 */
export const gasPseudoCritical = (
  gas: NaturalGas & { readonly method?: PseudoCriticalMethod },
): PseudoCritical => {
  const { method = 'sutton' } = gas;
  return evaluateFields(
    gas,
    (checked) => {
      const [temperatureR, pressurePsia] = criticalPointOf(checked, method);
      return { temperatureR, pressurePsia };
    },
    {},
    CRITICAL_RANGES[method],
  );
};

/** A pseudo-critical point corrected for acid gas. */
export interface AcidGasCorrection extends PseudoCritical {
  /** Correction by which the temperature was lowered, °R. */
  readonly epsilonR: number;
}

/**
 * Pseudo-critical temperature (°R) and pressure (psia) of a sour gas, corrected by Wichert and Aziz.
 *
 * @param gas - pseudo-critical point of the mixture by Kay's rule; mole fractions of CO2 and H2S
 *
 * Validity: CO2 up to 0.544, H2S up to 0.738, 154 to 7026 psia, 40 to 300 °F.
 * Accuracy: 1 % in z on average on the source's data.
 * Source: Wichert and Aziz, "Calculate Z's for sour gases", Hydrocarbon Processing, May 1972.
 */
export const wichertAzizCorrection = (gas: {
  readonly pseudoCriticalTemperatureR: number;
  readonly pseudoCriticalPressurePsia: number;
  readonly carbonDioxideFraction: number;
  readonly hydrogenSulfideFraction: number;
}): AcidGasCorrection =>
  evaluateFields(
    gas,
    (sour) => {
      const { pseudoCriticalTemperatureR, hydrogenSulfideFraction: h2s } = sour;
      const epsilonR = wichertAzizEpsilon(h2s, sour.carbonDioxideFraction);
      const temperatureR = pseudoCriticalTemperatureR - epsilonR;
      const pressurePsia =
        (sour.pseudoCriticalPressurePsia * temperatureR) /
        (pseudoCriticalTemperatureR + h2s * (1 - h2s) * epsilonR);
      return { epsilonR, temperatureR, pressurePsia };
    },
    { hydrogenSulfideFraction: { min: 0, max: 1 - gas.carbonDioxideFraction } },
    { carbonDioxideFraction: [0, 0.544], hydrogenSulfideFraction: [0, 0.738] },
  );
