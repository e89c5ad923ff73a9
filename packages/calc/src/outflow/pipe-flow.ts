import { checkDomains, type Issue, NO_ISSUES, POSITIVE } from '../quantity.ts';
import { argumentIssues } from '../inflow/argument-domains.ts';

/** Acceleration of gravity, ft/s2, and lbm ft/(lbf s2). */
export const GRAVITY = 32.174;
const SQUARE_INCHES = 144;
/** lb/ft3 x ft/s x ft over cP, dimensionless. */
export const REYNOLDS = 1488.16;

/** Gas and liquid that flow together through a point of a pipe. */
export interface PipeFlow {
  /** Liquid rate over the whole area of the pipe. */
  readonly superficialLiquidVelocityFtS: number;
  /** Gas rate over the whole area of the pipe. */
  readonly superficialGasVelocityFtS: number;
  readonly liquidDensityLbFt3: number;
  readonly gasDensityLbFt3: number;
  readonly liquidViscosityCp: number;
  readonly gasViscosityCp: number;
  readonly surfaceTensionDynCm: number;
  readonly insideDiameterIn: number;
  /** Absolute roughness; 0 is a smooth pipe. */
  readonly roughnessIn: number;
  /** Direction of flow: 90 straight up (default), 0 level, -90 straight down. */
  readonly inclinationDeg?: number;
  /** Gives the acceleration term; without it there is none. */
  readonly pressurePsia?: number;
}

/** Pressure that is lost per foot of pipe, and from what. */
export interface FlowGradient {
  /** Sum with acceleration, psi/ft in the direction against the flow; NaN when an issue forbids it. */
  readonly gradientPsiFt: number;
  readonly elevationPsiFt: number;
  readonly frictionPsiFt: number;
  /** Fraction of the pipe that is full of liquid. */
  readonly holdup: number;
  readonly issues: readonly Issue[];
}

/** What is wrong with a point: a number outside its domain, gas heavier than liquid, no flow at all. */
export function pipeFlowIssues(flow: PipeFlow): readonly Issue[] {
  const issues = argumentIssues(flow);
  if (issues.length > 0) return issues;
  const { liquidDensityLbFt3, superficialLiquidVelocityFtS, superficialGasVelocityFtS } = flow;
  return checkDomains(
    {
      gasDensityLbFt3: flow.gasDensityLbFt3,
      mixtureVelocityFtS: superficialLiquidVelocityFtS + superficialGasVelocityFtS,
    },
    { gasDensityLbFt3: { below: liquidDensityLbFt3 }, mixtureVelocityFtS: POSITIVE },
  );
}

/** Inclinations that a correlation made from vertical wells is used at, degrees from level. */
export const STEEP = [45, 90] as const;

/** The same gradient with more to know about it. */
export function withIssues<Gradient extends FlowGradient>(
  gradient: Gradient,
  issues: readonly Issue[],
): Gradient {
  return issues.length === 0 ? gradient : { ...gradient, issues: [...gradient.issues, ...issues] };
}

/** NaN in every field, with the reasons. */
export function noGradient(issues: readonly Issue[]): FlowGradient {
  const none = Number.NaN;
  return {
    gradientPsiFt: none,
    elevationPsiFt: none,
    frictionPsiFt: none,
    holdup: none,
    issues,
  };
}

/** Sine of the angle from horizontal. */
export function sineOf(flow: PipeFlow): number {
  const { inclinationDeg = 90 } = flow;
  return inclinationDeg === 90 ? 1 : Math.sin((inclinationDeg * Math.PI) / 180);
}

/**
 * Adds up a gradient from the density that stands in the pipe and the friction, with the kinetic
 * term rho vm vsg/(gc p) of Beggs and Brill when the pressure is known.
 */
export function gradientOf(
  flow: PipeFlow,
  holdup: number,
  frictionPsiFt: number,
  standingDensity: number = slipDensity(flow, holdup),
): FlowGradient {
  const elevationPsiFt = (standingDensity * sineOf(flow)) / SQUARE_INCHES;
  const { superficialGasVelocityFtS: vsg, pressurePsia } = flow;
  let kinetic = 0;
  if (pressurePsia !== undefined) {
    const mixture = flow.superficialLiquidVelocityFtS + vsg;
    kinetic = (standingDensity * mixture * vsg) / (GRAVITY * SQUARE_INCHES * pressurePsia);
  }
  if (!(kinetic < 1 && frictionPsiFt < Infinity)) {
    return noGradient([
      {
        code: 'NO_SOLUTION',
        parameter: 'superficialGasVelocityFtS',
        message: `no steady flow: kinetic term ${kinetic} (sonic at 1), friction ${frictionPsiFt} psi/ft`,
      },
    ]);
  }
  const gradientPsiFt = (elevationPsiFt + frictionPsiFt) / (1 - kinetic);
  return { gradientPsiFt, elevationPsiFt, frictionPsiFt, holdup, issues: NO_ISSUES };
}

/** Density of liquid and gas at a holdup, lb/ft3. */
export function slipDensity(flow: PipeFlow, holdup: number): number {
  return flow.liquidDensityLbFt3 * holdup + flow.gasDensityLbFt3 * (1 - holdup);
}

/** Darcy's friction, psi/ft, of a density (lb/ft3) at a velocity (ft/s) in a diameter (ft). */
export function darcyFriction(
  factor: number,
  density: number,
  velocity: number,
  diameterFt: number,
): number {
  return (factor * density * velocity * velocity) / (2 * GRAVITY * diameterFt * SQUARE_INCHES);
}

const LAMINAR_END = 2000;
const TURBULENT_START = 4000;

/**
 * Darcy (Moody) friction factor: 64/Re to 2000, Serghides's explicit solution of Colebrook from 4000
 * (0.003 % from Colebrook), a straight line between so that a march meets no step.
 */
export function moodyFactor(reynolds: number, relativeRoughness: number): number {
  if (reynolds <= LAMINAR_END) return 64 / reynolds;
  if (reynolds >= TURBULENT_START) return serghides(reynolds, relativeRoughness);
  const share = (reynolds - LAMINAR_END) / (TURBULENT_START - LAMINAR_END);
  const laminar = 64 / LAMINAR_END;
  return laminar + share * (serghides(TURBULENT_START, relativeRoughness) - laminar);
}

function serghides(reynolds: number, relativeRoughness: number): number {
  const rough = relativeRoughness / 3.7;
  const scale = -2 / Math.LN10;
  const a = scale * Math.log(rough + 12 / reynolds);
  const b = scale * Math.log(rough + (2.51 * a) / reynolds);
  const c = scale * Math.log(rough + (2.51 * b) / reynolds);
  const step = b - a;
  const bend = c - 2 * b + a;
  const root = bend === 0 ? c : a - (step * step) / bend;
  return 1 / (root * root);
}
