import type { Ranges } from '../argument-issues.ts';
import { FT3_PER_BBL, RANKINE_OF_0F, SECONDS_PER_DAY } from '../constants.ts';
import { exp, max, min } from '../math.ts';
import { beggsRobinsonMuDead } from '../pvt/dead-oil-viscosity.ts';
import { criticalPointOf } from '../pvt/gas-pseudocritical.ts';
import { leeGonzalezEakinMu } from '../pvt/gas-viscosity.ts';
import { gasBg, gasRho } from '../pvt/gas-volume.ts';
import {
  beggsRobinsonMuSaturated,
  vazquezBeggsMuUndersaturated,
} from '../pvt/live-oil-viscosity.ts';
import { saturatedOilRho, vazquezBeggsCo } from '../pvt/oil-volume.ts';
import { standingBo, standingPb, standingRs } from '../pvt/standing-oil.ts';
import { bakerSwerdloffSigma, jenningsNewmanSigma } from '../pvt/surface-tension.ts';
import { gouldBw, mcCainMuw } from '../pvt/water.ts';
import { dranchukAbouKassemZ } from '../pvt/z-factor.ts';
import { pipeAreaFt2 } from './flow-groups.ts';
import type { PipeFlow } from './pipe-flow.ts';

/** Fluid in a well, per barrel: a black oil with gas and water. */
export interface WellFluid {
  /** Water in the liquid at stock-tank conditions, 0 to 1. */
  readonly waterCutFraction: number;
  /** Gas that comes with the oil, free and dissolved, scf/STB; lift gas is not in it. */
  readonly gorScfStb: number;
  readonly oilApi: number;
  readonly gasGravity: number;
  readonly waterGravity: number;
  readonly carbonDioxideFraction?: number;
  readonly hydrogenSulfideFraction?: number;
  readonly nitrogenFraction?: number;
  /** Measured bubble point: Standing's solution gas is scaled to meet it. */
  readonly bubblePoint?: {
    readonly pressurePsia: number;
    readonly temperatureF: number;
    readonly solutionGorScfStb: number;
  };
  /** Oil that neither dissolves gas nor changes volume; false when left out. */
  readonly isDeadOil?: boolean;
  /** Fixed viscosity of the oil instead of a correlation. */
  readonly oilViscosityCp?: number;
  /** Fixed viscosity of the water instead of a correlation. */
  readonly waterViscosityCp?: number;
  /** Fixed water volume factor instead of a correlation. */
  readonly waterFvf?: number;
  /** Fixed tension of liquid against gas instead of a correlation. */
  readonly surfaceTensionDynCm?: number;
}

/** Rates at stock-tank conditions: STB/d and scf/d. */
export interface SurfaceRates {
  readonly oil: number;
  readonly water: number;
  readonly gas: number;
}

const WATER_DENSITY = 62.37;
/** The viscosity fits of oil and water fail in the cold. */
const COLDEST_F = 40;

/** Range of Standing's crudes, the narrowest of the correlations that a march uses. */
export const WELL_FLUID_RANGES: Ranges = { oilApi: [16.5, 63.8], gasGravity: [0.57, 0.95] };

interface Oil {
  readonly solutionGor: number;
  readonly volumeFactor: number;
  readonly viscosity: number;
}

/** Oil at pressure and temperature; `gor` is all the gas that there is to dissolve, scf/STB. */
const oilAt = (fluid: WellFluid, scale: number, gor: number, p: number, t: number): Oil => {
  const { oilApi, gasGravity, oilViscosityCp } = fluid;
  // Whole literals: spreading them costs a march a fifth of its time.
  const state = { oilApi, gasGravity, temperatureF: t, pressurePsia: p };
  if (fluid.isDeadOil === true) {
    const viscosity = oilViscosityCp ?? beggsRobinsonMuDead(state);
    return { solutionGor: 0, volumeFactor: 1, viscosity };
  }
  const most = min(gor, fluid.bubblePoint?.solutionGorScfStb ?? Infinity);
  const saturated = scale * standingRs(state);
  const solutionGor = min(saturated, most);
  let volumeFactor = standingBo({
    oilApi,
    gasGravity,
    temperatureF: t,
    solutionGorScfStb: solutionGor,
  });
  let viscosity =
    oilViscosityCp ??
    beggsRobinsonMuSaturated({
      deadOilViscosityCp: beggsRobinsonMuDead(state),
      solutionGorScfStb: solutionGor,
    });
  if (saturated > most) {
    const bubble = max(
      standingPb({ oilApi, gasGravity, temperatureF: t, solutionGorScfStb: most / scale }),
      14.7,
    );
    if (p > bubble) {
      const compressibility = vazquezBeggsCo({
        bubblePointGorScfStb: most,
        temperatureF: t,
        gasGravity100Psig: gasGravity,
        oilApi,
        pressurePsia: p,
      });
      volumeFactor *= exp(-max(compressibility, 0) * (p - bubble));
      if (oilViscosityCp === undefined) {
        viscosity = vazquezBeggsMuUndersaturated({
          bubblePointViscosityCp: viscosity,
          bubblePointPsia: bubble,
          pressurePsia: p,
        });
      }
    }
  }
  return { solutionGor, volumeFactor, viscosity };
};

/**
 * Picks what of a fluid and a pipe does not depend on pressure, once for a march.
 *
 * Correlations: Standing for solution gas and oil volume, Beggs-Robinson and Vazquez-Beggs for oil
 * viscosity, Sutton with Wichert-Aziz and Dranchuk-Abou-Kassem for z, Lee-Gonzalez-Eakin for gas
 * viscosity, Gould and McCain for water, Baker-Swerdloff and Jennings-Newman for tension.
 */
export const fluidKernel = (
  fluid: WellFluid,
  { insideDiameterIn, roughnessIn }: Pick<PipeFlow, 'insideDiameterIn' | 'roughnessIn'>,
): ((
  pressurePsia: number,
  temperatureF: number,
  rates: SurfaceRates,
  inclinationDeg: number,
) => PipeFlow) => {
  const { gasGravity, oilApi, bubblePoint } = fluid;

  const [criticalR, criticalPsia] = criticalPointOf(fluid, 'sutton');
  const toVelocity = 1 / (SECONDS_PER_DAY * pipeAreaFt2(insideDiameterIn));
  const scale =
    bubblePoint === undefined
      ? 1
      : bubblePoint.solutionGorScfStb / standingRs({ ...bubblePoint, oilApi, gasGravity });
  return (pressurePsia, temperatureF, rates, inclinationDeg) => {
    const t = max(temperatureF, COLDEST_F);
    const z = dranchukAbouKassemZ(
      (temperatureF + RANKINE_OF_0F) / criticalR,
      pressurePsia / criticalPsia,
    );
    const gas = { pressurePsia, temperatureF, zFactor: z, gasGravity };
    const water = { pressurePsia, temperatureF: t };
    const gor = rates.oil > 0 ? rates.gas / rates.oil : 0;
    const oil = oilAt(fluid, scale, gor, pressurePsia, t);
    const oilFt3 = rates.oil * oil.volumeFactor * FT3_PER_BBL;
    const waterFvf = fluid.waterFvf ?? gouldBw(water);
    const waterFt3 = rates.water * waterFvf * FT3_PER_BBL;
    const freeGas = max(rates.gas - rates.oil * oil.solutionGor, 0);
    const liquidFt3 = oilFt3 + waterFt3;
    const share = liquidFt3 > 0 ? oilFt3 / liquidFt3 : 1;
    const oilDensity = saturatedOilRho({
      oilApi,
      gasGravity,
      solutionGorScfStb: oil.solutionGor,
      oilFvf: oil.volumeFactor,
    });
    const of = (ofOil: number, ofWater: number): number => share * ofOil + (1 - share) * ofWater;
    return {
      superficialLiquidVelocityFtS: liquidFt3 * toVelocity,
      superficialGasVelocityFtS: freeGas * gasBg(gas) * toVelocity,
      liquidDensityLbFt3: of(oilDensity, (WATER_DENSITY * fluid.waterGravity) / waterFvf),
      gasDensityLbFt3: gasRho(gas),
      liquidViscosityCp: of(oil.viscosity, fluid.waterViscosityCp ?? mcCainMuw(water)),
      gasViscosityCp: leeGonzalezEakinMu(gas),
      surfaceTensionDynCm:
        fluid.surfaceTensionDynCm ??
        of(
          bakerSwerdloffSigma({ pressurePsia, temperatureF: t, oilApi }),
          jenningsNewmanSigma(water),
        ),
      insideDiameterIn,
      roughnessIn,
      inclinationDeg,
      pressurePsia,
    };
  };
};
