import { exp, log, max, min } from '../math.ts';
import {
  checkedGradient,
  darcyFriction,
  gradientOf,
  GRAVITY,
  moodyFactor,
  slipDensity,
  STEEP,
  type FlowGradient,
  type PipeFlow,
} from './pipe-flow.ts';

/** dyn/cm in a lb/s2. */
const DYN_CM_PER_LB_S2 = 453.592;
const LEAST_ROUGHNESS_FT = 2.77e-5;
/** Liquid to gas ratio from which on the film's own roughness counts whole. */
const WET = 0.007;
/** The friction factor is that of fully rough flow. */
const REYNOLDS_OF_ROUGH_FLOW = 1e7;

const RANGES = {
  inclinationDeg: STEEP,
  insideDiameterIn: [0, 3.5],
  superficialGasVelocityFtS: [0, 50],
} as const;

/** Gradient with the roughness that the liquid film gives the wall. */
export interface GrayGradient extends FlowGradient {
  readonly effectiveRoughnessFt: number;
}

const holdupOf = (flow: PipeFlow, noSlip: number): number => {
  const { superficialLiquidVelocityFtS: vsl, superficialGasVelocityFtS: vsg } = flow;

  const difference = flow.liquidDensityLbFt3 - flow.gasDensityLbFt3;
  const ratio = vsl / vsg;
  const tension = flow.surfaceTensionDynCm / DYN_CM_PER_LB_S2;
  const velocity = (noSlip * noSlip * (vsl + vsg) ** 4) / (GRAVITY * tension * difference);
  const diameter = (GRAVITY * difference * (flow.insideDiameterIn / 12) ** 2) / tension;
  const b = 0.0814 * (1 - 0.0554 * log(1 + (730 * ratio) / (ratio + 1)));
  const a = -2.314 * (velocity * (1 + 205 / diameter)) ** b;
  return 1 - (1 - exp(a)) / (ratio + 1);
};

/** Gradient, unchecked. */
export const grayGradientOf = (flow: PipeFlow): GrayGradient => {
  const { superficialLiquidVelocityFtS: vsl, superficialGasVelocityFtS: vsg } = flow;
  const velocity = vsl + vsg;
  const diameter = flow.insideDiameterIn / 12;
  const noSlip = slipDensity(flow, vsl / velocity);
  const dry = flow.roughnessIn / 12;
  let roughness = dry;
  if (vsl > 0) {
    const tension = flow.surfaceTensionDynCm / DYN_CM_PER_LB_S2;
    const film = (28.5 * tension) / (noSlip * velocity * velocity);
    const share = vsg > 0 ? min(vsl / vsg / WET, 1) : 1;
    roughness = dry + share * (film - dry);
  }
  // A film rougher than the pipe is wide is a slow flow, outside of the correlation.
  roughness = min(max(roughness, LEAST_ROUGHNESS_FT), diameter);
  const factor = moodyFactor(REYNOLDS_OF_ROUGH_FLOW, roughness / diameter);
  const holdup = vsl > 0 && vsg > 0 ? holdupOf(flow, noSlip) : vsl / velocity;
  const friction = darcyFriction(factor, noSlip, velocity, diameter);
  return { ...gradientOf(flow, holdup, friction), effectiveRoughnessFt: roughness };
};

/**
 * Pressure gradient of gas with some liquid in vertical tubing, psi/ft.
 *
 * Convention: API 14B form with 453.592 for dyn/cm, film roughness 28.5 sigma/(rho vm^2) blended in up
 * to a liquid-gas ratio of 0.007 and never below 2.77e-5 ft, friction at Re = 10^7.
 * Validity: wet gas and condensate wells; velocity to 50 ft/s, tubing to 3.5 in., condensate to 50
 * and water to 5 STB/MMscf.
 * Source: Gray (1974), Vertical Flow Correlation in Gas Wells, in API RP 14B, appendix B.
 */
export const grayGradient = (flow: PipeFlow): GrayGradient =>
  checkedGradient(flow, grayGradientOf(flow), RANGES);
