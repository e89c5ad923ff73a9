import { argumentIssues } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { exp } from '../math.ts';
import { isUsable, POSITIVE, type Quantity } from '../quantity.ts';
import type { GradientMethod } from './gradient-method.ts';
import { marchWell, noTraverse, type PressureTraverse } from './traverse.ts';
import type { WellFluid } from './well-fluid.ts';
import { prepareWell, type Wellbore } from './wellbore.ts';

/** Gas constant over the standard acceleration: ft lbf/(lb-mol °R). */
const GAS_CONSTANT = 1544;

/**
 * Pressure under a column of still gas, psia.
 *
 * @param column - pressure on top in psia, molar mass in lb/lb-mol, vertical height in ft, average
 *   temperature in °R and average z
 *
 * Source: Bourgoyne et al., Applied Drilling Engineering (1986), chapter 4:
 * p = p0 exp(M D/(1544 z T)); the average temperature and z method for gas wells.
 */
export const gasColumnPressure = (column: {
  readonly topPressurePsia: number;
  readonly molarMassLbLbmol: number;
  readonly heightFt: number;
  readonly temperatureR: number;
  readonly zFactor: number;
}): Quantity =>
  evaluate(
    column,
    (given) =>
      given.topPressurePsia *
      exp(
        (given.molarMassLbLbmol * given.heightFt) /
          (GAS_CONSTANT * given.zFactor * given.temperatureR),
      ),
  );

/** A gas well with what liquid comes with the gas. */
export interface FlowingGasWell {
  readonly wellbore: Wellbore;
  /** 'gray' when left out. */
  readonly method?: GradientMethod;
  readonly wellheadPressurePsia: number;
  readonly gasRateMMscfd: number;
  readonly gasGravity: number;
  readonly carbonDioxideFraction?: number;
  readonly hydrogenSulfideFraction?: number;
  readonly nitrogenFraction?: number;
  /** Condensate that comes with the gas, STB/MMscf; 0 when left out. */
  readonly condensateGasRatioStbMMscf?: number;
  readonly condensateApi?: number;
  readonly condensateViscosityCp?: number;
  /** 0 when left out. */
  readonly waterRateStbd?: number;
  readonly waterGravity?: number;
}

/**
 * Pressure of a flowing gas well along its survey, psia, from the wellhead down.
 *
 * @param well - gas rate above 0 in MMscf/d; condensate of 45 °API and 1 cP and water of gravity 1.07
 *   when left out
 *
 * Convention: condensate dissolves no gas and does not change volume; the rest as
 * {@link pressureTraverse}.
 * Source: that of the gradient method (Gray when left out).
 */
export const gasWellTraverse = (well: FlowingGasWell): PressureTraverse => {
  const { method = 'gray', gasRateMMscfd } = well;
  const { condensateGasRatioStbMMscf = 0, waterRateStbd = 0 } = well;
  const { condensateApi = 45, condensateViscosityCp = 1, waterGravity = 1.07 } = well;
  const { carbonDioxideFraction = 0, hydrogenSulfideFraction = 0, nitrogenFraction = 0 } = well;
  const oil = condensateGasRatioStbMMscf * gasRateMMscfd;
  const fluid: WellFluid = {
    waterCutFraction: 0,
    gorScfStb: 0,
    oilApi: condensateApi,
    oilViscosityCp: condensateViscosityCp,
    isDeadOil: true,
    gasGravity: well.gasGravity,
    waterGravity,
    carbonDioxideFraction,
    hydrogenSulfideFraction,
    nitrogenFraction,
  };
  const flowing = { wellbore: well.wellbore, method, fluid };
  const prepared = prepareWell(flowing);
  const issues = [
    ...prepared.issues,
    ...argumentIssues(
      well,
      { gasRateMMscfd: POSITIVE, wellheadPressurePsia: POSITIVE },
      'gasRateMMscfd wellheadPressurePsia',
    ),
  ];
  if (!isUsable(issues)) return noTraverse(prepared, issues);
  const rates = { oil, water: waterRateStbd, gas: gasRateMMscfd * 1e6 };
  return marchWell(flowing, prepared, rates, well.wellheadPressurePsia);
};
