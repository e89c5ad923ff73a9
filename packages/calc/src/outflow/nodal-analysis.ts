import { argumentIssues } from '../argument-issues.ts';
import { inflowKernel, type InflowModel, inflowModelIssues } from '../inflow/inflow-model.ts';
import { max } from '../math.ts';
import { type Issue, isUsable } from '../quantity.ts';
import {
  type OperatingPoint,
  operatingPoint,
  rateGrid,
  searchGrid,
  stablePoint,
} from './operating-point.ts';
import { marchWell, ratesOf } from './traverse.ts';
import { type FlowingWell, prepareWell } from './wellbore.ts';

/** A well between its reservoir and its wellhead. */
export interface NodalWell {
  /** Pressures in psia; the rate is the liquid rate. */
  readonly inflow: InflowModel;
  readonly outflow: FlowingWell;
  readonly wellheadPressurePsia: number;
}

/** Both curves of a node and where they cross. */
export interface NodalAnalysis {
  /** Shape (n): even steps up to the open flow. */
  readonly ratesStbd: Float64Array;
  /** Pressure that the reservoir gives at each rate; shape (n). */
  readonly inflowPressuresPsia: Float64Array;
  /** Pressure that the string needs at each rate, NaN where it cannot flow; shape (n). */
  readonly outflowPressuresPsia: Float64Array;
  readonly operatingPoint: OperatingPoint;
  readonly issues: readonly Issue[];
}

/**
 * Bottomhole pressures that a string needs for a column of liquid rates, psia.
 *
 * @param well - the string and its fluid
 * @param ratesStbd - shape (n), above 0; another rate gives NaN
 * @returns shape (n); NaN where the string cannot flow or the well itself is wrong
 *
 * Source: that of the gradient method.
 */
export const outflowPressureColumns = (
  well: { readonly outflow: FlowingWell; readonly wellheadPressurePsia: number },
  ratesStbd: Float64Array,
): Float64Array => ratesStbd.map(outflowKernel(well.outflow, well.wellheadPressurePsia));

/** Bottomhole pressure at any rate, with the well prepared once. */
const outflowKernel = (
  well: FlowingWell,
  wellheadPressurePsia: number,
): ((rate: number) => number) => {
  const prepared = prepareWell(well);
  if (!isUsable(prepared.issues) || !(wellheadPressurePsia > 0)) return () => Number.NaN;
  return (rate) =>
    rate > 0 && rate < Infinity
      ? marchWell(well, prepared, ratesOf(well.fluid, rate), wellheadPressurePsia).endPressurePsia
      : Number.NaN;
};

/**
 * Inflow and outflow curves of a well at bottomhole and their operating point.
 *
 * @param node - inflow in psia and liquid STB/d; `rateCount` 2 to 10 000 rates on each curve (50 when
 *   left out)
 *
 * Convention: crossings and stability as {@link operatingPoint}.
 * Source: that of inflow model and gradient method; Brown (1984), volume 4.
 */
export const nodalAnalysis = (node: NodalWell & { readonly rateCount?: number }): NodalAnalysis => {
  const { inflow, outflow, wellheadPressurePsia, rateCount = 50 } = node;
  const { issues: wrong, rangeIssues } = prepareWell(outflow);
  const issues = [
    ...inflowModelIssues(inflow),
    ...wrong,
    ...argumentIssues({ wellheadPressurePsia, rateCount }, { rateCount: { min: 2, max: 10_000 } }),
  ];
  const usable = isUsable(issues);
  const { rateAt, pressureAt } = inflowKernel(inflow);
  const ratesStbd = rateGrid(rateAt(0), usable ? rateCount : 0);
  const pressureNeeded = outflowKernel(outflow, wellheadPressurePsia);
  const known = new Map<number, number>();
  const outflowPressureAt = (rate: number): number => {
    const found = known.get(rate) ?? pressureNeeded(rate);
    known.set(rate, found);
    return found;
  };
  const point = usable
    ? operatingPoint({ inflow, outflowPressureAt, ratesStbd: searchGrid(ratesStbd) })
    : stablePoint([], issues);
  return {
    ratesStbd,
    inflowPressuresPsia: ratesStbd.map((rate) => max(pressureAt(rate), 0)),
    outflowPressuresPsia: ratesStbd.map(outflowPressureAt),
    operatingPoint: point,
    issues: [...point.issues, ...rangeIssues],
  };
};

/** Parameter that a sensitivity varies. */
export type NodalParameter =
  | 'insideDiameterIn'
  | 'wellheadPressurePsia'
  | 'waterCutFraction'
  | 'gasLiftRateMscfd';

/** Operating point for each value of a parameter. */
export interface NodalSensitivity {
  /** Shape (n); NaN where there is no stable operating point. */
  readonly ratesStbd: Float64Array;
  /** Shape (n). */
  readonly flowingPressuresPsia: Float64Array;
  /** The whole operating point for each value, with its crossings and issues. */
  readonly operatingPoints: readonly OperatingPoint[];
}

/**
 * Operating points of a well as one thing about it changes.
 *
 * @param node - `parameter` with its `values` (in the unit of its name), shape (n). A gas lift rate
 *   needs the injection depth in `outflow.gasLift`; a water cut keeps the gas-oil ratio
 *
 * Source: as {@link nodalAnalysis}.
 */
export const nodalSensitivity = (
  node: NodalWell & {
    readonly parameter: NodalParameter;
    readonly values: ArrayLike<number>;
    readonly rateCount?: number;
  },
): NodalSensitivity => {
  const { parameter, values, rateCount = 50, ...well } = node;
  const operatingPoints = Array.from(values, (value) => {
    const changed = { ...withParameter(well, parameter, value), rateCount };
    return nodalAnalysis(changed).operatingPoint;
  });
  return {
    ratesStbd: Float64Array.from(operatingPoints, (point) => point.rateStbd),
    flowingPressuresPsia: Float64Array.from(operatingPoints, (point) => point.flowingPressurePsi),
    operatingPoints,
  };
};

const withParameter = (well: NodalWell, parameter: NodalParameter, value: number): NodalWell => {
  const { outflow } = well;
  switch (parameter) {
    case 'wellheadPressurePsia':
      return { ...well, wellheadPressurePsia: value };
    case 'insideDiameterIn':
      return {
        ...well,
        outflow: { ...outflow, wellbore: { ...outflow.wellbore, insideDiameterIn: value } },
      };
    case 'waterCutFraction':
      return {
        ...well,
        outflow: { ...outflow, fluid: { ...outflow.fluid, waterCutFraction: value } },
      };
    case 'gasLiftRateMscfd': {
      const injectionDepthFt = outflow.gasLift?.injectionDepthFt ?? Number.NaN;
      const gasLift = { injectionRateMscfd: value, injectionDepthFt };
      return { ...well, outflow: { ...outflow, gasLift } };
    }
  }
};
