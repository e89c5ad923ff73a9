import {
  isUsable,
  noQuantity,
  NOT_NEGATIVE,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';
import { checkInputs } from '../statistics/check-inputs.ts';

/** What the uncertainty of savings depends on. */
export interface SavingsUncertainty {
  /** Student's t of the confidence level (1.68 for 90 % of many periods). */
  readonly tStatistic: number;
  /** Of the baseline model, dimensionless. */
  readonly cvRmse: number;
  /** Savings over baseline energy, above 0 to 1. */
  readonly savingsFraction: number;
  /** n, periods of the baseline. */
  readonly baselineCount: number;
  /** n', baseline periods that count as independent; n when not given. */
  readonly effectiveBaselineCount?: number;
  /** m, periods of the reporting. */
  readonly reportingCount: number;
}

/**
 * Calculates the fractional uncertainty of savings, dimensionless: uncertainty over savings.
 *
 * Validity: below 0.5 at 68 % confidence is the usual acceptance.
 * Source: ASHRAE Guideline 14, annex on uncertainty: 1.26 t CV/F √[(n/n')(1 + 2/n')/m]; Reddy,
 * Claridge (2000).
 */
export function fractionalSavingsUncertainty(savings: SavingsUncertainty): Quantity {
  const { tStatistic, savingsFraction, baselineCount, reportingCount } = savings;
  const { effectiveBaselineCount = baselineCount } = savings;
  const issues = checkInputs(savings, {
    tStatistic: POSITIVE,
    cvRmse: NOT_NEGATIVE,
    savingsFraction: { above: 0, max: 1 },
    baselineCount: POSITIVE,
    effectiveBaselineCount: { above: 0, max: baselineCount },
    reportingCount: POSITIVE,
  });
  if (!isUsable(issues)) return noQuantity(issues);
  const periods =
    ((baselineCount / effectiveBaselineCount) * (1 + 2 / effectiveBaselineCount)) / reportingCount;
  return quantity(1.26 * tStatistic * (savings.cvRmse / savingsFraction) * Math.sqrt(periods));
}
