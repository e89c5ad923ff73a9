import { argumentIssues } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { fitStraightLine, positiveIssues } from './straight-line.ts';

/** The p/z line of a volumetric gas reservoir. */
export interface POverZLine {
  /** Gas initially in place, in the unit of the cumulative production. */
  readonly gasInPlace: number;
  /** p/z at no production, psia. */
  readonly interceptPsia: number;
  /** psia per unit of production, below 0. */
  readonly slopePsia: number;
  readonly rSquared: number;
  readonly issues: readonly Issue[];
}

/**
 * Fits the straight line of p/z over cumulative production and reads the gas in place from it.
 *
 * @param input - columns of shape (n), n of 2 or more: `pressuresPsia` (average reservoir
 *   pressures), `zFactors` and `cumulativeGas` in any unit; points that are not finite are left out
 *
 * Convention: ordinary least squares of p/z on production; the initial point has no extra weight.
 * Validity: no water influx (the line bends up with one), no abnormal compaction (it bends down).
 * Source: p/z = pi/zi (1 - Gp/G); L.P. Dake, Fundamentals of Reservoir Engineering, chapter 1.
 */
export const fitPOverZ = (input: {
  readonly pressuresPsia: ArrayLike<number>;
  readonly zFactors: ArrayLike<number>;
  readonly cumulativeGas: ArrayLike<number>;
}): POverZLine => {
  const { pressuresPsia, zFactors, cumulativeGas } = input;
  const pOverZ = Float64Array.from(cumulativeGas, (_, i) =>
    pressuresPsia[i]! > 0 && zFactors[i]! > 0 ? pressuresPsia[i]! / zFactors[i]! : Number.NaN,
  );
  const { intercept, slope, rSquared } = fitStraightLine(cumulativeGas, pOverZ);
  const gas = -intercept / slope;
  const issues = [
    ...argumentIssues(input, { pressuresPsia: 2, zFactors: 1, cumulativeGas: 1 }),
    ...positiveIssues('gasInPlace', gas),
  ];
  return unlessIssues(issues, {
    gasInPlace: gas,
    interceptPsia: intercept,
    slopePsia: slope,
    rSquared,
  });
};

/**
 * Calculates p/z after a production from a volumetric gas reservoir, psia.
 *
 * @param input - `initialPOverZPsia` above 0; `gasInPlace` above 0 and `cumulativeGas`, 0 to it, in
 *   one unit
 *
 * The pressure itself follows from `pressureOfPOverZ`.
 * Source: as `fitPOverZ`.
 */
export const pOverZAtCumulative = (input: {
  readonly initialPOverZPsia: number;
  readonly gasInPlace: number;
  readonly cumulativeGas: number;
}): Quantity =>
  evaluate(
    input,
    (given) => given.initialPOverZPsia * (1 - given.cumulativeGas / given.gasInPlace),
    { cumulativeGas: { min: 0, max: input.gasInPlace } },
  );

/**
 * Calculates the production that leaves a p/z, in the unit of the gas in place.
 *
 * @param input - `initialPOverZPsia` above 0, `pOverZPsia` 0 to it, `gasInPlace` above 0
 *
 * Source: as `fitPOverZ`.
 */
export const cumulativeAtPOverZ = (input: {
  readonly initialPOverZPsia: number;
  readonly pOverZPsia: number;
  readonly gasInPlace: number;
}): Quantity =>
  evaluate(input, (given) => given.gasInPlace * (1 - given.pOverZPsia / given.initialPOverZPsia), {
    pOverZPsia: { min: 0, max: input.initialPOverZPsia },
  });

/** Diagnosis of the drive of a gas reservoir. */
export interface ColePlot {
  /** Gp, the abscissa, as given. */
  readonly cumulativeGas: Float64Array;
  /** Gp Bg / (Bg - Bgi), apparent gas in place; NaN where nothing has expanded yet. */
  readonly apparentGasInPlace: Float64Array;
  readonly issues: readonly Issue[];
}
