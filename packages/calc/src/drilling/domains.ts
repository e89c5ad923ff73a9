import type { Domain } from '../quantity.ts';

/** Coulomb friction factor. */
export const FRICTION: Domain = { min: 0, max: 2 };
