import { type Ranges, valueIssues } from '../argument-issues.ts';
import { exp, log10, min, sqrt } from '../math.ts';
import { type Issue, type Quantity, quantity } from '../quantity.ts';
import { newton } from '../root-finding.ts';
import { correlate } from './correlation.ts';

/** State of a gas relative to its pseudo-critical point. */
export interface ReducedState {
  readonly pseudoReducedTemperature: number;
  readonly pseudoReducedPressure: number;
}

/** Correlations of the compressibility factor. */
export type ZFactorMethod =
  | 'hall-yarborough'
  | 'dranchuk-abou-kassem'
  | 'dranchuk-purvis-robinson'
  | 'papay'
  | 'brill-beggs';

/**
 * Compressibility factor of Hall and Yarborough, unchecked; NaN when the iteration does not end.
 *
 * The reduced density y is bracketed by 0 and 1, where the equation is negative and infinite.
 */
export const hallYarboroughZ = (tpr: number, ppr: number): number => {
  if (ppr === 0) return 1;
  const t = 1 / tpr;
  const drive = 0.06125 * ppr * t * exp(-1.2 * (1 - t) ** 2);
  const b = t * (14.76 - t * (9.76 - 4.58 * t));
  const c = t * (90.7 - t * (242.2 - 42.4 * t));
  const d = 2.18 + 2.82 * t;
  const density = newton(
    (y) => {
      const gap = 1 - y;
      const power = y ** (d - 1);
      const sum = (y * (1 + y * (1 + y * (1 - y)))) / gap ** 3;
      const slope = (1 + y * (4 + y * (4 - y * (4 - y)))) / gap ** 4 - 2 * b * y + c * d * power;
      return [sum - y * y * b + c * y * power - drive, slope];
    },
    min(drive, 0.5),
    0,
    1,
  );
  return drive / density;
};

/**
 * Compressibility factor of an equation 1 + c1 r + c2 r^2 + c3 r^5 + c4 r^2 (1 + c5 r^2) exp(-c5 r^2)
 * in the reduced density r = 0.27 ppr / (z tpr).
 */
const benedictZ = (
  drive: number,
  c1: number,
  c2: number,
  c3: number,
  c4: number,
  c5: number,
): number => {
  if (drive === 0) return 1;
  const density = newton((r) => {
    const square = r * r;
    const s = c5 * square;
    const tail = c4 * square * exp(-s);
    const fifth = c3 * square * square * r;
    const z = 1 + c1 * r + c2 * square + fifth + tail * (1 + s);
    const slope = 1 + 2 * c1 * r + 3 * c2 * square + 6 * fifth + tail * (3 + s * (3 - 2 * s));
    return [r * z - drive, slope];
  }, drive);
  return drive / density;
};

/** Compressibility factor of Dranchuk and Abou-Kassem, unchecked. */
export const dranchukAbouKassemZ = (tpr: number, ppr: number): number => {
  const t = 1 / tpr;
  const cube = t * t * t;
  const c1 = 0.3265 - 1.07 * t + cube * (-0.5339 + t * (0.01569 - 0.05165 * t));
  const attraction = t * (-0.7361 + 0.1844 * t);
  return benedictZ(
    0.27 * ppr * t,
    c1,
    0.5475 + attraction,
    -0.1056 * attraction,
    0.6134 * cube,
    0.721,
  );
};

/** Compressibility factor of Dranchuk, Purvis and Robinson, unchecked. */
export const dranchukPurvisRobinsonZ = (tpr: number, ppr: number): number => {
  const t = 1 / tpr;
  const cube = t * t * t;
  const c1 = 0.31506237 - 1.0467099 * t - 0.5783272 * cube;
  const c2 = 0.53530771 - 0.61232032 * t;
  const c3 = 0.61232032 * 0.10488813 * t;
  return benedictZ(0.27 * ppr * t, c1, c2, c3, 0.68157001 * cube, 0.68446549);
};

/** Reduced pressure from which on Papay's parabola leaves every chart. */
const PAPAY_MOST_PPR = 15;

/** Compressibility factor of Papay, unchecked; NaN beyond a reduced pressure of 15. */
export const papayZ = (tpr: number, ppr: number): number =>
  ppr > PAPAY_MOST_PPR
    ? Number.NaN
    : 1 - (3.52 * ppr) / 10 ** (0.9813 * tpr) + (0.274 * ppr * ppr) / 10 ** (0.8157 * tpr);

/** Reduced state beyond which Brill and Beggs's powers run away. */
const BRILL_BEGGS_MOST_TPR = 2.4;
const BRILL_BEGGS_MOST_PPR = 40;

/** Compressibility factor of Brill and Beggs, unchecked; NaN where it runs away. */
export const brillBeggsZ = (tpr: number, ppr: number): number => {
  if (tpr > BRILL_BEGGS_MOST_TPR || ppr > BRILL_BEGGS_MOST_PPR) return Number.NaN;
  const a = 1.39 * sqrt(tpr - 0.92) - 0.36 * tpr - 0.101;
  const b =
    ppr * (0.62 - 0.23 * tpr) +
    ppr * ppr * (0.066 / (tpr - 0.86) - 0.037) +
    (0.32 * ppr ** 6) / 10 ** (9 * (tpr - 1));
  const c = 0.132 - 0.32 * log10(tpr);
  const d = 10 ** (0.3106 - 0.49 * tpr + 0.1824 * tpr * tpr);
  return a + (1 - a) * exp(-b) + c * ppr ** d;
};

/** Formula of each method. */
export const Z_FORMULAS: Readonly<Record<ZFactorMethod, (tpr: number, ppr: number) => number>> = {
  'hall-yarborough': hallYarboroughZ,
  'dranchuk-abou-kassem': dranchukAbouKassemZ,
  'dranchuk-purvis-robinson': dranchukPurvisRobinsonZ,
  papay: papayZ,
  'brill-beggs': brillBeggsZ,
};

/** Ranges of each method; all of them tend to 1 at no pressure, which is no extrapolation. */
export const Z_RANGES: Readonly<
  Record<ZFactorMethod, readonly [leastTpr: number, mostTpr: number, mostPpr: number]>
> = {
  'dranchuk-abou-kassem': [1, 3, 30],
  'dranchuk-purvis-robinson': [1.05, 3, 3],
  'brill-beggs': [1.15, 2.4, 15],
  papay: [1.2, 3, 15],
  'hall-yarborough': [1.15, 3, 20.5],
};

/** Ranges of a method by name. */
export const zFactorRanges = (method: ZFactorMethod): Ranges => {
  const [leastTpr, mostTpr, mostPpr] = Z_RANGES[method];
  return { pseudoReducedTemperature: [leastTpr, mostTpr], pseudoReducedPressure: [0, mostPpr] };
};

/** Beyond these an explicit formula leaves every chart: there is no value, not even an extrapolated one. */
const Z_LIMITS: Readonly<
  Partial<Record<ZFactorMethod, readonly [mostTpr: number, mostPpr: number]>>
> = {
  papay: [Infinity, PAPAY_MOST_PPR],
  'brill-beggs': [BRILL_BEGGS_MOST_TPR, BRILL_BEGGS_MOST_PPR],
};

/** Says that a method has no value at a reduced state. */
export const zLimitIssues = (method: ZFactorMethod, state: ReducedState): readonly Issue[] => {
  const [mostTpr, mostPpr] = Z_LIMITS[method] ?? [Infinity, Infinity];
  const { pseudoReducedTemperature: tpr, pseudoReducedPressure: ppr } = state;
  // An argument that is no number has its own issue.
  return [
    ...(tpr > mostTpr ? valueIssues('pseudoReducedTemperature', tpr, { max: mostTpr }) : []),
    ...(ppr > mostPpr ? valueIssues('pseudoReducedPressure', ppr, { max: mostPpr }) : []),
  ];
};

const zFactorBy = (state: ReducedState, method: ZFactorMethod): Quantity => {
  const formula = Z_FORMULAS[method];
  const limits = zLimitIssues(method, state);
  if (limits.length > 0) return quantity(Number.NaN, limits);
  return correlate(state, zFactorRanges(method), 'zFactor', (s) =>
    formula(s.pseudoReducedTemperature, s.pseudoReducedPressure),
  );
};

/**
 * Gas compressibility factor by Hall and Yarborough.
 *
 * Validity: Tpr 1.15 to 3, ppr up to 20.5; below Tpr = 1 it is not to be used.
 * Accuracy: solved to 13 digits; 0.3 % from the Standing-Katz chart on average.
 * Source: Hall and Yarborough, "A new equation of state for Z-factor calculations", Oil and Gas
 * Journal, June 18, 1973.
 */
export const hallYarboroughZFactor = (state: ReducedState): Quantity =>
  zFactorBy(state, 'hall-yarborough');

/**
 * Gas compressibility factor by Dranchuk and Abou-Kassem.
 *
 * Validity: Tpr 1 to 3, ppr 0.2 to 30 (towards 0 it tends to 1).
 * Accuracy: solved to 13 digits; 0.5 % from the Standing-Katz chart on average, worse near the critical point.
 * Source: Dranchuk and Abou-Kassem, "Calculation of Z factors for natural gases using equations of
 * state", JCPT, July 1975.
 */
export const dranchukAbouKassemZFactor = (state: ReducedState): Quantity =>
  zFactorBy(state, 'dranchuk-abou-kassem');

/**
 * Gas compressibility factor by Dranchuk, Purvis and Robinson.
 *
 * Validity: Tpr 1.05 to 3, ppr 0.2 to 3 (towards 0 it tends to 1).
 * Source: Dranchuk, Purvis and Robinson, "Computer calculation of natural gas compressibility
 * factors using the Standing and Katz correlation", Institute of Petroleum, IP 74-008 (1974).
 */
export const dranchukPurvisRobinsonZFactor = (state: ReducedState): Quantity =>
  zFactorBy(state, 'dranchuk-purvis-robinson');

/**
 * Gas compressibility factor by Papay, explicit.
 *
 * Validity: Tpr 1.2 to 3, ppr up to 15, beyond which there is no value. Accuracy: up to 5 % from the chart; for hand
 * calculation.
 * Source: Papay (1968), as given by Takacs.
 */
export const papayZFactor = (state: ReducedState): Quantity => zFactorBy(state, 'papay');

/**
 * Gas compressibility factor by Brill and Beggs, explicit.
 *
 * Validity: Tpr 1.15 to 2.4, ppr up to 15; above Tpr = 2.4 or ppr = 40 and below Tpr = 0.92 there is no value.
 * Source: Brill and Beggs, Two-Phase Flow in Pipes, University of Tulsa (1974).
 */
export const brillBeggsZFactor = (state: ReducedState): Quantity => zFactorBy(state, 'brill-beggs');
