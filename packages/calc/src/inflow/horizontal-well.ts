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
  readonly oilFvf: number;
  readonly oilViscosityCp: number;
  readonly wellboreRadiusFt: number;
  /** Length of the horizontal drain, ft. */
  readonly wellLengthFt: number;
  readonly drainageAreaAcres: number;
}

interface Geometry {
  readonly h: number;
  readonly rw: number;
  readonly length: number;
  /** Radius of a circle of the drainage area, ft. */
  readonly radius: number;
  /** kh/kv. */
  readonly anisotropy: number;
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
      const { horizontalPermeabilityMd: kh, thicknessFt: h } = well;
      const { verticalPermeabilityMd: kv = kh } = well;
      const radius = drainageRadius(well);
      const group = (DARCY * kh * h) / (well.oilFvf * well.oilViscosityCp);
      return (
        group /
        resistance({
          h,
          rw: well.wellboreRadiusFt,
          length: well.wellLengthFt,
          radius,
          anisotropy: kh / kv,
        })
      );
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
    (given) =>
      log((4 * given.radius) / given.length) +
      (given.h / given.length) * log(given.h / (2 * PI * given.rw)),
  );

/**
 * Productivity index of a horizontal well by Joshi, STB/d/psi.
 *
 * Convention: kh/kv weights (h/L) ln(h/2rw), as in the paper; Joshi's book (1991) and Economides et
 * al. (1991) have other forms, which agree in isotropic rock.
 * Validity: steady state, well in the middle of the layer, half length below 0.9 drainage radii.
 * Source: Joshi (1988), Augmentation of Well Productivity With Slant and Horizontal Wells, SPE
 * 16868. Half axis a = (L/2) sqrt(0.5 + sqrt(0.25 + (2 reh/L)^4)).
 */
export const joshiHorizontalIndex = (well: HorizontalWell): Quantity =>
  horizontalIndex(well, (given) => {
    const half = given.length / 2;
    const axis = half * sqrt(0.5 + sqrt(0.25 + (given.radius / half) ** 4));
    const plane = log((axis + sqrt(axis ** 2 - half ** 2)) / half);
    return plane + ((given.anisotropy * given.h) / given.length) * log(given.h / (2 * given.rw));
  });
