import { RANKINE_OF_0F } from '../constants.ts';
import { evaluate } from '../evaluate.ts';
import { max, PI, sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { bisect } from '../root-finding.ts';
import { criticalRatioOf, DISCHARGE, EXPANDING, expansionRoot } from './nozzle-flow.ts';

/** Mscf/d for psia and in², of sqrt(2 gc / (R · molar mass of air)) over standard density. */
const FLOW_CONSTANT = 879 * Math.SQRT2;

/** A choke with gas in front of it. */
export interface GasChoke {
  readonly chokeDiameterIn: number;
  readonly upstreamTemperatureF: number;
  /** Air = 1. */
  readonly gasGravity: number;
  /** k = cp/cv, above 1; default 1.3. */
  readonly heatCapacityRatio?: number;
  /** Default 0.85. */
  readonly dischargeCoefficient?: number;
}

/** Flow of gas through a choke. */
export interface GasChokeFlow {
  readonly rateMscfd: number;
  /** 'sonic' (critical: the downstream pressure has no effect) or 'subsonic'. */
  readonly regime: 'sonic' | 'subsonic';
  readonly issues: readonly Issue[];
}

/**
 * Calculates the critical pressure ratio of a gas, downstream over upstream.
 *
 * @param heatCapacityRatio - k = cp/cv, above 1
 *
 * Source: isentropic nozzle flow: (2/(k + 1))^(k/(k - 1)).
 */
export const criticalPressureRatio = (heatCapacityRatio: number): Quantity =>
  evaluate({ heatCapacityRatio }, (gas) => criticalRatioOf(gas.heatCapacityRatio), EXPANDING);

/** Unchecked rate; zero when the pressures are the wrong way round. */
const rateOf = (choke: GasChoke, upstreamPsia: number, downstreamPsia: number): number => {
  const { heatCapacityRatio: k = 1.3, dischargeCoefficient = 0.85 } = choke;
  const area = (PI / 4) * choke.chokeDiameterIn ** 2;
  const root = expansionRoot(downstreamPsia / upstreamPsia, k);
  const gas = (k - 1) * choke.gasGravity * (choke.upstreamTemperatureF + RANKINE_OF_0F);
  return FLOW_CONSTANT * dischargeCoefficient * area * upstreamPsia * sqrt(k / gas) * root;
};

/**
 * Calculates the gas rate through a choke and whether it is sonic, Mscf/d.
 *
 * @param input - the choke, `upstreamPressurePsia`, `downstreamPressurePsia`
 * @returns rate 0 when the downstream pressure is not below the upstream one
 *
 * Convention: 1243.1 (14.696 psia, 60 °F) for both regimes, so that they meet at the critical ratio:
 * it is √2 times the usual 879 of the sonic form, and 0.4 % below the usual 1248 of the subsonic one.
 * Validity: dry gas as a perfect one; k and coefficient constant.
 * Source: Guo, Lyons and Ghalambor, Petroleum Production Engineering, chapter 5.
 */
export const gasChokeRate = (
  input: GasChoke & {
    readonly upstreamPressurePsia: number;
    readonly downstreamPressurePsia: number;
  },
): GasChokeFlow => {
  const { heatCapacityRatio = 1.3 } = input;
  const { value: rateMscfd, issues } = evaluate(
    input,
    (choke) => rateOf(choke, choke.upstreamPressurePsia, choke.downstreamPressurePsia),
    EXPANDING,
  );
  const ratio = input.downstreamPressurePsia / input.upstreamPressurePsia;
  const regime = ratio <= criticalRatioOf(heatCapacityRatio) ? 'sonic' : 'subsonic';
  return { rateMscfd, regime, issues };
};

/**
 * Calculates the upstream pressure that drives a gas rate through a choke, psia.
 *
 * @param input - the choke, `rateMscfd`, `downstreamPressurePsia`
 *
 * Source: inverse of `gasChokeRate`: in closed form when sonic, by bisection to 1e-12 when not.
 */
export const gasChokeUpstreamPressure = (
  input: GasChoke & { readonly rateMscfd: number; readonly downstreamPressurePsia: number },
): Quantity =>
  evaluate(
    input,
    (choke) => {
      const { rateMscfd, downstreamPressurePsia: downstream, heatCapacityRatio = 1.3 } = choke;
      const sonic = rateMscfd / rateOf(choke, 1, 0);
      const high = downstream / criticalRatioOf(heatCapacityRatio);
      return sonic >= high
        ? sonic
        : bisect((upstream) => rateOf(choke, upstream, downstream) >= rateMscfd, downstream, high);
    },
    EXPANDING,
  );

/**
 * Calculates the temperature of gas in the throat of a choke, °F, for the danger of hydrates.
 *
 * @param input - `upstreamTemperatureF`, pressures in psia, downstream not above upstream,
 *   `heatCapacityRatio` (default 1.3)
 *
 * Validity: perfect gas, isentropic to the throat; below the critical ratio the throat stays sonic.
 * Source: Guo, Lyons and Ghalambor, chapter 5: T r^((k-1)/k).
 */
export const gasChokeTemperature = (input: {
  readonly upstreamTemperatureF: number;
  readonly upstreamPressurePsia: number;
  readonly downstreamPressurePsia: number;
  readonly heatCapacityRatio?: number;
}): Quantity =>
  evaluate(
    input,
    (gas) => {
      const { heatCapacityRatio: k = 1.3 } = gas;
      const ratio = max(gas.downstreamPressurePsia / gas.upstreamPressurePsia, criticalRatioOf(k));
      return (gas.upstreamTemperatureF + RANKINE_OF_0F) * ratio ** ((k - 1) / k) - RANKINE_OF_0F;
    },
    { ...EXPANDING, downstreamPressurePsia: { min: 0, max: input.upstreamPressurePsia } },
  );

/**
 * Calculates the rate of liquid through a choke, bbl/d: 8074 Cd d² sqrt(Δp / ρ).
 *
 * @param input - `chokeDiameterIn`, `pressureDropPsi`, `densityLbFt3`, `dischargeCoefficient`
 *   (default 0.85)
 *
 * Validity: liquid that does not flash, choke much smaller than the pipe.
 * Source: Guo, Lyons and Ghalambor, Petroleum Production Engineering, chapter 5.
 */
export const liquidChokeRate = (input: {
  readonly chokeDiameterIn: number;
  readonly pressureDropPsi: number;
  readonly densityLbFt3: number;
  readonly dischargeCoefficient?: number;
}): Quantity =>
  evaluate(
    input,
    ({ chokeDiameterIn, pressureDropPsi, densityLbFt3, dischargeCoefficient = 0.85 }) =>
      8074 * dischargeCoefficient * chokeDiameterIn ** 2 * sqrt(pressureDropPsi / densityLbFt3),
    DISCHARGE,
  );
