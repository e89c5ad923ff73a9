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

/** φ µ ct. */
export const storageOf = (rock: TestedRock): number =>
  rock.porosity * rock.viscosityCp * rock.totalCompressibilityPerPsi;

/** q B µ. */
export const flowOf = (flow: TestedFlow): number =>
  flow.rateStbd * flow.formationVolumeFactor * flow.viscosityCp;
