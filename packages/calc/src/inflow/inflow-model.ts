import { isUsable, type Issue, type Quantity } from '../quantity.ts';
import { argumentIssues } from './argument-domains.ts';
import { chengAbscissa, chengFraction } from './cheng-horizontal.ts';
import { compositeDrawdown, compositePressureOf } from './composite-inflow.ts';
import { backPressureRate } from './fetkovich.ts';
import { checkedPressure, checkedRate } from './shaped-inflow.ts';
import { quadraticRate } from './jones-blount-glaze.ts';
import { standingAbscissa, standingFraction } from './standing-flow-efficiency.ts';
import { vogelAbscissa, vogelFraction } from './vogel.ts';
import { wigginsAbscissa, wigginsFraction, type WigginsPhase } from './wiggins.ts';

/** An inflow performance by name, for curves, columns and nodal analysis. Pressures psi, rates STB/d. */
export type InflowModel = { readonly reservoirPressurePsi: number } & (
  | { readonly model: 'linear'; readonly productivityIndexStbdPsi: number }
  | { readonly model: 'vogel' | 'cheng'; readonly maxRateStbd: number }
  | {
      readonly model: 'composite';
      readonly productivityIndexStbdPsi: number;
      readonly bubblePointPsi: number;
    }
  | { readonly model: 'fetkovich'; readonly coefficient: number; readonly exponent: number }
  | {
      readonly model: 'jones';
      readonly laminarCoefficient: number;
      readonly turbulentCoefficient: number;
    }
  | {
      readonly model: 'standing';
      readonly maxRateAtFlowEfficiency1Stbd: number;
      readonly flowEfficiency: number;
    }
  | { readonly model: 'wiggins'; readonly phase: WigginsPhase; readonly maxRateStbd: number }
);

/** Two directions of one inflow, for numbers that are known to be in range. */
export interface InflowKernel {
  readonly rateAt: (flowingPressurePsi: number) => number;
  readonly pressureAt: (rateStbd: number) => number;
}

/** Picks the formulas of a model once, so that loops do not. */
export function inflowKernel(inflow: InflowModel): InflowKernel {
  const pr = inflow.reservoirPressurePsi;
  const scaled = (
    scale: number,
    fraction: (x: number) => number,
    abscissa: (fraction: number) => number,
  ): InflowKernel => ({
    rateAt: (pwf) => scale * fraction(pwf / pr),
    pressureAt: (q) => pr * abscissa(q / scale),
  });
  switch (inflow.model) {
    case 'linear': {
      const { productivityIndexStbdPsi: j } = inflow;
      return { rateAt: (pwf) => j * (pr - pwf), pressureAt: (q) => pr - q / j };
    }
    case 'vogel':
      return scaled(inflow.maxRateStbd, vogelFraction, vogelAbscissa);
    case 'cheng':
      return scaled(inflow.maxRateStbd, chengFraction, chengAbscissa);
    case 'wiggins':
      return scaled(
        inflow.maxRateStbd,
        (x) => wigginsFraction(inflow.phase, x),
        (fraction) => wigginsAbscissa(inflow.phase, fraction),
      );
    case 'composite': {
      const { productivityIndexStbdPsi: j, bubblePointPsi: pb } = inflow;
      return {
        rateAt: (pwf) => j * compositeDrawdown(pr, pb, pwf),
        pressureAt: (q) => compositePressureOf(pr, pb, q / j),
      };
    }
    case 'fetkovich': {
      const { coefficient: c, exponent: n } = inflow;
      return {
        rateAt: (pwf) => backPressureRate(c, n, pr, pwf),
        pressureAt: (q) => Math.sqrt(Math.max(pr * pr - (q / c) ** (1 / n), 0)),
      };
    }
    case 'jones': {
      const { laminarCoefficient: c, turbulentCoefficient: d } = inflow;
      return {
        rateAt: (pwf) => quadraticRate(c, d, pr - pwf),
        pressureAt: (q) => pr - (c + d * q) * q,
      };
    }
    case 'standing': {
      const { maxRateAtFlowEfficiency1Stbd: most, flowEfficiency: fe } = inflow;
      return {
        rateAt: (pwf) => most * standingFraction(fe * (1 - pwf / pr)),
        pressureAt: (q) => pr * (1 - standingAbscissa(q / most) / fe),
      };
    }
  }
}

/** What is wrong with a model's own numbers. */
export function inflowModelIssues(inflow: InflowModel): readonly Issue[] {
  return argumentIssues(inflow);
}

/**
 * Rate of any inflow model at a flowing pressure, STB/d.
 *
 * @param inflow - the model and its coefficients
 * @param flowingPressurePsi - 0 to reservoir pressure
 *
 * Source: that of the model.
 */
export function inflowRate(inflow: InflowModel, flowingPressurePsi: number): Quantity {
  return checkedRate({ ...inflow, flowingPressurePsi }, inflowKernel(inflow).rateAt);
}

/**
 * Flowing pressure at which any inflow model gives a rate, psi.
 *
 * @param inflow - the model and its coefficients
 * @param rateStbd - 0 to the open-flow rate of the model
 *
 * Source: that of the model.
 */
export function inflowPressure(inflow: InflowModel, rateStbd: number): Quantity {
  const { rateAt, pressureAt } = inflowKernel(inflow);
  return checkedPressure({ ...inflow, rateStbd }, rateAt(0), pressureAt);
}

/**
 * Rates of any inflow model for a column of flowing pressures.
 *
 * @param inflow - the model and its coefficients; a bad coefficient makes every rate NaN
 * @param flowingPressuresPsi - shape (n); one outside 0 to reservoir pressure gives NaN
 * @returns rates in STB/d, shape (n)
 *
 * Source: that of the model.
 */
export function inflowRateColumns(
  inflow: InflowModel,
  flowingPressuresPsi: Float64Array,
): Float64Array {
  const rates = new Float64Array(flowingPressuresPsi.length).fill(Number.NaN);
  if (!isUsable(inflowModelIssues(inflow))) return rates;
  const { rateAt } = inflowKernel(inflow);
  const { reservoirPressurePsi } = inflow;
  for (let i = 0; i < rates.length; i++) {
    const pressure = flowingPressuresPsi[i]!;
    if (pressure >= 0 && pressure <= reservoirPressurePsi) rates[i] = rateAt(pressure);
  }
  return rates;
}
