import { PI } from '../math.ts';

/** Pressure gradient of mud, psi/ft for each ppg: the field's rounding of 0.0519481 (7.48052 gal/ft³, 144 in²/ft²). */
export const PSI_PER_FT_PER_PPG = 0.052;

/** Density of steel in ppg (490 lb/ft³). */
export const STEEL_DENSITY_PPG = 65.5;

/** Radians in a degree. */
export const DEGREE: number = PI / 180;
