import { argumentIssues } from '../argument-issues.ts';
import { ceil, floor, max } from '../math.ts';
import { type Issue, isUsable, NOT_NEGATIVE, POSITIVE } from '../quantity.ts';

/** The damage that is left with a string, shape (n'), empty when nothing is or when there are issues. */
export interface CtCutFatigue {
  readonly damage: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Moves the damage of a string along when tube is cut off its downhole end: damage by new segments, dimensionless.
 *
 * @param input.damage - of each segment, segment 0 at the downhole end, shape (n)
 * @param input.segmentLengthFt - more than 0, ft
 * @param input.cutLengthFt - 0 to the length of the string, ft
 *
 * Convention: a new segment that lies over two old ones has the greater damage.
 * Source: as ctFatigueAfterJob.
 */
export const ctFatigueAfterCut = (input: {
  readonly damage: Float64Array;
  readonly segmentLengthFt: number;
  readonly cutLengthFt: number;
}): CtCutFatigue => {
  const { damage, segmentLengthFt } = input;
  const issues = argumentIssues(
    input,
    {
      damage: NOT_NEGATIVE,
      segmentLengthFt: POSITIVE,
      cutLengthFt: { min: 0, max: damage.length * segmentLengthFt },
    },
    'segmentLengthFt cutLengthFt',
  );
  if (!isUsable(issues)) return { damage: new Float64Array(0), issues };
  const cut = input.cutLengthFt / segmentLengthFt;
  const whole = floor(cut);
  const isAligned = whole === cut;
  const left = Float64Array.from({ length: ceil(damage.length - cut) }, (_, i) => {
    const here = damage[i + whole]!;
    return isAligned ? here : max(here, damage[i + whole + 1] ?? 0);
  });
  return { damage: left, issues };
};
