import { FINITE, NOT_NEGATIVE, POSITIVE } from '../quantity.ts';
import type { NamedDomains } from '../reservoir/evaluate.ts';

/** What flows, and how fast, in a liquid well test. */
export interface TestedFlow {
  readonly rateStbd: number;
  /** B, rb/STB. */
  readonly formationVolumeFactor: number;
  readonly viscosityCp: number;
  /** Net thickness. */
  readonly thicknessFt: number;
}

/** What pressure diffuses through. */
export interface TestedRock {
  /** 0 to 1. */
  readonly porosity: number;
  readonly viscosityCp: number;
  readonly totalCompressibilityPerPsi: number;
}

/** Domains of the arguments of well-test functions. */
export const TEST_DOMAINS: NamedDomains = {
  rateStbd: POSITIVE,
  formationVolumeFactor: POSITIVE,
  viscosityCp: POSITIVE,
  thicknessFt: POSITIVE,
  porosity: { above: 0, max: 1 },
  totalCompressibilityPerPsi: POSITIVE,
  permeabilityMd: POSITIVE,
  wellboreRadiusFt: POSITIVE,
  radiusFt: POSITIVE,
  timeHours: POSITIVE,
  producingTimeHours: POSITIVE,
  initialPressurePsi: POSITIVE,
  averagePressurePsi: POSITIVE,
  skin: FINITE,
  slopePsiPerCycle: FINITE,
  drainageAreaFt2: POSITIVE,
  dimensionlessAreaTime: POSITIVE,
  pressureChangePsi: POSITIVE,
  storageBblPerPsi: NOT_NEGATIVE,
  wellboreVolumeBbl: POSITIVE,
  fluidCompressibilityPerPsi: POSITIVE,
  wellboreAreaFt2: POSITIVE,
  liquidDensityLbFt3: POSITIVE,
  smoothing: NOT_NEGATIVE,
};

/** φ µ ct. */
export function storageOf(rock: TestedRock): number {
  return rock.porosity * rock.viscosityCp * rock.totalCompressibilityPerPsi;
}

/** q B µ. */
export function flowOf(flow: TestedFlow): number {
  return flow.rateStbd * flow.formationVolumeFactor * flow.viscosityCp;
}
