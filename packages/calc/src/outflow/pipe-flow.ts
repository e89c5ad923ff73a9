import type { Domains } from '../argument-domains.ts';
import { argumentIssues, noSolution, rangeIssues, type Ranges } from '../argument-issues.ts';
import { unlessIssues, withoutNumbers } from '../evaluate.ts';
import { PI, sin } from '../math.ts';
import { serghidesFactor } from '../pipes/friction-formulas.ts';
import { type Issue, NO_ISSUES, POSITIVE } from '../quantity.ts';

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

/** From level, degrees. */
export const INCLINED: Domains = { inclinationDeg: { min: -90, max: 90 } };

/** Issues of a point: a number outside its domain, gas heavier than liquid, no flow at all. */
const pipeFlowIssues = (flow: PipeFlow): readonly Issue[] => {
  const issues = argumentIssues(flow, {
    ...INCLINED,
    gasDensityLbFt3: { above: 0, below: flow.liquidDensityLbFt3 },
    pressurePsia: POSITIVE,
  });
  return issues.length > 0
    ? issues
    : argumentIssues(
        { mixtureVelocityFtS: flow.superficialLiquidVelocityFtS + flow.superficialGasVelocityFtS },
        { mixtureVelocityFtS: POSITIVE },
      );
};

/** Inclinations that a correlation made from vertical wells is used at, degrees from level. */
export const STEEP = [45, 90] as const;

/** A gradient with what is to know about its flow; NaN in its fields when that forbids it. */
export const checkedGradient = <Gradient extends FlowGradient>(
  flow: PipeFlow,
  gradient: Gradient,
  ranges: Ranges = {},
): Gradient => {
  const wrong = pipeFlowIssues(flow);
  const known = { inclinationDeg: 90, ...flow };
  return wrong.length > 0
    ? { ...withoutNumbers(gradient), issues: wrong }
    : { ...gradient, issues: [...gradient.issues, ...rangeIssues(known, ranges)] };
};

/** Sine of the angle from horizontal. */
export const sineOf = (flow: Pick<PipeFlow, 'inclinationDeg'>): number => {
  const { inclinationDeg = 90 } = flow;
  return inclinationDeg === 90 ? 1 : sin((inclinationDeg * PI) / 180);
};

/**
 * Adds up a gradient from the density that stands in the pipe and the friction, with the kinetic
 * term rho vm vsg/(gc p) of Beggs and Brill when the pressure is known.
 */
export const gradientOf = (
  flow: PipeFlow,
  holdup: number,
  frictionPsiFt: number,
  standingDensity: number = slipDensity(flow, holdup),
): FlowGradient => {
  const elevationPsiFt = (standingDensity * sineOf(flow)) / SQUARE_INCHES;
  const { superficialGasVelocityFtS: vsg, pressurePsia } = flow;
  let kinetic = 0;
  if (pressurePsia !== undefined) {
    const mixture = flow.superficialLiquidVelocityFtS + vsg;
    kinetic = (standingDensity * mixture * vsg) / (GRAVITY * SQUARE_INCHES * pressurePsia);
  }
  const gradientPsiFt = (elevationPsiFt + frictionPsiFt) / (1 - kinetic);
  const gradient = { gradientPsiFt, elevationPsiFt, frictionPsiFt, holdup, issues: NO_ISSUES };
  if (kinetic < 1 && frictionPsiFt < Infinity) return gradient;
  const reason = `no steady flow: kinetic term ${kinetic}, friction ${frictionPsiFt} psi/ft`;
  return unlessIssues([noSolution('superficialGasVelocityFtS', reason)], gradient);
};

/** Density of liquid and gas at a holdup, lb/ft3. */
export const slipDensity = (flow: PipeFlow, holdup: number): number =>
  flow.liquidDensityLbFt3 * holdup + flow.gasDensityLbFt3 * (1 - holdup);

/** Darcy's friction, psi/ft, of a density (lb/ft3) at a velocity (ft/s) in a diameter (ft). */
export const darcyFriction = (
  factor: number,
  density: number,
  velocity: number,
  diameterFt: number,
): number => (factor * density * velocity * velocity) / (2 * GRAVITY * diameterFt * SQUARE_INCHES);

const LAMINAR_END = 2000;
const TURBULENT_START = 4000;

/**
 * Darcy (Moody) friction factor: 64/Re to 2000, Serghides's explicit solution of Colebrook from 4000
 * (0.003 % from Colebrook), a straight line between so that a march meets no step.
 */
export const moodyFactor = (reynoldsNumber: number, relativeRoughness: number): number => {
  if (reynoldsNumber <= LAMINAR_END) return 64 / reynoldsNumber;
  if (reynoldsNumber >= TURBULENT_START) return serghidesFactor(reynoldsNumber, relativeRoughness);
  const share = (reynoldsNumber - LAMINAR_END) / (TURBULENT_START - LAMINAR_END);
  const laminar = 64 / LAMINAR_END;
  return laminar + share * (serghidesFactor(TURBULENT_START, relativeRoughness) - laminar);
};
