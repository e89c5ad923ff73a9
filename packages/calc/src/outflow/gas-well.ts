import { argumentIssues } from '../argument-issues.ts';
import { RANKINE_OF_0F } from '../constants.ts';
import { evaluate } from '../evaluate.ts';
import { exp, expm1, sqrt } from '../math.ts';
import { criticalPointOf } from '../pvt/gas-pseudocritical.ts';
import { gasRho } from '../pvt/gas-volume.ts';
import { dranchukAbouKassemZ } from '../pvt/z-factor.ts';
import { isUsable, POSITIVE, type Quantity } from '../quantity.ts';
import type { GradientMethod } from './gradient-method.ts';
import { marchPressure } from './march.ts';
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
  readonly gasZ: number;
}): Quantity =>
  evaluate(
    column,
    ({ topPressurePsia, molarMassLbLbmol, heightFt, temperatureR, gasZ }) =>
      topPressurePsia * exp((molarMassLbLbmol * heightFt) / (GAS_CONSTANT * gasZ * temperatureR)),
  );

/**
 * Pressure at the bottom of a shut-in gas well, psia, with z at every depth.
 *
 * @param well - temperatures straight from top to bottom over the vertical depth, °F
 *
 * Source: hydrostatic equation with Sutton and Dranchuk-Abou-Kassem; integrated by marchPressure.
 */
export const staticGasBottomholePressure = (well: {
  readonly wellheadPressurePsia: number;
  readonly gasGravity: number;
  readonly verticalDepthFt: number;
  readonly wellheadTemperatureF: number;
  readonly bottomholeTemperatureF: number;
}): Quantity =>
  evaluate(well, (given) => {
    const { gasGravity, verticalDepthFt, wellheadTemperatureF: top } = given;
    const [criticalR, criticalPsia] = criticalPointOf({ gasGravity }, 'sutton');
    const heating = (given.bottomholeTemperatureF - top) / verticalDepthFt;
    const march = marchPressure({
      depthsFt: [0, verticalDepthFt],
      startPressurePsia: given.wellheadPressurePsia,
      relativeTolerance: 1e-6,
      gradientPsiFt: (depth, pressurePsia) => {
        const temperatureF = top + heating * depth;
        const reduced = (temperatureF + RANKINE_OF_0F) / criticalR;
        const compressibilityFactor = dranchukAbouKassemZ(reduced, pressurePsia / criticalPsia);
        return gasRho({ pressurePsia, temperatureF, compressibilityFactor, gasGravity }) / 144;
      },
    });
    return march.pressuresPsia[1]!;
  });

/**
 * Bottomhole pressure of a flowing dry gas well by average temperature and z, psia.
 *
 * @param well - rate in Mscf/d, Darcy (Moody) friction factor, length along the well and vertical
 *   depth in ft, average temperature in °R
 *
 * Validity: dry gas, one diameter; the caller takes z at the average pressure.
 * Source: Katz et al. (1959), Handbook of Natural Gas Engineering; Guo, Lyons and Ghalambor (2007),
 * chapter 4: pwf^2 = e^s ptf^2 + 6.67e-4 (e^s - 1) f q^2 z^2 T^2/(d^5 cos), s = 0.0375 g D/(z T).
 */
export const averageTemperatureZPressure = (well: {
  readonly wellheadPressurePsia: number;
  readonly gasRateMscfd: number;
  readonly gasGravity: number;
  readonly lengthFt: number;
  readonly verticalDepthFt: number;
  readonly insideDiameterIn: number;
  readonly frictionFactor: number;
  readonly temperatureR: number;
  readonly gasZ: number;
}): Quantity =>
  evaluate(
    well,
    (given) => {
      const { lengthFt, verticalDepthFt } = given;
      const heat = given.gasZ * given.temperatureR;
      const s = (0.0375 * given.gasGravity * verticalDepthFt) / heat;
      const friction =
        (6.67e-4 * given.frictionFactor * (given.gasRateMscfd * heat) ** 2 * lengthFt) /
        (given.insideDiameterIn ** 5 * verticalDepthFt);
      return sqrt(exp(s) * given.wellheadPressurePsia ** 2 + friction * expm1(s));
    },
    { verticalDepthFt: { above: 0, max: well.lengthFt } },
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
  const { wellbore, method = 'gray', gasRateMMscfd, wellheadPressurePsia } = well;
  const { condensateGasRatioStbMMscf = 0, waterRateStbd = 0 } = well;
  const { condensateApi = 45, condensateViscosityCp = 1, waterGravity = 1.07 } = well;
  const { carbonDioxideFraction = 0, hydrogenSulfideFraction = 0, nitrogenFraction = 0 } = well;
  const oil = condensateGasRatioStbMMscf * gasRateMMscfd;
  const fluid: WellFluid = {
    waterCutFraction: 0,
    gasOilRatioScfStb: 0,
    oilApi: condensateApi,
    oilViscosityCp: condensateViscosityCp,
    isDeadOil: true,
    gasGravity: well.gasGravity,
    waterGravity,
    carbonDioxideFraction,
    hydrogenSulfideFraction,
    nitrogenFraction,
  };
  const flowing = { wellbore, method, fluid };
  const prepared = prepareWell(flowing);
  const issues = [
    ...prepared.issues,
    ...argumentIssues(well, { gasRateMMscfd: POSITIVE, wellheadPressurePsia: POSITIVE }),
  ];
  if (!isUsable(issues)) return noTraverse(prepared, issues);
  const rates = { oil, water: waterRateStbd, gas: gasRateMMscfd * 1e6 };
  return marchWell(flowing, prepared, rates, wellheadPressurePsia);
};
