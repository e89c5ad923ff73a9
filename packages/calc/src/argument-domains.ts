import { FINITE, FRACTION, NOT_NEGATIVE, POSITIVE, type Domain } from './quantity.ts';

/** A domain for each of some arguments. */
export type Domains = Readonly<Record<string, Domain>>;

/** Above 0, at most 1: an efficiency that is divided by, a share that cannot vanish. */
export const SHARE: Domain = { above: 0, max: 1 };

/**
 * Domains that physics allows an argument, by its name: the first pattern that the name matches
 * decides. A function with a better domain gives its own.
 */
const NAMED_DOMAINS: readonly (readonly [name: RegExp, domain: Domain])[] = [
  [/emperatureF$/u, { above: -459.67 }],
  [/nclination/u, { min: 0, max: 180 }],
  [
    /^(?:(?:start|end|target|actual)(?:Ms)?$|skin|origin|force|north|east|elev|slopePsi|pricePerK|baseLoad|build|geo|chart)|zimuth|eratureChange|lStress|rStress|Kvar$|C$|annularLoss/u,
    FINITE,
  ],
  [/Fraction$|Saturation$|(?:separator|volumetric)Eff|clinging|ovality/u, FRACTION],
  [/^efficiency|pumpEff|Share$|(?:wall|life|design)F|orosity|holdup|netRev/u, SHARE],
  [
    /area(?!acre)|density|diameter|tubing[io]d|viscosity|gravity|fvf|(?:z|quency)factor|permeab|modulus|strength|eraturer|turek$|maxrate|testrate|^stroke(?!sP)|output|initialrate|reservoirp|inplace|tyindex|stretchexp|capacity|consistency|eradius/iu,
    POSITIVE,
  ],
];

/** Domain that physics allows the argument of this name: zero or more when no pattern matches. */
export const domainOfName = (name: string): Domain =>
  NAMED_DOMAINS.find(([pattern]) => pattern.test(name))?.[1] ?? NOT_NEGATIVE;
