import type { Domains } from '../argument-domains.ts';
import { argumentIssues } from '../argument-issues.ts';
import { evaluateFields, unlessIssues } from '../evaluate.ts';
import { type Domain, type Issue, isUsable } from '../quantity.ts';
import { type Conduit, type FlowRegime, type FlowState, flowState } from './mud-flow-models.ts';
import type { MudRheology } from './mud-rheology.ts';
import { annulusRules, type AnnulusSize } from './volumes.ts';

/** Friction of mud over a length. */
export interface MudFlow {
  /** Mean velocity, ft/s. */
  readonly velocityFtS: number;
  /** Reynolds number as the model defines it. */
  readonly reynoldsNumber: number;
  /** Undefined without a value, or at rest. */
  readonly regime: FlowRegime | undefined;
  readonly pressureLossPsi: number;
  readonly issues: readonly Issue[];
}

/** Mud that flows along a length. */
export interface MudStream {
  readonly rheology: MudRheology;
  /** 0 or more, gal/min. */
  readonly flowRateGpm: number;
  /** 0 or more; 0 is laminar at any rate (Bingham and power law only), lb/gal. */
  readonly mudWeightPpg: number;
  /** 0 or more, ft. */
  readonly lengthFt: number;
}

const REST: FlowState = { reynoldsNumber: 0, regime: undefined, gradientPsiFt: 0 };

/**
 * Computes friction in a pipe: velocity (ft/s), Reynolds number, regime and pressure loss (psi).
 *
 * @param input.insideDiameterIn - bore, more than 0, in
 *
 * Conventions: Bingham takes the greater of the laminar and the turbulent (Blasius) loss; the power law switches
 * between 3470 - 1370 n and 4270 - 1370 n, with Dodge-Metzner friction beyond; API models as their edition says.
 * No rate gives no loss, even where the mud has a yield stress.
 * Validity: smooth pipe, steady flow, no tool joints.
 * Source: A.T. Bourgoyne et al., Applied Drilling Engineering (1986), chapter 4 (bingham, powerLaw);
 * API RP 13D 3rd ed. (1995) (apiPowerLaw); API RP 13D 5th ed. (2006) (herschelBulkley).
 */
export const mudPipeLoss = (input: MudStream & { readonly insideDiameterIn: number }): MudFlow =>
  lossAtVelocity(
    input,
    (given) => ({
      isAnnulus: false,
      widthIn: given.insideDiameterIn,
      velocityFtS: given.flowRateGpm / (2.448 * given.insideDiameterIn ** 2),
    }),
    {},
  );

/**
 * Computes friction in a concentric annulus: velocity (ft/s), Reynolds number, regime and pressure loss (psi).
 *
 * @param input.holeDiameterIn - more than the pipe, in
 * @param input.pipeDiameterIn - outside diameter, 0 or more, in
 *
 * Conventions and sources: as {@link mudPipeLoss}; the annulus as a slot.
 * Validity: pipe at rest and centred (eccentric pipe has 30 to 60 % less loss in laminar flow); diameter ratio above 0.3.
 */
export const mudAnnulusLoss = (input: MudStream & AnnulusSize): MudFlow =>
  lossAtVelocity(
    input,
    (given) => ({
      isAnnulus: true,
      widthIn: given.holeDiameterIn - given.pipeDiameterIn,
      velocityFtS:
        given.flowRateGpm / (2.448 * (given.holeDiameterIn ** 2 - given.pipeDiameterIn ** 2)),
    }),
    annulusRules(input),
  );

/**
 * Friction at a velocity in a conduit.
 *
 * @param conduitOf - the conduit from the arguments that say its size and speed
 */
export const lossAtVelocity = <Input extends Omit<MudStream, 'flowRateGpm'>>(
  input: Input,
  conduitOf: (input: Input) => Omit<Conduit, 'mudWeightPpg'>,
  domains: Domains,
): MudFlow => {
  let regime: FlowRegime | undefined;
  const flow = evaluateFields(
    input,
    (checked) => {
      const conduit = conduitOf(checked);
      const { velocityFtS } = conduit;
      const isMoving = velocityFtS > 0;
      const state = isMoving
        ? flowState({ ...conduit, mudWeightPpg: checked.mudWeightPpg }, input.rheology)
        : REST;
      regime = state.regime;
      const pressureLossPsi = state.gradientPsiFt * checked.lengthFt;
      return { velocityFtS, reynoldsNumber: state.reynoldsNumber, pressureLossPsi };
    },
    domains,
  );
  // An impossible mud counts before what follows from it.
  const mudIssues = argumentIssues(input.rheology, MUD_DOMAINS);
  const { issues } = flow;
  const all =
    isUsable(issues) || issues[0]?.code !== 'NO_SOLUTION' ? [...issues, ...mudIssues] : mudIssues;
  return {
    ...unlessIssues(mudIssues.length > 0 ? all : issues, flow),
    regime: isUsable(issues) && mudIssues.length === 0 ? regime : undefined,
  };
};

// Where the laminar limit 3470 - 1370 n of every model ends.
const FLOW_INDEX: Domain = { above: 0, below: 2.5 };

const MUD_DOMAINS: Domains = {
  flowIndex: FLOW_INDEX,
  pipeFlowIndex: FLOW_INDEX,
  annulusFlowIndex: FLOW_INDEX,
};
