import type { Domains } from '../argument-domains.ts';
import { argumentIssues, noSolution } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { FINITE, type Issue } from '../quantity.ts';

/** A history of an oil reservoir: the first entry of each column is its initial state. */
export interface OilReservoirHistory {
  /** Average reservoir pressures; only the compressibility term needs them. */
  readonly pressuresPsia?: ArrayLike<number>;
  /** Np in STB, or any multiple: the terms come out in the same multiple of rb. */
  readonly cumulativeOil: ArrayLike<number>;
  /** Rp = Gp / Np. */
  readonly cumulativeGorsScfStb: ArrayLike<number>;
  /** Bo, rb/STB. */
  readonly oilFvfs: ArrayLike<number>;
  /** Rs. */
  readonly solutionGorsScfStb: ArrayLike<number>;
  /** Bg, rb/scf. */
  readonly gasFvfsRbScf: ArrayLike<number>;
  /** Wp, in the multiple of Np; none when absent. */
  readonly cumulativeWater?: ArrayLike<number>;
  /** Bw, rb/STB; 1 when absent. */
  readonly waterFvf?: number;
  /** Swi, for the compressibility term; default 0. */
  readonly connateWaterSaturation?: number;
  /** cw, 1/psi, for the compressibility term; default 0. */
  readonly waterCompressibilityPerPsi?: number;
  /** cf, 1/psi, for the compressibility term; default 0. */
  readonly rockCompressibilityPerPsi?: number;
}

/** The terms of Havlena and Odeh, one entry for each state of the history. */
export interface HavlenaOdehTerms {
  /** F, underground withdrawal, rb in the multiple of Np. */
  readonly withdrawalRb: Float64Array;
  /** Eo, expansion of the oil and its gas, rb/STB. */
  readonly oilExpansion: Float64Array;
  /** Eg, expansion of the gas cap, rb/STB: it counts m times. */
  readonly gasCapExpansion: Float64Array;
  /** Efw, expansion of connate water and rock, rb/STB: it counts 1 + m times. */
  readonly rockWaterExpansion: Float64Array;
  readonly issues: readonly Issue[];
}

/** Some of the pores hold hydrocarbons. */
export const CONNATE: Domains = { connateWaterSaturation: { min: 0, below: 1 } };

const historyIssues = (history: OilReservoirHistory): readonly Issue[] => {
  const issues = argumentIssues(history, {
    ...CONNATE,
    pressuresPsia: FINITE,
    cumulativeOil: FINITE,
    cumulativeWater: FINITE,
    cumulativeGorsScfStb: FINITE,
    solutionGorsScfStb: FINITE,
    oilFvfs: FINITE,
    gasFvfsRbScf: FINITE,
  });
  const { waterCompressibilityPerPsi = 0, rockCompressibilityPerPsi = 0 } = history;
  if (waterCompressibilityPerPsi + rockCompressibilityPerPsi > 0 && !history.pressuresPsia) {
    issues.push(noSolution('pressuresPsia', 'needed with compressibilities'));
  }
  return issues;
};

/**
 * Calculates the terms of the material balance of Havlena and Odeh for a history.
 *
 * F = Np [Bo + (Rp - Rs) Bg] + Wp Bw; Eo = (Bo - Boi) + (Rsi - Rs) Bg; Eg = Boi (Bg/Bgi - 1);
 * Efw = Boi (cw Swi + cf) / (1 - Swi) (pi - p). With them F = N [Eo + m Eg + (1 + m) Efw] + We.
 *
 * @param history - columns of shape (n), the first entry being the initial state
 * @returns terms of shape (n); NaN all over when an issue forbids them
 *
 * Source: D. Havlena and A.S. Odeh, The Material Balance as an Equation of a Straight Line, JPT
 * August 1963; notation of Dake, Fundamentals of Reservoir Engineering, chapter 3.
 */
export const havlenaOdehTerms = (history: OilReservoirHistory): HavlenaOdehTerms => {
  const issues = historyIssues(history);
  const count = history.cumulativeOil.length;
  const column = (): Float64Array => new Float64Array(count);
  const terms = {
    withdrawalRb: column(),
    oilExpansion: column(),
    gasCapExpansion: column(),
    rockWaterExpansion: column(),
  };
  fillTerms(history, terms);
  return unlessIssues(issues, terms);
};

const fillTerms = (history: OilReservoirHistory, terms: Omit<HavlenaOdehTerms, 'issues'>): void => {
  const { pressuresPsia, cumulativeOil } = history;
  const { waterFvf = 1, connateWaterSaturation = 0 } = history;
  const { waterCompressibilityPerPsi = 0, rockCompressibilityPerPsi = 0 } = history;
  const oilFactors = history.oilFvfs;
  const gasFactors = history.gasFvfsRbScf;
  const solution = history.solutionGorsScfStb;
  const produced = history.cumulativeGorsScfStb;
  const initialOil = oilFactors[0]!;
  const rockWater =
    (waterCompressibilityPerPsi * connateWaterSaturation + rockCompressibilityPerPsi) /
    (1 - connateWaterSaturation);
  for (let i = 0; i < cumulativeOil.length; i++) {
    const oil = oilFactors[i]!;
    const gas = gasFactors[i]!;
    const rs = solution[i]!;
    const drop = pressuresPsia === undefined ? 0 : pressuresPsia[0]! - pressuresPsia[i]!;
    terms.withdrawalRb[i] =
      cumulativeOil[i]! * (oil + (produced[i]! - rs) * gas) +
      (history.cumulativeWater?.[i] ?? 0) * waterFvf;
    terms.oilExpansion[i] = oil - initialOil + (solution[0]! - rs) * gas;
    terms.gasCapExpansion[i] = initialOil * (gas / gasFactors[0]! - 1);
    terms.rockWaterExpansion[i] = initialOil * rockWater * drop;
  }
};
