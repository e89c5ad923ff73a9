import { argumentIssues } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import { FINITE, type Issue, type Quantity } from '../quantity.ts';
import { CONNATE } from './oil-material-balance.ts';
import { fitThroughOrigin, positiveIssues } from './straight-line.ts';

/** Compressibilities above the bubble point. */
export interface UndersaturatedRock {
  readonly oilCompressibilityPerPsi: number;
  readonly waterCompressibilityPerPsi: number;
  readonly rockCompressibilityPerPsi: number;
  /** Swi, 0 to below 1. */
  readonly connateWaterSaturation: number;
}

/**
 * Calculates the effective compressibility of an undersaturated reservoir, referred to its oil,
 * 1/psi: (co So + cw Swi + cf) / (1 - Swi).
 *
 * Source: Dake, Fundamentals of Reservoir Engineering, chapter 3.
 */
export const effectiveCompressibility = (rock: UndersaturatedRock): Quantity =>
  evaluate(rock, compressibilityOf, CONNATE);

const compressibilityOf = (rock: UndersaturatedRock): number => {
  const { connateWaterSaturation: swi } = rock;
  return (
    (rock.oilCompressibilityPerPsi * (1 - swi) +
      rock.waterCompressibilityPerPsi * swi +
      rock.rockCompressibilityPerPsi) /
    (1 - swi)
  );
};

/** Oil in place of an undersaturated reservoir. */
export interface UndersaturatedOilInPlace {
  /** N in STB, in the multiple of Np. */
  readonly oilInPlace: number;
  readonly effectiveCompressibilityPerPsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Fits the oil in place to a pressure history above the bubble point, without water influx.
 *
 * @param input - the compressibilities; `initialPressurePsia`;
 *   `initialOilFvf` rb/STB; columns of shape (n): `pressuresPsia` and
 *   `cumulativeOil` in STB or any multiple; optional `cumulativeWater` (in the same multiple) with
 *   `waterFvf` (default 1)
 *
 * Convention: Bo = Boi (1 + co Δp); least squares through the origin of Np Bo + Wp Bw over
 * Boi ce Δp.
 * Validity: every pressure at or above the bubble point.
 * Source: Dake, Fundamentals of Reservoir Engineering, chapter 3.
 */
export const undersaturatedOilInPlace = (
  input: UndersaturatedRock & {
    readonly initialPressurePsia: number;
    readonly initialOilFvf: number;
    readonly pressuresPsia: ArrayLike<number>;
    readonly cumulativeOil: ArrayLike<number>;
    readonly cumulativeWater?: ArrayLike<number>;
    readonly waterFvf?: number;
  },
): UndersaturatedOilInPlace => {
  const { waterFvf = 1 } = input;
  const ce = compressibilityOf(input);
  const drops = Float64Array.from(
    input.pressuresPsia,
    (pressure) => input.initialPressurePsia - pressure,
  );
  const withdrawal = drops.map(
    (drop, i) =>
      input.cumulativeOil[i]! * input.initialOilFvf * (1 + input.oilCompressibilityPerPsi * drop) +
      (input.cumulativeWater?.[i] ?? 0) * waterFvf,
  );
  const oil = fitThroughOrigin(
    drops.map((drop) => input.initialOilFvf * ce * drop),
    withdrawal,
  );
  const issues = [
    ...argumentIssues(input, {
      ...CONNATE,
      pressuresPsia: FINITE,
      cumulativeOil: FINITE,
      cumulativeWater: FINITE,
    }),
    ...positiveIssues('oilInPlace', oil),
  ];
  return unlessIssues(issues, { oilInPlace: oil, effectiveCompressibilityPerPsi: ce });
};
