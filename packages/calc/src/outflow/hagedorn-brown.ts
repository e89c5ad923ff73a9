import { evaluate } from '../evaluate.ts';
import { log10, max, min, sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { diameterNumber, velocityNumber, viscosityNumber } from './flow-groups.ts';
import {
  checkedGradient,
  darcyFriction,
  gradientOf,
  moodyFactor,
  REYNOLDS,
  slipDensity,
  STEEP,
  type FlowGradient,
  type PipeFlow,
} from './pipe-flow.ts';

/** Rise velocity of a bubble in still liquid, ft/s. */
const BUBBLE_RISE = 0.8;

/** Additions to the published correlation. */
export interface HagedornBrownOptions {
  /** Griffith's bubble flow where there is little gas; true when left out. */
  readonly griffith?: boolean;
  /** Holdup never below the input liquid fraction; true when left out. */
  readonly noSlipFloor?: boolean;
}

const polynomial = (x: number, c: readonly [number, number, number, number, number]): number =>
  c[0] + x * (c[1] + x * (c[2] + x * (c[3] + x * c[4])));

/** Chart of CNL: logarithms in and out, held at the chart's ends. */
const viscosityCoefficient = (viscosity: number): number => {
  const x = min(max(log10(viscosity) + 3, 0), 2.5);
  return 10 ** polynomial(x, [-2.69851, 0.15841, -0.551, 0.54785, -0.12195]);
};

/** Chart of HL/psi, held at the chart's ends. */
const holdupRatio = (group: number): number => {
  const x = min(log10(group) + 6, 3.67);
  if (x <= 0) return 0;
  return max(polynomial(x, [-0.10307, 0.61777, -0.63295, 0.29598, -0.0401]), 0);
};

/** Chart of psi, 1 up to 0.01 and held from 0.09 on, where the chart ends. */
const secondaryFactor = (group: number): number => {
  if (group <= 0.01) return 1;
  const x = min(group, 0.09);
  return max(polynomial(x, [0.91163, -4.82176, 1232.25, -22_253.6, 116_174.3]), 1);
};

/** Holdup from the three charts, unchecked; there is liquid and gas. */
const holdupOf = (flow: PipeFlow, pressurePsia: number): number => {
  const { liquidDensityLbFt3: density, surfaceTensionDynCm: tension } = flow;
  const liquid = velocityNumber(flow.superficialLiquidVelocityFtS, density, tension);
  const gas = velocityNumber(flow.superficialGasVelocityFtS, density, tension);
  const diameter = diameterNumber(flow.insideDiameterIn / 12, density, tension);
  const viscosity = viscosityNumber(flow.liquidViscosityCp, density, tension);
  const group =
    (liquid * (pressurePsia / 14.7) ** 0.1 * viscosityCoefficient(viscosity)) /
    (gas ** 0.575 * diameter);
  const secondary = (gas * viscosity ** 0.38) / diameter ** 2.14;
  return min(holdupRatio(group) * secondaryFactor(secondary), 1);
};

/** Liquid fraction of bubble flow, unchecked. */
const bubbleHoldup = (vsl: number, vsg: number, slip: number): number => {
  const sum = 1 + (vsl + vsg) / slip;
  return 1 - (2 * vsg) / slip / (sum + sqrt(sum * sum - (4 * vsg) / slip));
};

/**
 * Liquid holdup of bubble flow, fraction.
 *
 * @param flow - superficial velocities in ft/s; rise velocity of bubbles 0.8 ft/s when left out
 *
 * Source: Griffith and Wallis (1961), Two-Phase Slug Flow; Griffith's 0.8 ft/s.
 */
export const griffithBubbleHoldup = (flow: {
  readonly superficialLiquidVelocityFtS: number;
  readonly superficialGasVelocityFtS: number;
  readonly bubbleRiseVelocityFtS?: number;
}): Quantity =>
  evaluate(flow, (given) =>
    bubbleHoldup(
      given.superficialLiquidVelocityFtS,
      given.superficialGasVelocityFtS,
      given.bubbleRiseVelocityFtS ?? BUBBLE_RISE,
    ),
  );

/** Whether the gas is so little that Griffith's bubble flow takes over. */
const isBubbleFlow = (vsl: number, vsg: number, diameterFt: number): boolean => {
  const velocity = vsl + vsg;
  // The boundary passes 1 in slow flow: gas alone is no bubble flow all the same.
  return vsl > 0 && vsg / velocity < max(1.071 - (0.2218 * velocity * velocity) / diameterFt, 0.13);
};

/** Gradient of bubble flow: friction is that of the liquid at its own velocity. */
const bubbleGradient = (flow: PipeFlow): FlowGradient => {
  const { superficialLiquidVelocityFtS: vsl } = flow;
  const { insideDiameterIn, liquidDensityLbFt3: density } = flow;
  const diameter = insideDiameterIn / 12;
  const holdup = bubbleHoldup(vsl, flow.superficialGasVelocityFtS, BUBBLE_RISE);
  const reynoldsNumber = (REYNOLDS * density * vsl * diameter) / flow.liquidViscosityCp;
  const factor = moodyFactor(reynoldsNumber, flow.roughnessIn / insideDiameterIn);
  return gradientOf(flow, holdup, darcyFriction(factor, density, vsl / holdup, diameter));
};

/** Gradient, unchecked. */
export const hagedornBrownGradientOf = (
  flow: PipeFlow,
  griffith: boolean,
  noSlipFloor: boolean,
): FlowGradient => {
  const { superficialLiquidVelocityFtS: vsl, superficialGasVelocityFtS: vsg } = flow;
  const { insideDiameterIn, pressurePsia = 14.7 } = flow;
  const velocity = vsl + vsg;
  const diameter = insideDiameterIn / 12;
  if (griffith && isBubbleFlow(vsl, vsg, diameter)) return bubbleGradient(flow);
  const lambda = vsl / velocity;
  let holdup = lambda;
  if (lambda > 0 && lambda < 1) {
    holdup = holdupOf(flow, pressurePsia);
    if (noSlipFloor) holdup = max(holdup, lambda);
  }
  const noSlip = slipDensity(flow, lambda);
  const slip = slipDensity(flow, holdup);
  const viscosity = flow.liquidViscosityCp ** holdup * flow.gasViscosityCp ** (1 - holdup);
  const reynoldsNumber = (REYNOLDS * noSlip * velocity * diameter) / viscosity;
  const factor = moodyFactor(reynoldsNumber, flow.roughnessIn / insideDiameterIn);
  // Mass rate squared over the density that stands in the pipe.
  const friction = darcyFriction(factor, (noSlip * noSlip) / slip, velocity, diameter);
  return gradientOf(flow, holdup, friction);
};

/**
 * Pressure gradient of two-phase flow in vertical tubing, psi/ft.
 *
 * @param flow - the pressure is needed: the holdup depends on it; `griffith` and `noSlipFloor` are
 *   true when left out
 *
 * Convention: Brown's charts as Guo's logarithmic polynomials (another published set of fits is 3 to
 * 8 % apart), held at the ends of the charts; Griffith's bubble flow where the gas fraction is below
 * max(1.071 - 0.2218 vm^2/d, 0.13); the elevation term times the sine of the inclination.
 * Validity: vertical wells, in use to 45° from vertical (an issue says when flatter); 1 to 4 in. tubing.
 * Accuracy: the charts' fits alone differ by 6 to 8 %.
 * Source: Hagedorn and Brown (1965), Experimental Study of Pressure Gradients Occurring During
 * Continuous Two-Phase Flow in Small-Diameter Vertical Conduits, JPT; Griffith and Wallis (1961);
 * Guo, Lyons and Ghalambor, Petroleum Production Engineering (2007), chapter 4.
 */
export const hagedornBrownGradient = (
  flow: PipeFlow & HagedornBrownOptions & { readonly pressurePsia: number },
): FlowGradient => {
  const { griffith = true, noSlipFloor = true } = flow;
  return checkedGradient(flow, hagedornBrownGradientOf(flow, griffith, noSlipFloor), {
    inclinationDeg: STEEP,
  });
};
