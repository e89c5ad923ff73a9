import { andOrder, argumentIssues, noSolution } from '../argument-issues.ts';
import { inflowKernel, type InflowModel, inflowModelIssues } from '../inflow/inflow-model.ts';
import { abs, max, min } from '../math.ts';
import { type Issue, isUsable, NOT_NEGATIVE } from '../quantity.ts';
import { goldenMinimum } from '../root-finding.ts';
import { signalAt } from '../signals/interpolation.ts';
import { findRoot } from './find-root.ts';

/** A rate at which the reservoir gives the pressure that the string needs. */
export interface Crossing {
  readonly rateStbd: number;
  readonly flowingPressurePsi: number;
  /** Whether the well comes back after a disturbance: the string needs more than it gets above the rate. */
  readonly isStable: boolean;
}

/** Where a well produces. */
export interface OperatingPoint {
  /** Rate of the stable crossing (the greatest, when several are); NaN when there is none. */
  readonly rateStbd: number;
  readonly flowingPressurePsi: number;
  /** Every crossing, by rising rate. */
  readonly crossings: readonly Crossing[];
  readonly issues: readonly Issue[];
}

const DEFAULT_SAMPLES = 50;
/** Rate tolerance as a part of the greatest rate. */
const TOLERANCE = 1e-9;
/** Least rate of the search as a part of the greatest. */
const LEAST_RATE = 1e-4;
/**
 * Finds where inflow and outflow cross, by bracketing on a grid of rates.
 *
 * @param node - inflow in the pressure unit of the outflow (psia for traverses);
 *   `outflowPressureAt` gives the bottomhole pressure that the string needs at a rate, NaN where it
 *   cannot flow; `ratesStbd` is the rising grid (50 rates up to the open flow when left out): it
 *   also bounds the search
 *
 * Convention: a crossing is stable when the outflow needs less pressure than the inflow gives below
 * its rate and more above: the right-hand one of a J-shaped outflow curve. Between grid points two
 * crossings are found when the curves come close there (golden section on the difference).
 * @returns NO_SOLUTION when no stable crossing exists
 *
 * Accuracy: rate to 1e-9 of the greatest rate.
 * Source: Gilbert (1954), Flowing and Gas-Lift Well Performance; Brown (1984), volume 4.
 */
export const operatingPoint = (node: {
  readonly inflow: InflowModel;
  readonly outflowPressureAt: (rateStbd: number) => number;
  readonly ratesStbd?: ArrayLike<number>;
}): OperatingPoint => {
  const { inflow, ratesStbd } = node;
  const wrong = inflowModelIssues(inflow);
  if (!isUsable(wrong)) return stablePoint([], wrong);
  const asked = argumentIssues({ ratesStbd }, { ratesStbd: NOT_NEGATIVE });
  if (asked.length > 0) return stablePoint([], asked);
  const { rateAt, pressureAt } = inflowKernel(inflow);
  const openFlow = rateAt(0);
  const rates = Array.from(ratesStbd ?? searchGrid(rateGrid(openFlow, DEFAULT_SAMPLES))).filter(
    (rate) => rate <= openFlow,
  );
  // The grid goes on to the open flow, where the inflow has nothing left to give.
  const last = ratesStbd?.[ratesStbd.length - 1] ?? openFlow;
  if (last > openFlow && rates.length > 0) rates.push(openFlow);
  const gridIssues = checkGrid(rates);
  if (gridIssues.length > 0) return stablePoint([], gridIssues);
  const surplusNeeded = (rate: number): number =>
    node.outflowPressureAt(rate) - max(pressureAt(rate), 0);
  const crossings = findCrossings(surplusNeeded, rates, TOLERANCE * openFlow).map(
    ({ rateStbd, isStable }): Crossing => ({
      rateStbd,
      flowingPressurePsi: max(pressureAt(rateStbd), 0),
      isStable,
    }),
  );
  const isThere = crossings.some((crossing) => crossing.isStable);
  return stablePoint(crossings, isThere ? [] : [noCrossing(surplusNeeded, rates)]);
};

/** Evenly spaced rates above 0 up to and with the greatest. */
export const rateGrid = (greatest: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => (greatest * (i + 1)) / count);

/** A grid with a rate near 0 before its first, so that a nearly dead well is found too. */
export const searchGrid = (rates: Float64Array): number[] => [
  LEAST_RATE * (rates[rates.length - 1] ?? 0),
  ...rates,
];

const checkGrid = (rates: readonly number[]): readonly Issue[] =>
  andOrder(
    argumentIssues({ ratesStbd: rates }, { ratesStbd: { min: 0, least: 2 } }),
    'ratesStbd',
    rates,
  );

type Difference = (rate: number) => number;
type Root = Pick<Crossing, 'rateStbd' | 'isStable'>;

const findCrossings = (g: Difference, rates: readonly number[], tolerance: number): Root[] => {
  const points = withHiddenTurns(g, rates);
  const roots: Root[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, atFrom] = points[i]!;
    const [to, atTo] = points[i + 1]!;
    if (Number.isNaN(atFrom) || Number.isNaN(atTo) || atFrom >= 0 === atTo >= 0) continue;
    const rateStbd = findRoot(g, from, to, tolerance, atFrom, atTo);
    if (!Number.isNaN(rateStbd)) roots.push({ rateStbd, isStable: atTo >= 0 });
  }
  return roots;
};

type Point = readonly [rate: number, difference: number];

/** The grid with its differences, and a point on the other side where the difference nearly turns to it. */
const withHiddenTurns = (g: Difference, rates: readonly number[]): Point[] => {
  const grid = rates.map((rate): Point => [rate, g(rate)]);
  return grid.flatMap((point, i) => {
    const turn = hiddenTurn(g, grid[i - 1], point, grid[i + 1]);
    return turn === undefined ? [point] : [point, turn].toSorted(([a], [b]) => a - b);
  });
};

/** A point of the other sign next to a grid point where the difference comes nearest to zero. */
const hiddenTurn = (
  g: Difference,
  before: Point | undefined,
  at: Point,
  after: Point | undefined,
): Point | undefined => {
  if (before === undefined || after === undefined) return undefined;
  const sign = at[1] >= 0 ? 1 : -1;
  const nearer = sign * at[1];
  if (!(sign * before[1] >= nearer && sign * after[1] >= nearer)) return undefined;
  // A curve that bends one way stays above the chord of one side drawn on to the other.
  const falls = (one: Point, other: Point): number =>
    (sign * (one[1] - at[1]) * abs(other[0] - at[0])) / abs(one[0] - at[0]);
  if (falls(before, after) < nearer && falls(after, before) < nearer) return undefined;
  const [low, high] = [before[0], after[0]];
  const rate = goldenMinimum((x) => sign * g(x), low, high, 1e-5 * (high - low));
  const found = g(rate);
  return sign * found < 0 ? [rate, found] : undefined;
};

const noCrossing = (g: Difference, rates: readonly number[]): Issue => {
  const differences = rates.map(g).filter((difference) => !Number.isNaN(difference));
  const least = min(...differences);
  const message =
    differences.length === 0
      ? 'the outflow has no pressure at any rate of the grid'
      : least > 0
        ? `the outflow needs at least ${least} psi more than the inflow gives`
        : `no stable crossing up to ${rates[rates.length - 1]} STB/d`;
  return noSolution('rateStbd', message);
};

/** The right-hand stable crossing, NaN when there is none. */
export const stablePoint = (
  crossings: readonly Crossing[],
  issues: readonly Issue[],
): OperatingPoint => {
  const stable = crossings.findLast((crossing) => crossing.isStable);
  return {
    rateStbd: stable?.rateStbd ?? Number.NaN,
    flowingPressurePsi: stable?.flowingPressurePsi ?? Number.NaN,
    crossings,
    issues,
  };
};

/**
 * Makes the outflow of a node from a table of rates and bottomhole pressures, straight between rows.
 *
 * @param table - rising rates and their pressures, shape (n) each
 * @returns pressure at a rate; NaN outside the table
 *
 * Source: linear interpolation, by definition.
 */
export const tableOutflow = (table: {
  readonly ratesStbd: ArrayLike<number>;
  readonly pressuresPsi: ArrayLike<number>;
}): ((rateStbd: number) => number) => {
  const { ratesStbd: times, pressuresPsi: values } = table;
  const last = times[min(times.length, values.length) - 1]!;
  return (rateStbd) =>
    rateStbd <= last ? signalAt({ times, values }, rateStbd, 'linear') : Number.NaN;
};
