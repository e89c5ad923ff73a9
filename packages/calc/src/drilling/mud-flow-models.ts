import { log, log10, max, min } from '../math.ts';
import { newton } from '../root-finding.ts';
import type {
  ApiPowerLawMud,
  BinghamMud,
  HerschelBulkleyMud,
  MudRheology,
  PowerLawMud,
} from './mud-rheology.ts';

/** How mud flows. */
export type FlowRegime = 'laminar' | 'transitional' | 'turbulent';

/** Mud in a pipe or an annulus, as the models see it. */
export interface Conduit {
  readonly isAnnulus: boolean;
  /** Bore of the pipe, or hole less pipe, in. */
  readonly widthIn: number;
  /** Mean velocity, more than 0, ft/s. */
  readonly velocityFtS: number;
  readonly mudWeightPpg: number;
}

/** Friction in a conduit. */
export interface FlowState {
  readonly reynoldsNumber: number;
  /** Undefined at rest. */
  readonly regime: FlowRegime | undefined;
  readonly gradientPsiFt: number;
}

/** Friction of a mud by the model that it is described with. */
export const flowState = (conduit: Conduit, mud: MudRheology): FlowState => {
  switch (mud.model) {
    case 'bingham':
      return binghamState(conduit, mud);
    case 'powerLaw':
      return powerLawState(conduit, mud);
    case 'apiPowerLaw':
      return apiPowerLawState(conduit, mud);
    case 'herschelBulkley':
      return herschelBulkleyState(conduit, mud);
  }
};

export const binghamLaminarGradient = (conduit: Conduit, mud: BinghamMud): number =>
  (mud.plasticViscosityCp * conduit.velocityFtS) /
    ((conduit.isAnnulus ? 1000 : 1500) * conduit.widthIn ** 2) +
  mud.yieldPointLbfPer100Ft2 / ((conduit.isAnnulus ? 200 : 225) * conduit.widthIn);

/** Turbulent friction of a smooth conduit with Blasius' factor. */
export const blasiusState = (conduit: Conduit, viscosityCp: number): FlowState => {
  const { isAnnulus, widthIn, velocityFtS, mudWeightPpg } = conduit;
  const reynoldsNumber =
    ((isAnnulus ? 757 : 928) * mudWeightPpg * velocityFtS * widthIn) / viscosityCp;
  const gradientPsiFt =
    (mudWeightPpg ** 0.75 * velocityFtS ** 1.75 * viscosityCp ** 0.25) /
    ((isAnnulus ? 1396 : 1800) * widthIn ** 1.25);
  return { reynoldsNumber, regime: 'turbulent', gradientPsiFt };
};

// The flow is as the greater loss says: no jump, and no fall of the loss when the rate rises.
const binghamState = (conduit: Conduit, mud: BinghamMud): FlowState => {
  const turbulent = blasiusState(conduit, mud.plasticViscosityCp);
  const gradientPsiFt = binghamLaminarGradient(conduit, mud);
  return gradientPsiFt < turbulent.gradientPsiFt
    ? turbulent
    : { reynoldsNumber: turbulent.reynoldsNumber, regime: 'laminar', gradientPsiFt };
};

export const powerLawLaminarGradient = (conduit: Conduit, mud: PowerLawMud): number => {
  const { flowIndex: n } = mud;
  return (
    ((mud.consistencyEqCp * conduit.velocityFtS ** n) / (144_000 * conduit.widthIn ** (1 + n))) *
    powerLawShape(conduit.isAnnulus, n) ** n
  );
};

const powerLawShape = (isAnnulus: boolean, n: number): number =>
  isAnnulus ? (2 + 1 / n) / 0.0208 : (3 + 1 / n) / 0.0416;

const powerLawState = (conduit: Conduit, mud: PowerLawMud): FlowState => {
  const { isAnnulus, widthIn, velocityFtS, mudWeightPpg } = conduit;
  const { flowIndex: n } = mud;
  const reynoldsNumber =
    (((isAnnulus ? 109_000 : 89_100) * mudWeightPpg * velocityFtS ** (2 - n)) /
      mud.consistencyEqCp) *
    (widthIn / powerLawShape(isAnnulus, n)) ** n;
  const regime = regimeOf(reynoldsNumber, n);
  const friction = frictionOf(reynoldsNumber, n, 16, dodgeMetznerFriction);
  const gradientPsiFt =
    regime === 'laminar'
      ? powerLawLaminarGradient(conduit, mud)
      : (friction * mudWeightPpg * velocityFtS ** 2) / ((isAnnulus ? 21.1 : 25.8) * widthIn);
  return { reynoldsNumber, regime, gradientPsiFt };
};

/** Reynolds numbers that a flow takes from laminar to turbulent. */
const TRANSITION = 800;

const laminarEnd = (n: number): number => 3470 - 1370 * n;

const regimeOf = (reynoldsNumber: number, n: number): FlowRegime => {
  const beyond = reynoldsNumber - laminarEnd(n);
  return beyond <= 0 ? 'laminar' : beyond < TRANSITION ? 'transitional' : 'turbulent';
};

/** Fanning factor: laminar / Re, turbulent, and straight in between. */
const frictionOf = (
  reynoldsNumber: number,
  n: number,
  laminar: number,
  turbulentFriction: (reynoldsNumber: number, n: number) => number,
): number => {
  const end = laminarEnd(n);
  if (reynoldsNumber <= end) return laminar / reynoldsNumber;
  const share = min((reynoldsNumber - end) / TRANSITION, 1);
  const turbulent = turbulentFriction(max(reynoldsNumber, end + TRANSITION), n);
  return (1 - share) * (laminar / end) + share * turbulent;
};

/** Fanning factor of a turbulent power law fluid by Dodge and Metzner (1959), by Newton's method in 1/√f. */
const dodgeMetznerFriction = (reynoldsNumber: number, n: number): number => {
  const slope = 4 / n ** 0.75;
  const constant = slope * log10(reynoldsNumber) - 0.395 / n ** 1.2;
  const drop = (slope * (2 - n)) / Math.LN10;
  const root = newton((x) => [x - constant + drop * log(x), 1 + drop / x], 12);
  return 1 / root ** 2;
};

const apiPowerLawState = (conduit: Conduit, mud: ApiPowerLawMud): FlowState => {
  const { isAnnulus, widthIn, velocityFtS, mudWeightPpg } = conduit;
  const n = isAnnulus ? mud.annulusFlowIndex : mud.pipeFlowIndex;
  const consistency = isAnnulus
    ? mud.annulusConsistencyDynSnPerCm2
    : mud.pipeConsistencyDynSnPerCm2;
  const shear = ((isAnnulus ? 144 : 96) * velocityFtS) / widthIn;
  const shape = isAnnulus ? (2 * n + 1) / (3 * n) : (3 * n + 1) / (4 * n);
  const viscosityCp = 100 * consistency * shear ** (n - 1) * shape ** n;
  const reynoldsNumber = (928 * widthIn * velocityFtS * mudWeightPpg) / viscosityCp;
  const friction = frictionOf(reynoldsNumber, n, isAnnulus ? 24 : 16, apiFriction);
  const gradientPsiFt = (friction * mudWeightPpg * velocityFtS ** 2) / (25.81 * widthIn);
  return { reynoldsNumber, regime: regimeOf(reynoldsNumber, n), gradientPsiFt };
};

const apiFriction = (reynoldsNumber: number, n: number): number =>
  (log10(n) + 3.93) / 50 / reynoldsNumber ** ((1.75 - log10(n)) / 7);

const herschelBulkleyState = (conduit: Conduit, mud: HerschelBulkleyMud): FlowState => {
  const { flowIndex: n } = mud;
  const alpha = conduit.isAnnulus ? 1 : 0;
  const velocityFtPerMin = 60 * conduit.velocityFtS;
  const geometry = (((3 - alpha) * n + 1) / ((4 - alpha) * n)) * (1 + alpha / 2);
  const wallShear = (1.6 * geometry * velocityFtPerMin) / conduit.widthIn;
  const wallStress =
    1.066 *
    (((4 - alpha) / (3 - alpha)) ** n * mud.yieldStressDial +
      mud.consistencyDialSn * wallShear ** n);
  const inertia = conduit.mudWeightPpg * velocityFtPerMin ** 2;
  const reynoldsNumber = inertia / (19.36 * wallStress);
  const laminar = 16 / reynoldsNumber;
  const intermediate = blend(
    (16 * reynoldsNumber) / laminarEnd(n) ** 2,
    apiFriction(reynoldsNumber, n),
    -8,
  );
  const friction = blend(laminar, intermediate, 12);
  return {
    reynoldsNumber,
    regime: regimeOf(reynoldsNumber, n),
    gradientPsiFt: (1.076e-5 * inertia * friction) / conduit.widthIn,
  };
};

/** (aᵖ + bᵖ)^(1/p) of positive numbers, without overflow. */
const blend = (a: number, b: number, power: number): number => {
  const [main, other] = a > b === power > 0 ? [a, b] : [b, a];
  return main * (1 + (other / main) ** power) ** (1 / power);
};
