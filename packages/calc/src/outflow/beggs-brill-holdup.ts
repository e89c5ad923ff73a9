import { argumentIssues } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { log, max, min, PI, sin } from '../math.ts';
import { type Issue, isUsable, POSITIVE, type Quantity } from '../quantity.ts';
import { INCLINED } from './pipe-flow.ts';

/** Flow patterns of the horizontal map of Beggs and Brill. */
export type BeggsBrillPattern = 'segregated' | 'intermittent' | 'distributed' | 'transition';

type Shape = Exclude<BeggsBrillPattern, 'transition'>;

/** Horizontal holdup a lambda^b/Fr^c. */
const HORIZONTAL = {
  segregated: [0.98, 0.4846, 0.0868],
  intermittent: [0.845, 0.5351, 0.0173],
  distributed: [1.065, 0.5824, 0.0609],
} as const;

/** Inclination coefficient (1 - lambda) ln(d lambda^e NLv^f Fr^g), uphill. */
const UPHILL = {
  segregated: [0.011, -3.768, 3.539, -1.614],
  intermittent: [2.96, 0.305, -0.4473, 0.0978],
} as const;
/** The same downhill, for every pattern. */
const DOWNHILL = [4.7, -0.3692, 0.1244, -0.5056] as const;

/** Payne's factors for the holdup of Beggs and Brill, which is too high. */
const PAYNE = { uphill: 0.924, downhill: 0.685 } as const;

/** Froude numbers that bound the patterns at an input liquid fraction. */
const L1 = (lambda: number): number => 316 * lambda ** 0.302;
const L2 = (lambda: number): number => 9.252e-4 * lambda ** -2.4684;
const L3 = (lambda: number): number => 0.1 * lambda ** -1.4516;
const L4 = (lambda: number): number => 0.5 * lambda ** -6.738;

const patternOf = (lambda: number, froude: number): BeggsBrillPattern => {
  if (lambda < 0.01) return froude < L1(lambda) ? 'segregated' : 'distributed';
  if (froude < L2(lambda)) return 'segregated';
  if (froude <= L3(lambda)) return 'transition';
  return froude <= (lambda < 0.4 ? L1 : L4)(lambda) ? 'intermittent' : 'distributed';
};

const holdupOf = (
  shape: Shape,
  lambda: number,
  froude: number,
  liquidVelocityNumber: number,
  inclinationDeg: number,
): number => {
  const [a, b, c] = HORIZONTAL[shape];
  const level = max((a * lambda ** b) / froude ** c, lambda);
  if (inclinationDeg === 0 || (shape === 'distributed' && inclinationDeg > 0)) return level;
  const [d, e, f, g] =
    inclinationDeg < 0 ? DOWNHILL : UPHILL[shape === 'segregated' ? shape : 'intermittent'];
  const logarithm = log(d * lambda ** e * liquidVelocityNumber ** f * froude ** g);
  const coefficient = max((1 - lambda) * logarithm, 0);
  const sine = sin((1.8 * inclinationDeg * PI) / 180);
  return level * (1 + coefficient * (sine - 0.333 * sine ** 3));
};

/** Pattern and holdup, unchecked, for an input liquid fraction above 0 and below 1. */
export const beggsBrillHoldupOf = (
  lambda: number,
  froude: number,
  liquidVelocityNumber: number,
  inclinationDeg: number,
  payne: boolean,
): { readonly pattern: BeggsBrillPattern; readonly holdup: number } => {
  const pattern = patternOf(lambda, froude);
  const of = (shape: Shape): number =>
    holdupOf(shape, lambda, froude, liquidVelocityNumber, inclinationDeg);
  let holdup: number;
  if (pattern === 'transition') {
    const [from, to] = [L2(lambda), L3(lambda)];
    const share = (to - froude) / (to - from);
    holdup = share * of('segregated') + (1 - share) * of('intermittent');
  } else {
    holdup = of(pattern);
  }
  if (payne && inclinationDeg !== 0) holdup *= inclinationDeg > 0 ? PAYNE.uphill : PAYNE.downhill;
  // Gas does not overtake liquid backwards on the way up; Payne's factor would make it.
  const least = inclinationDeg >= 0 ? lambda : 0;
  return { pattern, holdup: min(max(holdup, least), 1) };
};

/** Flow pattern with the boundaries it was read from. */
export interface BeggsBrillFlowPattern {
  readonly pattern: BeggsBrillPattern | undefined;
  readonly issues: readonly Issue[];
}

/**
 * Flow pattern that the mixture would have in a level pipe.
 *
 * @param flow - input liquid fraction vsl/vm, above 0 and at most 1; Froude number of the mixture
 *
 * Source: Beggs and Brill (1973), A Study of Two-Phase Flow in Inclined Pipes, JPT; map with
 * L1 = 316 lambda^0.302, L2 = 0.0009252 lambda^-2.4684, L3 = 0.10 lambda^-1.4516, L4 = 0.5 lambda^-6.738.
 */
export const beggsBrillPattern = (flow: {
  readonly inputLiquidFraction: number;
  readonly froudeNumber: number;
}): BeggsBrillFlowPattern => {
  const issues = argumentIssues(
    flow,
    {
      inputLiquidFraction: { above: 0, max: 1 },
      froudeNumber: POSITIVE,
    },
    'inputLiquidFraction froudeNumber',
  );
  const pattern = patternOf(flow.inputLiquidFraction, flow.froudeNumber);
  return { pattern: isUsable(issues) ? pattern : undefined, issues };
};

/**
 * Liquid holdup in an inclined pipe, fraction.
 *
 * @param flow - liquid velocity number of Duns and Ros; inclination -90 to 90 degrees from level in
 *   the direction of flow (90 when left out); `payne` multiplies by 0.924 uphill and 0.685 downhill
 *   (false when left out)
 *
 * Convention: between `lambda` (uphill) or 0 (downhill) and 1; 0.333 before the cubed sine.
 * Source: Beggs and Brill (1973), JPT; Payne, Palmer, Brill and Beggs (1979), JPT.
 */
export const beggsBrillHoldup = (flow: {
  readonly inputLiquidFraction: number;
  readonly froudeNumber: number;
  readonly liquidVelocityNumber: number;
  readonly inclinationDeg?: number;
  readonly payne?: boolean;
}): Quantity => {
  const { payne = false } = flow;
  return evaluate(
    flow,
    (given) => {
      const { inputLiquidFraction: lambda } = given;
      const { inclinationDeg = 90 } = given;
      return lambda === 0 || lambda === 1
        ? lambda
        : beggsBrillHoldupOf(
            lambda,
            given.froudeNumber,
            given.liquidVelocityNumber,
            inclinationDeg,
            payne,
          ).holdup;
    },
    { ...INCLINED, froudeNumber: POSITIVE },
  );
};
