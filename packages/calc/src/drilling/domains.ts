import type { Domain } from '../quantity.ts';

/** From vertical, degrees. */
export const INCLINATION: Domain = { min: 0, max: 180 };

/** Coulomb friction factor. */
export const FRICTION: Domain = { min: 0, max: 2 };

/** A share of something, not nothing. */
export const SHARE: Domain = { above: 0, max: 1 };
