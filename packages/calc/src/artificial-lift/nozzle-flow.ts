import type { Domains } from '../argument-domains.ts';
import { expm1, log, max, sqrt } from '../math.ts';

// Isentropic flow of a perfect gas through a restriction, shared by chokes and gas lift valves.

/** A gas that expands. */
export const EXPANDING: Domains = { heatCapacityRatio: { above: 1 } };

/** A restriction passes a little more than its area when its entry is rounded. */
export const DISCHARGE: Domains = { dischargeCoefficient: { above: 0, max: 1.3 } };

/** Pressure ratio, downstream over upstream, at and below which the flow is sonic. */
export const criticalRatioOf = (heatCapacityRatio: number): number => {
  const k = heatCapacityRatio;
  return (2 / (k + 1)) ** (k / (k - 1));
};

/** sqrt(r^(2/k) - r^((k+1)/k)) at the ratio, which does not grow below the critical one. */
export const expansionRoot = (ratio: number, heatCapacityRatio: number): number => {
  const k = heatCapacityRatio;
  const r = max(ratio, criticalRatioOf(k));
  // Written as a product, so that it falls to 0 without noise where the pressures are nearly equal.
  return r >= 1 ? 0 : r ** (1 / k) * sqrt(-expm1(((k - 1) / k) * log(r)));
};
