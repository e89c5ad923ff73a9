import { SHARE } from '../argument-domains.ts';
import { evaluate } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import { POSITIVE, type Quantity } from '../quantity.ts';

/** Inputs of the uncertainty of savings. */
export interface SavingsUncertainty {
  /** Student's t of the confidence level (1.68 for 90 % of many periods). */
  readonly tStatistic: number;
  /** CV(RMSE) of the baseline model, dimensionless. */
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
export const fractionalSavingsUncertainty = (savings: SavingsUncertainty): Quantity =>
  evaluate(
    savings,
    (given) => {
      const { baselineCount, effectiveBaselineCount = baselineCount } = given;

      const shares = (baselineCount / effectiveBaselineCount) * (1 + 2 / effectiveBaselineCount);
      return (
        1.26 *
        given.tStatistic *
        (given.cvRmse / given.savingsFraction) *
        sqrt(shares / given.reportingCount)
      );
    },
    {
      tStatistic: POSITIVE,
      savingsFraction: SHARE,
      baselineCount: POSITIVE,
      effectiveBaselineCount: { above: 0, max: savings.baselineCount },
      reportingCount: POSITIVE,
    },
  );
