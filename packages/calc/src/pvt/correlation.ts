import {
  checkDomains,
  checkRanges,
  type Domain,
  FRACTION,
  isUsable,
  type Issue,
  NO_ISSUES,
  NOT_NEGATIVE,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';

/** Lowest and highest value of the data behind a correlation, by the name of an argument or result. */
export type Ranges = Readonly<Record<string, readonly [low: number, high: number]>>;

const PERCENT: Domain = { min: 0, max: 100 };

/** What physics allows of every argument that the functions of this folder share. */
const DOMAINS: Readonly<Record<string, Domain>> = {
  pressurePsia: NOT_NEGATIVE,
  bubblePointPsia: NOT_NEGATIVE,
  separatorPressurePsia: POSITIVE,
  pOverZPsia: NOT_NEGATIVE,
  fromPressurePsia: NOT_NEGATIVE,
  toPressurePsia: NOT_NEGATIVE,
  temperatureF: { above: -459.67 },
  separatorTemperatureF: { above: -459.67 },
  oilApi: { above: -131.5 },
  oilGravity: POSITIVE,
  gasGravity: POSITIVE,
  gasGravity100Psig: POSITIVE,
  solutionGorScfStb: NOT_NEGATIVE,
  bubblePointGorScfStb: NOT_NEGATIVE,
  oilFvf: POSITIVE,
  bubblePointFvf: POSITIVE,
  bubblePointDensityLbFt3: POSITIVE,
  oilCompressibilityPerPsi: NOT_NEGATIVE,
  deadOilViscosityCp: POSITIVE,
  bubblePointViscosityCp: POSITIVE,
  pseudoReducedTemperature: POSITIVE,
  pseudoReducedPressure: NOT_NEGATIVE,
  pseudoCriticalTemperatureR: POSITIVE,
  pseudoCriticalPressurePsia: POSITIVE,
  compressibilityFactor: POSITIVE,
  carbonDioxideFraction: FRACTION,
  hydrogenSulfideFraction: FRACTION,
  nitrogenFraction: FRACTION,
  salinityWeightPercent: PERCENT,
  sodiumChlorideGramsPerLitre: NOT_NEGATIVE,
};

/** Says which arguments are impossible, and NaN among them; arguments that are no numbers are passed over. */
export function domainIssues(input: object): readonly Issue[] {
  let issues: Issue[] | undefined;
  // The names are looked up in both, so that one table serves inputs of every shape.
  const values = input as Readonly<Record<string, number>>;
  for (const name in values) {
    const domain = DOMAINS[name];
    if (domain === undefined || values[name] === undefined) continue;
    const found = checkDomains(values, { [name]: domain });
    if (found.length > 0) (issues ??= []).push(...found);
  }
  return issues ?? NO_ISSUES;
}

/** Says which of the values lie outside the ranges; a range without a value is passed over. */
export function rangeIssues(input: object, ranges: Ranges): readonly Issue[] {
  let issues: Issue[] | undefined;
  const values = input as Readonly<Record<string, number>>;
  for (const name in ranges) {
    const value = values[name];
    const range = ranges[name];
    if (value === undefined || range === undefined) continue;
    if (value >= range[0] && value <= range[1]) continue;
    (issues ??= []).push(...checkRanges(values, { [name]: range }));
  }
  return issues ?? NO_ISSUES;
}

/** An issue for a result that no fluid can have, so that it is NaN instead. */
function impossibleResult(name: string, value: number): Issue {
  return {
    code: 'OUT_OF_DOMAIN',
    parameter: name,
    message: `${name}: the correlation gives ${value} for these inputs`,
  };
}

/**
 * Evaluates a correlation between two checks: of its arguments against physics, of its arguments and
 * its result against the data behind it.
 *
 * @param input - the arguments by name
 * @param ranges - ranges of the data behind the correlation, of arguments and of the result
 * @param resultName - name of the result in `ranges` and in issues
 * @param evaluate - the formula
 * @returns the value; NaN with a reason when the formula gives none or a negative one
 */
export function correlate<Input extends object>(
  input: Input,
  ranges: Ranges,
  resultName: string,
  evaluate: (input: Input) => number,
): Quantity {
  const impossible = domainIssues(input);
  if (!isUsable(impossible)) return noQuantity(impossible);
  const value = evaluate(input);
  if (!(value >= 0 && value < Infinity)) return noQuantity([impossibleResult(resultName, value)]);
  const outside = rangeIssues(input, ranges);
  const resultOutside = rangeIssues({ [resultName]: value }, ranges);
  return quantity(value, resultOutside.length === 0 ? outside : [...outside, ...resultOutside]);
}
