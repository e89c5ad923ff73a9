import type { Domains } from '../argument-domains.ts';
import type { Ranges } from '../argument-issues.ts';
import { evaluateFields } from '../evaluate.ts';
import type { Quantity } from '../quantity.ts';

/** Gravities of oils down to none, salinities up to pure salt. */
export const PVT_DOMAINS: Domains = {
  oilApi: { above: -131.5 },
  salinityWeightPercent: { min: 0, max: 100 },
};

/**
 * Evaluates a correlation between the two checks of `evaluateFields`.
 *
 * @param input - the arguments by name
 * @param ranges - ranges of the data behind the correlation, of arguments and of the result
 * @param resultName - name of the result in `ranges` and in issues
 * @param formula - the correlation
 * @returns the value; NaN with a reason when the formula gives none or a negative one
 */
export const correlate = <Input extends object>(
  input: Input,
  ranges: Ranges,
  resultName: string,
  formula: (input: Input) => number,
): Quantity => {
  const { issues, ...result } = evaluateFields(
    input,
    (checked): Readonly<Record<string, number>> => {
      const value = formula(checked);
      return { [resultName]: value >= 0 ? value : Number.NaN };
    },
    PVT_DOMAINS,
    ranges,
  );
  return { value: result[resultName]!, issues };
};
