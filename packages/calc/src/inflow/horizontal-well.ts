import { FT2_PER_ACRE } from '../constants.ts';
import { evaluate } from '../evaluate.ts';
import { log, PI, sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';

/** 1/141.2 as the source prints it. */
const DARCY = 0.00708;

/** A horizontal well in the middle of a layer and of its drainage area. */
export interface HorizontalWell {
  readonly horizontalPermeabilityMd: number;
  /** Equal to the horizontal one when left out. */
  readonly verticalPermeabilityMd?: number;
  readonly thicknessFt: number;
  readonly oilFormationVolumeFactorRbStb: number;
  readonly oilViscosityCp: number;
  readonly wellboreRadiusFt: number;
  /** Length of the horizontal drain, ft. */
  readonly wellLengthFt: number;
  readonly drainageAreaAcres: number;
}

/** Joshi's own vertical term, his later one, or that with Economides's equivalent radius. */
export type AnisotropyForm = 'joshi1988' | 'joshi1991' | 'economides1991';

interface Geometry {
  readonly h: number;
  readonly rw: number;
  readonly length: number;
  /** Radius of a circle of the drainage area, ft. */
  readonly radius: number;
  /** Half of the greater axis of the drainage ellipse, ft. */
  readonly halfAxis: number;
  /** sqrt(kh/kv). */
  readonly b: number;
}

const drainageRadius = (well: HorizontalWell): number =>
  sqrt((well.drainageAreaAcres * FT2_PER_ACRE) / PI);

const horizontalIndex = (
  input: HorizontalWell,
  resistance: (geometry: Geometry) => number,
): Quantity =>
  evaluate(
    input,
    (well) => {
      const { horizontalPermeabilityMd: kh, thicknessFt: h, wellLengthFt: length } = well;
      const { verticalPermeabilityMd: kv = kh, wellboreRadiusFt: rw } = well;
      const radius = drainageRadius(well);
      const ratio = (2 * radius) / length;
      const halfAxis = (length / 2) * sqrt(0.5 + sqrt(0.25 + ratio ** 4));
      const group = (DARCY * kh * h) / (well.oilFormationVolumeFactorRbStb * well.oilViscosityCp);
      return group / resistance({ h, rw, length, radius, halfAxis, b: sqrt(kh / kv) });
    },
    {
      wellboreRadiusFt: { above: 0, below: input.thicknessFt / 2 },
      wellLengthFt: { above: 0, below: 2 * drainageRadius(input) },
    },
  );

/**
 * Productivity index of a horizontal well by Borisov, STB/d/psi.
 *
 * Validity: steady state, isotropic rock (the vertical permeability is not used), well shorter than
 * its drainage circle.
 * Source: Borisov (1964) in Joshi (1988), SPE 16868.
 */
export const borisovHorizontalIndex = (well: HorizontalWell): Quantity =>
  horizontalIndex(
    well,
    ({ h, rw, length, radius }) =>
      log((4 * radius) / length) + (h / length) * log(h / (2 * PI * rw)),
  );

/**
 * Productivity index of a horizontal well by Joshi, STB/d/psi.
 *
 * @param well - with `anisotropyForm`: 'joshi1988' (default) weights (h/L) ln(h/2rw) by kh/kv,
 *   'joshi1991' takes (b h/L) ln(b h/2rw) and 'economides1991' (b h/L) ln(b h/(rw (b + 1))), where
 *   b = sqrt(kh/kv). All three agree in isotropic rock
 *
 * Validity: steady state, well in the middle of the layer, half length below 0.9 drainage radii.
 * Source: Joshi (1988), Augmentation of Well Productivity With Slant and Horizontal Wells, SPE
 * 16868. Half axis a = (L/2) sqrt(0.5 + sqrt(0.25 + (2 reh/L)^4)).
 */
export const joshiHorizontalIndex = (
  well: HorizontalWell & { readonly anisotropyForm?: AnisotropyForm },
): Quantity => {
  const { anisotropyForm: form = 'joshi1988' } = well;
  return horizontalIndex(well, ({ h, rw, length, halfAxis, b }) => {
    const half = length / 2;
    const plane = log((halfAxis + sqrt(halfAxis ** 2 - half ** 2)) / half);
    const vertical =
      form === 'joshi1988'
        ? b * b * log(h / (2 * rw))
        : b * log((b * h) / (form === 'joshi1991' ? 2 * rw : rw * (b + 1)));
    return plane + (h / length) * vertical;
  });
};

/**
 * Productivity index of a horizontal well by Giger, Reiss and Jourdan, STB/d/psi.
 *
 * Convention: 1 - (L/2reh)^2 under the root; one handbook prints 1 +, and evaluates 1 -.
 * Validity: steady state; anisotropic rock by the factor kh/kv on the vertical term.
 * Source: Giger, Reiss and Jourdan (1984), SPE 13024, in Ahmed, chapter 7.
 */
export const gigerHorizontalIndex = (well: HorizontalWell): Quantity =>
  horizontalIndex(well, ({ h, rw, length, radius, b }) => {
    const share = length / (2 * radius);
    const plane = log((1 + sqrt(1 - share ** 2)) / share);
    return plane + ((b * b * h) / length) * log(h / (2 * rw));
  });

/**
 * Productivity index of a horizontal well by Renard and Dupuy, STB/d/psi.
 *
 * Validity: steady state, ellipsoidal drainage; anisotropic by r'w = (1 + b) rw/(2 b),
 * b = sqrt(kh/kv).
 * Source: Renard and Dupuy (1990), SPE 19414, in Ahmed, chapter 7.
 */
export const renardDupuyHorizontalIndex = (well: HorizontalWell): Quantity =>
  horizontalIndex(well, ({ h, rw, length, halfAxis, b }) => {
    const radius = ((1 + b) * rw) / (2 * b);
    return Math.acosh((2 * halfAxis) / length) + ((b * h) / length) * log(h / (2 * PI * radius));
  });
