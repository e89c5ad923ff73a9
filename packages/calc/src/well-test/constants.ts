// Constants of radial flow in field units (STB/d, mD, ft, cP, psi, h).

/** Pressure drop of steady radial flow: kh Δp = 141.2 q B µ ln(r/rw). */
export const RADIAL_DROP = 141.2;
/** Dimensionless time: tD = 0.0002637 k t / (φ µ ct rw²). */
export const DIFFUSIVITY = 0.000_263_7;
/** Semilog slope: 141.2 ln(10) / 2. */
export const SEMILOG_SLOPE = 162.6;
/** 1 / (4 × 0.0002637). */
export const LINE_SOURCE = 948;
/** ln(10) / 2, which turns cycles into skin. */
export const SKIN_PER_CYCLE: number = Math.LN10 / 2;
/** -log10(4 × 0.0002637 / e^γ), of the skin equations. */
export const SKIN_TIME = 3.2275;
