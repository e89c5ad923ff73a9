import { rangeIssues, valueIssues } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { POSITIVE, type Quantity, quantity } from '../quantity.ts';

/** Correlations of critical two-phase flow through a choke. */
export type ChokeCorrelation = 'gilbert' | 'ros' | 'baxendell' | 'achong' | 'pilehvari';

/** C, exponent of the gas-liquid ratio, exponent of the bean: p = C q R^m / S^n. */
const COEFFICIENTS: Readonly<
  Record<ChokeCorrelation, readonly [factor: number, ratioPower: number, beanPower: number]>
> = {
  gilbert: [10, 0.546, 1.89],
  ros: [17.4, 0.5, 2],
  baxendell: [9.56, 0.546, 1.93],
  achong: [3.82, 0.65, 1.88],
  pilehvari: [46.67, 0.313, 2.11],
};

/** Inputs that all calculations of a two-phase choke share. */
export interface TwoPhaseChoke {
  /** Default 'gilbert'. */
  readonly correlation?: ChokeCorrelation;
  readonly gasLiquidRatioScfStb: number;
  /** Pressure after the choke, when known: it tells whether the flow is critical. */
  readonly downstreamPressurePsig?: number;
}

/** Solves the correlation, and says when a known downstream pressure is too high for it. */
const solve = <Choke extends TwoPhaseChoke>(
  input: Choke,
  formula: (choke: Choke, ratioFactor: number, beanPower: number) => number,
): Quantity => {
  const { correlation = 'gilbert', downstreamPressurePsig: downstream } = input;
  const [factor, ratioPower, beanPower] = COEFFICIENTS[correlation];
  const found = evaluate(
    input,
    (choke) => formula(choke, factor * choke.gasLiquidRatioScfStb ** ratioPower, beanPower),
    { beanSize64ths: POSITIVE, upstreamPressurePsig: POSITIVE, gasLiquidRatioScfStb: POSITIVE },
  );
  if (found.issues.length > 0 || downstream === undefined) return found;
  const own = valueIssues('downstreamPressurePsig', downstream, { above: -14.7 });
  if (own.length > 0) return quantity(Number.NaN, own);
  const { upstreamPressurePsig = found.value } = input as { upstreamPressurePsig?: number };
  const pressureRatio = (downstream + 14.7) / (upstreamPressurePsig + 14.7);
  return quantity(found.value, rangeIssues({ pressureRatio }, { pressureRatio: [0, 0.7] }));
};

/**
 * Calculates the wellhead pressure that a two-phase choke holds, psig: C q R^m / S^n.
 *
 * @param input - `liquidRateStbd` (all liquid), `gasLiquidRatioScfStb`, `beanSize64ths` (1/64 in),
 *   `correlation`
 *
 * Validity: critical flow, downstream below 0.7 of the upstream pressure (an issue says when not).
 * Convention: C/m/n are 10/0.546/1.89 (Gilbert), 17.40/0.5/2.0 (Ros), 9.56/0.546/1.93 (Baxendell),
 * 3.82/0.650/1.88 (Achong), 46.67/0.313/2.11 (Pilehvari).
 * Accuracy: the correlations differ from each other by up to a factor of two; match to a test.
 * Source: W.E. Gilbert, Flowing and Gas-Lift Well Performance (1954); N.C.J. Ros (1960);
 * P.B. Baxendell (1957); I. Achong (1961); A. Pilehvari (1981).
 */
export const chokeUpstreamPressure = (
  input: TwoPhaseChoke & { readonly liquidRateStbd: number; readonly beanSize64ths: number },
): Quantity =>
  solve(
    input,
    (choke, factor, power) => (factor * choke.liquidRateStbd) / choke.beanSize64ths ** power,
  );

/**
 * Calculates the liquid rate through a two-phase choke, STB/d: `chokeUpstreamPressure` solved.
 *
 * @param input - `upstreamPressurePsig`, `gasLiquidRatioScfStb`, `beanSize64ths`, `correlation`
 *
 * Validity and source: as `chokeUpstreamPressure`.
 */
export const chokeLiquidRate = (
  input: TwoPhaseChoke & { readonly upstreamPressurePsig: number; readonly beanSize64ths: number },
): Quantity =>
  solve(
    input,
    (choke, factor, power) => (choke.upstreamPressurePsig * choke.beanSize64ths ** power) / factor,
  );

/**
 * Calculates the bean of a two-phase choke, 1/64 in: `chokeUpstreamPressure` solved.
 *
 * @param input - `upstreamPressurePsig`, `liquidRateStbd`, `gasLiquidRatioScfStb`, `correlation`
 *
 * Validity and source: as `chokeUpstreamPressure`.
 */
export const chokeBeanSize = (
  input: TwoPhaseChoke & { readonly upstreamPressurePsig: number; readonly liquidRateStbd: number },
): Quantity =>
  solve(
    input,
    (choke, factor, power) =>
      ((factor * choke.liquidRateStbd) / choke.upstreamPressurePsig) ** (1 / power),
  );
