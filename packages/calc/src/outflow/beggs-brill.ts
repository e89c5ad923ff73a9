import { evaluateFields } from '../evaluate.ts';
import { exp, log, max } from '../math.ts';
import { isUsable, type Issue } from '../quantity.ts';
import { beggsBrillHoldupOf, type BeggsBrillPattern } from './beggs-brill-holdup.ts';
import { froude, velocityNumber } from './flow-groups.ts';
import {
  checkedGradient,
  darcyFriction,
  gradientOf,
  INCLINED,
  moodyFactor,
  REYNOLDS,
  sineOf,
  slipDensity,
  type FlowGradient,
  type PipeFlow,
} from './pipe-flow.ts';

/** Ratio of two-phase to no-slip friction, and the y that it comes from. */
export interface FrictionRatio {
  /** lambda/HL^2. */
  readonly y: number;
  /** Logarithm of the ratio of friction factors: f = fn exp(s). */
  readonly s: number;
  /** exp(s). */
  readonly ratio: number;
  readonly issues: readonly Issue[];
}

/** Below this the polynomial of the friction ratio heads for a pole, at ln y = -7.9. */
const LEAST_LOG_Y = -5;

const frictionExponent = (y: number): number => {
  if (y > 1 && y < 1.2) return log(2.2 * y - 1.2);
  const x = max(log(y), LEAST_LOG_Y);
  return x / (-0.0523 + x * (3.182 + x * (-0.8725 + 0.01853 * x * x)));
};

/**
 * Ratio of two-phase to no-slip friction, as its logarithm.
 *
 * @param flow - input liquid fraction and holdup, both above 0 and at most 1
 *
 * Convention: ln(2.2 y - 1.2) for 1 < y < 1.2; ln y is held at -5, before the published fit's pole.
 * Source: Beggs and Brill (1973), JPT.
 */
export const beggsBrillFrictionRatio = (flow: {
  readonly inputLiquidFraction: number;
  readonly holdup: number;
}): FrictionRatio =>
  evaluateFields(
    flow,
    (given) => {
      const y = given.inputLiquidFraction / given.holdup ** 2;
      const s = frictionExponent(y);
      return { y, s, ratio: exp(s) };
    },
    { inputLiquidFraction: { above: 0, max: 1 } },
  );

/** Friction and elevation of a mixture whose friction factor and densities are known, psi/ft. */
export interface GradientComponents {
  readonly frictionPsiFt: number;
  readonly elevationPsiFt: number;
  readonly issues: readonly Issue[];
}

/**
 * Friction and elevation gradients from their factors, psi/ft.
 *
 * @param flow - Darcy friction factor, no-slip and slip density in lb/ft3, mixture velocity in ft/s,
 *   diameter in inches, inclination in degrees from level (90 when left out)
 *
 * Source: Beggs and Brill (1973), JPT.
 */
export const twoPhaseGradientComponents = (flow: {
  readonly frictionFactor: number;
  readonly noSlipDensityLbFt3: number;
  readonly slipDensityLbFt3: number;
  readonly mixtureVelocityFtS: number;
  readonly insideDiameterIn: number;
  readonly inclinationDeg?: number;
}): GradientComponents =>
  evaluateFields(
    flow,
    (given) => ({
      frictionPsiFt: darcyFriction(
        given.frictionFactor,
        given.noSlipDensityLbFt3,
        given.mixtureVelocityFtS,
        given.insideDiameterIn / 12,
      ),
      elevationPsiFt: (given.slipDensityLbFt3 * sineOf(given)) / 144,
    }),
    INCLINED,
  );

/** Gradient with the flow pattern of the level pipe; none in single-phase flow. */
export interface BeggsBrillGradient extends FlowGradient {
  readonly pattern: BeggsBrillPattern | undefined;
}

/** Gradient, unchecked. */
export const beggsBrillGradientOf = (flow: PipeFlow, payne: boolean): BeggsBrillGradient => {
  const { superficialLiquidVelocityFtS: vsl } = flow;
  const { insideDiameterIn, inclinationDeg = 90 } = flow;
  const velocity = vsl + flow.superficialGasVelocityFtS;
  const diameter = insideDiameterIn / 12;
  const lambda = vsl / velocity;
  const density = slipDensity(flow, lambda);
  const viscosity = flow.liquidViscosityCp * lambda + flow.gasViscosityCp * (1 - lambda);
  const reynoldsNumber = (REYNOLDS * density * velocity * diameter) / viscosity;
  const noSlip = moodyFactor(reynoldsNumber, flow.roughnessIn / insideDiameterIn);
  let pattern: BeggsBrillPattern | undefined;
  let holdup = lambda;
  let factor = noSlip;
  if (lambda > 0 && lambda < 1) {
    const number = velocityNumber(vsl, flow.liquidDensityLbFt3, flow.surfaceTensionDynCm);
    const found = beggsBrillHoldupOf(
      lambda,
      froude(velocity, diameter),
      number,
      inclinationDeg,
      payne,
    );
    ({ pattern, holdup } = found);
    if (holdup > 0) factor *= exp(frictionExponent(lambda / (holdup * holdup)));
  }
  const friction = darcyFriction(factor, density, velocity, diameter);
  return { ...gradientOf(flow, holdup, friction), pattern };
};

/**
 * Pressure gradient of two-phase flow at every inclination, psi/ft.
 *
 * @param flow - `payne` multiplies the holdup by 0.924 uphill and 0.685 downhill (false when left out)
 *
 * Convention: Colebrook's friction factor at the pipe's roughness as the no-slip factor; uphill the
 * holdup is never below the input liquid fraction; acceleration when the pressure is given.
 * Validity: made from air and water in 1 and 1.5 in. pipe, every inclination.
 * Accuracy: without Payne's factor 10 % high in many wells.
 * Source: Beggs and Brill (1973), A Study of Two-Phase Flow in Inclined Pipes, JPT; Payne, Palmer,
 * Brill and Beggs (1979), JPT.
 */
export const beggsBrillGradient = (
  flow: PipeFlow & { readonly payne?: boolean },
): BeggsBrillGradient => {
  const gradient = checkedGradient(flow, beggsBrillGradientOf(flow, flow.payne ?? false));
  return isUsable(gradient.issues) ? gradient : { ...gradient, pattern: undefined };
};
