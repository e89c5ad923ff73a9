import { argumentIssues } from '../argument-issues.ts';
import { nanColumn } from '../evaluate.ts';
import { type Issue, isUsable, POSITIVE } from '../quantity.ts';
import { gradientKernel } from './gradient-method.ts';
import { marchPressure } from './march.ts';
import type { PipeFlow } from './pipe-flow.ts';
import { fluidKernel, type SurfaceRates, type WellFluid } from './well-fluid.ts';
import { type FlowingWell, type PreparedWell, prepareWell } from './wellbore.ts';

/** Pressure along a well. */
export interface PressureTraverse {
  /** Stations of the survey and the injection depth, from the wellhead down; shape (n). */
  readonly measuredDepthFt: Float64Array;
  /** Shape (n); NaN where the pressure could not be found. */
  readonly pressuresPsia: Float64Array;
  readonly temperaturesF: Float64Array;
  /** Pressure at the end opposite to the start. */
  readonly endPressurePsia: number;
  /** Estimated error of the integrator at that end. */
  readonly estimatedErrorPsi: number;
  readonly issues: readonly Issue[];
}

/** Stock-tank rates of a liquid rate. */
export const ratesOf = (fluid: WellFluid, liquidRateStbd: number): SurfaceRates => {
  const oil = liquidRateStbd * (1 - fluid.waterCutFraction);
  return { oil, water: liquidRateStbd - oil, gas: oil * fluid.gorScfStb };
};

/** Marches a prepared well; `fromBottom` starts at the last station. */
export const marchWell = (
  well: FlowingWell,
  prepared: PreparedWell,
  rates: SurfaceRates,
  startPressurePsia: number,
  fromBottom = false,
): PressureTraverse => {
  const { gasLift, method = 'beggs-brill', relativeTolerance } = well;
  const { depths, temperatures, inclinations } = prepared;
  const pointAt = fluidKernel(well.fluid, well.wellbore);
  const gradientAt = gradientKernel(method);
  const lift = (gasLift?.injectionRateMscfd ?? 0) * 1000;
  const lifted = { ...rates, gas: rates.gas + lift };
  const valve = gasLift?.injectionDepthFt ?? 0;
  const pieces = inclinations.length;
  let flow: PipeFlow | undefined;
  let lastDepth = Number.NaN;
  let lastPhases = rates;
  const march = marchPressure({
    depthsFt: fromBottom ? depths.toReversed() : depths,
    startPressurePsia,
    ...(relativeTolerance === undefined ? {} : { relativeTolerance }),
    gradientPsiFt: (depth, pressure, segment) => {
      const piece = fromBottom ? pieces - 1 - segment : segment;
      const top = depths[piece]!;
      const phases = top < valve ? lifted : rates;
      const inclinationDeg = inclinations[piece]!;
      // A piece begins with the fluid with which the one before it ended.
      if (depth !== lastDepth || pressure !== flow?.pressurePsia || phases !== lastPhases) {
        const share = (depth - top) / (depths[piece + 1]! - top);
        const warm = temperatures[piece]!;
        const temperature = warm + share * (temperatures[piece + 1]! - warm);
        flow = pointAt(pressure, temperature, phases, inclinationDeg);
        [lastDepth, lastPhases] = [depth, phases];
      } else if (flow.inclinationDeg !== inclinationDeg) {
        flow = { ...flow, inclinationDeg };
      }
      return gradientAt(flow).gradientPsiFt;
    },
  });
  const { pressuresPsia } = march;
  return {
    measuredDepthFt: depths,
    pressuresPsia: fromBottom ? pressuresPsia.toReversed() : pressuresPsia,
    temperaturesF: temperatures,
    endPressurePsia: pressuresPsia[pressuresPsia.length - 1] ?? Number.NaN,
    estimatedErrorPsi: march.estimatedErrorPsi,
    issues: [...march.issues, ...prepared.rangeIssues],
  };
};

/**
 * Pressure of a flowing oil well along its survey, psia, from the wellhead down or the bottom up.
 *
 * @param well - the well; liquid rate above 0 in STB/d; exactly one of wellhead and bottomhole
 *   pressure, where the march starts
 *
 * Convention: production up the string; black-oil properties at each pressure and temperature
 * (Standing, Beggs-Robinson, Sutton, Dranchuk-Abou-Kassem, Lee-Gonzalez-Eakin, Gould, McCain,
 * Baker-Swerdloff); lift gas flows above its injection depth only.
 * Accuracy: the integrator's own error is in `estimatedErrorPsi`; correlations are 10 to 20 % from
 * measured pressures.
 * Source: that of the gradient method; integrated by {@link marchPressure}.
 */
export const pressureTraverse = (
  well: FlowingWell & {
    readonly liquidRateStbd: number;
    readonly wellheadPressurePsia?: number;
    readonly bottomholePressurePsia?: number;
  },
): PressureTraverse => {
  const fromBottom = well.wellheadPressurePsia === undefined;
  const startPressurePsia =
    (fromBottom ? well.bottomholePressurePsia : well.wellheadPressurePsia) ?? Number.NaN;
  const prepared = prepareWell(well);
  const issues = [
    ...prepared.issues,
    ...argumentIssues(
      { liquidRateStbd: well.liquidRateStbd, startPressurePsia },
      { startPressurePsia: POSITIVE },
    ),
  ];
  if (!isUsable(issues)) return noTraverse(prepared, issues);
  return marchWell(
    well,
    prepared,
    ratesOf(well.fluid, well.liquidRateStbd),
    startPressurePsia,
    fromBottom,
  );
};

/** A traverse without pressures, with the reasons. */
export const noTraverse = (prepared: PreparedWell, issues: readonly Issue[]): PressureTraverse => ({
  measuredDepthFt: prepared.depths,
  pressuresPsia: nanColumn(prepared.depths.length),
  temperaturesF: prepared.temperatures,
  endPressurePsia: Number.NaN,
  estimatedErrorPsi: Number.NaN,
  issues,
});
