/** Fluid and flow rate of a liquid well test. */
export interface TestedFlow {
  readonly rateStbd: number;
  /** B, rb/STB. */
  readonly oilFvf: number;
  readonly oilViscosityCp: number;
  /** Net thickness. */
  readonly thicknessFt: number;
}

/** Rock through which pressure diffuses. */
export interface TestedRock {
  /** 0 to 1. */
  readonly porosity: number;
  readonly oilViscosityCp: number;
  readonly totalCompressibilityPerPsi: number;
}

/** φ µ ct. */
export const storageOf = (rock: TestedRock): number =>
  rock.porosity * rock.oilViscosityCp * rock.totalCompressibilityPerPsi;

/** q B µ. */
export const flowOf = (flow: TestedFlow): number =>
  flow.rateStbd * flow.oilFvf * flow.oilViscosityCp;
