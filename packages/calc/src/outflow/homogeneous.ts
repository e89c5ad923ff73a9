import {
  checkedGradient,
  darcyFriction,
  gradientOf,
  moodyFactor,
  REYNOLDS,
  slipDensity,
  type FlowGradient,
  type PipeFlow,
} from './pipe-flow.ts';

/** Gradient with the density and Reynolds number of the mixture. */
export interface HomogeneousGradient extends FlowGradient {
  readonly mixtureDensityLbFt3: number;
  readonly reynoldsNumber: number;
}

/** Gradient, unchecked. */
export const homogeneousGradientOf = (flow: PipeFlow): HomogeneousGradient => {
  const { superficialLiquidVelocityFtS: vsl, insideDiameterIn } = flow;
  const velocity = vsl + flow.superficialGasVelocityFtS;
  const diameter = insideDiameterIn / 12;
  const lambda = vsl / velocity;
  const density = slipDensity(flow, lambda);
  const viscosity = flow.liquidViscosityCp * lambda + flow.gasViscosityCp * (1 - lambda);
  const reynoldsNumber = (REYNOLDS * density * velocity * diameter) / viscosity;
  const factor = moodyFactor(reynoldsNumber, flow.roughnessIn / insideDiameterIn);
  const friction = darcyFriction(factor, density, velocity, diameter);
  return { ...gradientOf(flow, lambda, friction), mixtureDensityLbFt3: density, reynoldsNumber };
};

/**
 * Pressure gradient of liquid and gas at one velocity, psi/ft.
 *
 * Convention: density and viscosity weighted by the input fractions, Darcy friction by Colebrook.
 * Validity: dispersed bubble and mist flow; elsewhere too light. Exact for one phase.
 * Source: no-slip mixture with Darcy-Weisbach; Brill and Mukherjee, Multiphase Flow in Wells (1999).
 */
export const homogeneousGradient = (flow: PipeFlow): HomogeneousGradient =>
  checkedGradient(flow, homogeneousGradientOf(flow));
