import { evaluate } from '../evaluate.ts';
import { POSITIVE, type Quantity } from '../quantity.ts';
import {
  chenFactor,
  churchillFactor,
  colebrookFactor,
  darcyFactor,
  haalandFactor,
  laminarFactor,
  serghidesFactor,
  swameeJainFactor,
  TRANSITION,
} from './friction-formulas.ts';

/** Flow in a rough pipe. */
export interface PipeFlowState {
  readonly reynoldsNumber: number;
  /** Height of roughness over inside diameter. */
  readonly relativeRoughness: number;
}

type Range = readonly [low: number, high: number];

const factorOf = (
  flow: PipeFlowState,
  reynoldsNumber: Range,
  relativeRoughness: Range,
  formula: (reynoldsNumber: number, relativeRoughness: number) => number,
): Quantity =>
  evaluate(
    flow,
    (state) => {
      const factor = formula(state.reynoldsNumber, state.relativeRoughness);
      return factor > 0 ? factor : Number.NaN;
    },
    { reynoldsNumber: POSITIVE, relativeRoughness: { min: 0, below: 1 } },
    { reynoldsNumber, relativeRoughness },
  );

const ANY: Range = [0, Infinity];
const TURBULENT: Range = [4000, 1e8];
const ROUGHNESS: Range = [0, 0.05];

/**
 * Darcy friction factor of laminar flow: 64/Re.
 *
 * Validity: Re up to 2100. Source: Hagen (1839) and Poiseuille (1840).
 */
export const laminarFrictionFactor = (reynoldsNumber: number): Quantity =>
  factorOf({ reynoldsNumber, relativeRoughness: 0 }, [0, TRANSITION[0]], ANY, laminarFactor);

/**
 * Darcy friction factor of turbulent flow in a smooth pipe by Blasius: 0.3164/Re^0.25.
 *
 * Validity: Re 3000 to 100 000. Source: Blasius (1913).
 */
export const blasiusFrictionFactor = (reynoldsNumber: number): Quantity =>
  factorOf({ reynoldsNumber, relativeRoughness: 0 }, [3000, 1e5], ANY, (re) => 0.3164 / re ** 0.25);

/**
 * Darcy friction factor of turbulent flow by Colebrook and White, with 3.7 and 2.51.
 *
 * Validity: Re 4000 to 1e8, relative roughness up to 0.05. Accuracy: solved to 14 digits; 10 to 15 %
 * from experiment.
 * Source: Colebrook, "Turbulent flow in pipes", Journal of the Institution of Civil Engineers 11 (1939).
 */
export const colebrookFrictionFactor = (flow: PipeFlowState): Quantity =>
  factorOf(flow, TURBULENT, ROUGHNESS, colebrookFactor);

/**
 * Darcy friction factor of turbulent flow by Haaland, explicit.
 *
 * Validity: Re 4000 to 1e8, relative roughness up to 0.05. Accuracy: 2 % from Colebrook.
 * Source: Haaland, Journal of Fluids Engineering 105 (1983).
 */
export const haalandFrictionFactor = (flow: PipeFlowState): Quantity =>
  factorOf(flow, TURBULENT, ROUGHNESS, haalandFactor);

/**
 * Darcy friction factor of turbulent flow by Swamee and Jain, explicit, with 5.74/Re^0.9.
 *
 * Validity: Re 5000 to 1e8, relative roughness 1e-6 to 0.05. Accuracy: 1 % from Colebrook in most of
 * the range, 3 % at its edges.
 * Source: Swamee and Jain, "Explicit equations for pipe-flow problems", ASCE J. Hydraulics Division 102 (1976).
 */
export const swameeJainFrictionFactor = (flow: PipeFlowState): Quantity =>
  factorOf(flow, [5000, 1e8], [1e-6, 0.05], swameeJainFactor);

/**
 * Darcy friction factor of turbulent flow by Chen, explicit.
 *
 * Validity: Re 4000 to 4e8, relative roughness 1e-7 to 0.05. Accuracy: 0.4 % from Colebrook.
 * Source: Chen, "An explicit equation for friction factor in pipe", Ind. Eng. Chem. Fundamentals 18 (1979).
 */
export const chenFrictionFactor = (flow: PipeFlowState): Quantity =>
  factorOf(flow, [4000, 4e8], [1e-7, 0.05], chenFactor);

/**
 * Darcy friction factor of laminar, transitional and turbulent flow by Churchill, explicit and smooth.
 *
 * Validity: every Re, relative roughness up to 0.05. Accuracy: 64/Re in laminar flow, 0.5 % from
 * Colebrook above Re 10 000 and 3 % at 4000.
 * Source: Churchill, "Friction-factor equation spans all fluid-flow regimes", Chemical Engineering 84 (1977).
 */
export const churchillFrictionFactor = (flow: PipeFlowState): Quantity =>
  factorOf(flow, ANY, ROUGHNESS, churchillFactor);

/**
 * Darcy friction factor of turbulent flow by Serghides, explicit with three logarithms.
 *
 * Validity: Re 4000 to 1e8, relative roughness up to 0.05. Accuracy: 0.003 % from Colebrook.
 * Source: Serghides, "Estimate friction factor accurately", Chemical Engineering 91 (1984).
 */
export const serghidesFrictionFactor = (flow: PipeFlowState): Quantity =>
  factorOf(flow, TURBULENT, ROUGHNESS, serghidesFactor);

/** Where the formula holds that stands for a Reynolds number. */
export const frictionRanges = (reynoldsNumber: number): { readonly reynoldsNumber: Range } => ({
  reynoldsNumber: reynoldsNumber > TRANSITION[0] ? TURBULENT : ANY,
});

/**
 * Darcy friction factor of any flow: 64/Re up to Re 2100, Colebrook above.
 *
 * Convention: it jumps at 2100; from there to 4000, where neither holds, an EXTRAPOLATED issue says so.
 * Source: as {@link laminarFrictionFactor} and {@link colebrookFrictionFactor}.
 */
export const darcyFrictionFactor = (flow: PipeFlowState): Quantity => {
  const { reynoldsNumber } = frictionRanges(flow.reynoldsNumber);
  return factorOf(flow, reynoldsNumber, ROUGHNESS, darcyFactor);
};

/**
 * Fanning friction factor from a Darcy (Moody) one: a fourth of it.
 *
 * Source: definitions; wall stress over kinetic energy against pressure drop over kinetic energy.
 */
export const fanningFromDarcy = (darcyFrictionFactorValue: number): Quantity =>
  evaluate({ darcyFrictionFactorValue }, (darcy) => darcy.darcyFrictionFactorValue / 4);

/** Darcy (Moody) friction factor from a Fanning one: four times it. Source: as {@link fanningFromDarcy}. */
export const darcyFromFanning = (fanningFrictionFactorValue: number): Quantity =>
  evaluate({ fanningFrictionFactorValue }, (fanning) => fanning.fanningFrictionFactorValue * 4);
