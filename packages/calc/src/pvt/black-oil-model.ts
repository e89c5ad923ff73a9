import type { Ranges } from '../argument-issues.ts';
import { max, min } from '../math.ts';
import { AL_MARHOUN_RANGES, alMarhounBo, alMarhounPb, alMarhounRs } from './al-marhoun-oil.ts';
import type { CrudeOilAtPressure, CrudeOilWithGas } from './crude-oil.ts';
import {
  bealMuDead,
  beggsRobinsonMuDead,
  bergmanMuDead,
  type DeadOil,
  glasoMuDead,
} from './dead-oil-viscosity.ts';
import { GLASO_RANGES, glasoBo, glasoPb, glasoRs } from './glaso-oil.ts';
import { LASATER_RANGES, lasaterPb, lasaterRs } from './lasater-oil.ts';
import {
  beggsRobinsonMuSaturated,
  bergmanSuttonMuUndersaturated,
  chewConnallyMuSaturated,
  type SaturatedOil,
  type UndersaturatedOil,
  vazquezBeggsMuUndersaturated,
} from './live-oil-viscosity.ts';
import { saturatedOilRho, vazquezBeggsCo } from './oil-volume.ts';
import {
  PETROSKY_FARSHAD_RANGES,
  petroskyFarshadBo,
  petroskyFarshadPb,
  petroskyFarshadRs,
} from './petrosky-farshad-oil.ts';
import { STANDING_RANGES, standingBo, standingPb, standingRs } from './standing-oil.ts';
import { bakerSwerdloffSigma } from './surface-tension.ts';
import {
  VAZQUEZ_BEGGS_RANGES,
  vazquezBeggsBo,
  vazquezBeggsPb,
  vazquezBeggsRs,
} from './vazquez-beggs-oil.ts';

/** Correlations of a black oil by author; each has its default. */
export interface BlackOilMethods {
  /** Bubble point, solution gas and formation volume factor; Lasater takes Standing's volume factor. */
  readonly solution?:
    | 'standing'
    | 'vazquez-beggs'
    | 'glaso'
    | 'al-marhoun'
    | 'petrosky-farshad'
    | 'lasater';
  readonly deadViscosity?: 'beggs-robinson' | 'glaso' | 'beal' | 'bergman';
  readonly saturatedViscosity?: 'beggs-robinson' | 'chew-connally';
  readonly undersaturatedViscosity?: 'vazquez-beggs' | 'bergman-sutton';
}

/** Three correlations of one author, unchecked. */
export interface SolutionSet {
  readonly ranges: Ranges;
  readonly pb: (oil: CrudeOilWithGas) => number;
  readonly rs: (oil: CrudeOilAtPressure) => number;
  readonly bo: (oil: CrudeOilWithGas) => number;
}

const VAZQUEZ_BEGGS: SolutionSet = {
  ranges: VAZQUEZ_BEGGS_RANGES,
  pb: (oil) => vazquezBeggsPb({ ...oil, gasGravity100Psig: oil.gasGravity }),
  rs: (oil) => vazquezBeggsRs({ ...oil, gasGravity100Psig: oil.gasGravity }),
  bo: (oil) => vazquezBeggsBo({ ...oil, gasGravity100Psig: oil.gasGravity }),
};

type Solution = NonNullable<BlackOilMethods['solution']>;

const SOLUTIONS: Readonly<Record<Solution, SolutionSet>> = {
  standing: { ranges: STANDING_RANGES, pb: standingPb, rs: standingRs, bo: standingBo },
  'vazquez-beggs': VAZQUEZ_BEGGS,
  glaso: { ranges: GLASO_RANGES, pb: glasoPb, rs: glasoRs, bo: glasoBo },
  'al-marhoun': { ranges: AL_MARHOUN_RANGES, pb: alMarhounPb, rs: alMarhounRs, bo: alMarhounBo },
  'petrosky-farshad': {
    ranges: PETROSKY_FARSHAD_RANGES,
    pb: petroskyFarshadPb,
    rs: petroskyFarshadRs,
    bo: petroskyFarshadBo,
  },
  lasater: { ranges: LASATER_RANGES, pb: lasaterPb, rs: lasaterRs, bo: standingBo },
};

/** Formulas of one author; Vazquez and Beggs take the gas gravity at 100 psig for `gasGravity`. */
export const solutionSet = (method: Solution = 'standing'): SolutionSet => SOLUTIONS[method];

const DEAD_VISCOSITIES: Readonly<
  Record<NonNullable<BlackOilMethods['deadViscosity']>, (oil: DeadOil) => number>
> = {
  'beggs-robinson': beggsRobinsonMuDead,
  glaso: glasoMuDead,
  beal: bealMuDead,
  bergman: bergmanMuDead,
};

const UNDERSATURATED_VISCOSITIES: Readonly<
  Record<
    NonNullable<BlackOilMethods['undersaturatedViscosity']>,
    (oil: UndersaturatedOil) => number
  >
> = {
  'vazquez-beggs': vazquezBeggsMuUndersaturated,
  'bergman-sutton': bergmanSuttonMuUndersaturated,
};

/** A black oil: stock-tank oil, its gas and how much of it there is. */
export interface BlackOil {
  readonly oilApi: number;
  /** Specific gravity of the gas (air = 1). */
  readonly gasGravity: number;
  /** Gas dissolved at and above the bubble point, scf/STB. */
  readonly bubblePointGorScfStb: number;
  readonly methods?: BlackOilMethods;
}

/** Properties of a black oil at one pressure and temperature. Reused from point to point. */
export interface BlackOilState {
  bubblePointPsia: number;
  solutionGorScfStb: number;
  oilFvf: number;
  oilViscosityCp: number;
  oilDensityLbFt3: number;
  /** Above the bubble point; NaN below it, where free gas governs. */
  oilCompressibilityPerPsi: number;
  oilSurfaceTensionDynCm: number;
}

/** A state to be filled. */
export const emptyBlackOilState = (): BlackOilState => {
  const none = Number.NaN;
  return {
    bubblePointPsia: none,
    solutionGorScfStb: none,
    oilFvf: none,
    oilViscosityCp: none,
    oilDensityLbFt3: none,
    oilCompressibilityPerPsi: none,
    oilSurfaceTensionDynCm: none,
  };
};

/** Fills a state with the properties at a pressure and a temperature, unchecked. */
export type BlackOilModel = (
  pressurePsia: number,
  temperatureF: number,
  state: BlackOilState,
) => void;

/**
 * Picks the formulas of a black oil once, for a loop over pressures and temperatures.
 *
 * Above the bubble point the oil is compressed by Vazquez and Beggs, co = A/p integrated from the
 * bubble point, so that volume and viscosity are continuous there.
 */
export const blackOilModel = (oil: BlackOil): BlackOilModel => {
  const { oilApi, gasGravity, bubblePointGorScfStb, methods = {} } = oil;
  const solution = solutionSet(methods.solution);
  const deadMu = DEAD_VISCOSITIES[methods.deadViscosity ?? 'beggs-robinson'];
  const saturatedMu: (oil: SaturatedOil) => number =
    methods.saturatedViscosity === 'chew-connally'
      ? chewConnallyMuSaturated
      : beggsRobinsonMuSaturated;
  const undersaturatedMu =
    UNDERSATURATED_VISCOSITIES[methods.undersaturatedViscosity ?? 'vazquez-beggs'];
  return (pressurePsia, temperatureF, state) => {
    const crude = { oilApi, gasGravity, temperatureF };
    const bubblePointPsia = max(
      0,
      solution.pb({ ...crude, solutionGorScfStb: bubblePointGorScfStb }),
    );
    const isSaturated = pressurePsia < bubblePointPsia;
    const solutionGorScfStb = isSaturated
      ? min(bubblePointGorScfStb, solution.rs({ ...crude, pressurePsia }))
      : bubblePointGorScfStb;
    const saturatedFvf = solution.bo({ ...crude, solutionGorScfStb });
    const saturatedViscosity = saturatedMu({
      deadOilViscosityCp: deadMu(crude),
      solutionGorScfStb,
    });
    state.bubblePointPsia = bubblePointPsia;
    state.solutionGorScfStb = solutionGorScfStb;
    state.oilFvf = saturatedFvf;
    state.oilViscosityCp = saturatedViscosity;
    state.oilCompressibilityPerPsi = Number.NaN;
    if (!isSaturated && bubblePointPsia > 0) {
      const co = max(
        0,
        vazquezBeggsCo({
          ...crude,
          bubblePointGorScfStb,
          gasGravity100Psig: gasGravity,
          pressurePsia,
        }),
      );
      state.oilCompressibilityPerPsi = co;
      state.oilFvf = saturatedFvf * (bubblePointPsia / pressurePsia) ** (co * pressurePsia);
      state.oilViscosityCp = undersaturatedMu({
        bubblePointViscosityCp: saturatedViscosity,
        bubblePointPsia,
        pressurePsia,
      });
    }
    state.oilDensityLbFt3 = saturatedOilRho({
      oilApi,
      gasGravity,
      solutionGorScfStb,
      oilFvf: state.oilFvf,
    });
    state.oilSurfaceTensionDynCm = bakerSwerdloffSigma({ oilApi, temperatureF, pressurePsia });
  };
};
