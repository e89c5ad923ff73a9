import { argumentIssues } from '../argument-issues.ts';
import { type Issue, isUsable, type Quantity, quantity } from '../quantity.ts';
import { chengShape } from './cheng-horizontal.ts';
import { compositeShape } from './composite-inflow.ts';
import { backPressureShape } from './fetkovich.ts';
import { jonesShape } from './jones-blount-glaze.ts';
import { linearShape } from './linear-inflow.ts';
import { type InflowShape, shapedPressure, shapedRate } from './shaped-inflow.ts';
import { standingShape } from './standing-flow-efficiency.ts';
import { vogelShape } from './vogel.ts';
import { type WigginsPhase, wigginsShape } from './wiggins.ts';

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

/** The curve of a model and its scale, picked once, so that loops do not. */
export const scaledShape = (inflow: InflowModel): readonly [shape: InflowShape, scale: number] => {
  switch (inflow.model) {
    case 'linear':
      return [linearShape(inflow), inflow.productivityIndexStbdPsi];
    case 'vogel':
      return [vogelShape(inflow), inflow.maxRateStbd];
    case 'cheng':
      return [chengShape(inflow), inflow.maxRateStbd];
    case 'wiggins':
      return [wigginsShape(inflow), inflow.maxRateStbd];
    case 'composite':
      return [compositeShape(inflow), inflow.productivityIndexStbdPsi];
    case 'fetkovich':
      return [backPressureShape(inflow), inflow.coefficient];
    case 'jones':
      return [jonesShape(inflow), 1];
    case 'standing':
      return [standingShape(inflow), inflow.maxRateAtFlowEfficiency1Stbd];
  }
};

/** Two directions of one inflow, for numbers that are known to be in range. */
export interface InflowKernel {
  readonly rateAt: (flowingPressurePsi: number) => number;
  readonly pressureAt: (rateStbd: number) => number;
}

/** The formulas of a model. */
export const inflowKernel = (inflow: InflowModel): InflowKernel => {
  const [{ rateAt, pressureAt }, scale] = scaledShape(inflow);
  return {
    rateAt: (pressure) => scale * rateAt(pressure),
    pressureAt: (rate) => pressureAt(rate / scale),
  };
};

/** Issues of a model's own numbers. */
export const inflowModelIssues = (inflow: InflowModel): readonly Issue[] =>
  argumentIssues(inflow, {}, `reservoirPressurePsi ${COEFFICIENTS[inflow.model]}`);

const COEFFICIENTS: Readonly<Record<InflowModel['model'], string>> = {
  linear: 'productivityIndexStbdPsi',
  vogel: 'maxRateStbd',
  cheng: 'maxRateStbd',
  wiggins: 'maxRateStbd',
  composite: 'productivityIndexStbdPsi bubblePointPsi',
  fetkovich: 'coefficient exponent',
  jones: 'laminarCoefficient turbulentCoefficient',
  standing: 'maxRateAtFlowEfficiency1Stbd flowEfficiency',
};

/** A model's result, unless one of its own numbers is wrong. */
const knownInflow = (inflow: InflowModel, found: Quantity): Quantity => {
  const issues = inflowModelIssues(inflow);
  return issues.length > 0 ? quantity(Number.NaN, issues) : found;
};

/**
 * Rate of any inflow model at a flowing pressure, STB/d.
 *
 * @param inflow - the model and its coefficients
 * @param flowingPressurePsi - 0 to reservoir pressure
 *
 * Source: that of the model.
 */
export const inflowRate = (inflow: InflowModel, flowingPressurePsi: number): Quantity =>
  knownInflow(
    inflow,
    shapedRate(
      { ...inflow, flowingPressurePsi },
      (well) => scaledShape(well)[0],
      (well) => scaledShape(well)[1],
    ),
  );

/**
 * Flowing pressure at which any inflow model gives a rate, psi.
 *
 * @param inflow - the model and its coefficients
 * @param rateStbd - 0 to the open-flow rate of the model
 *
 * Source: that of the model.
 */
export const inflowPressure = (inflow: InflowModel, rateStbd: number): Quantity =>
  knownInflow(
    inflow,
    shapedPressure(
      { ...inflow, rateStbd },
      (well) => scaledShape(well)[0],
      (well) => scaledShape(well)[1],
    ),
  );

/**
 * Rates of any inflow model for a column of flowing pressures.
 *
 * @param inflow - the model and its coefficients; a bad coefficient makes every rate NaN
 * @param flowingPressuresPsi - shape (n); one outside 0 to reservoir pressure gives NaN
 * @returns rates in STB/d, shape (n)
 *
 * Source: that of the model.
 */
export const inflowRateColumns = (
  inflow: InflowModel,
  flowingPressuresPsi: Float64Array,
): Float64Array => {
  const { rateAt } = inflowKernel(inflow);
  const isGood = isUsable(inflowModelIssues(inflow));
  return flowingPressuresPsi.map((pressure) =>
    isGood && pressure >= 0 && pressure <= inflow.reservoirPressurePsi
      ? rateAt(pressure)
      : Number.NaN,
  );
};
