import { bisect } from '../root-finding.ts';
import { studentTail } from '../statistics/tail-probability.ts';

/** Half the width of a two-sided interval of Student's distribution, in standard errors. */
export const studentHalfWidth = (confidence: number, degreesOfFreedom: number): number => {
  const isBeyond = (width: number): boolean =>
    studentTail(width, degreesOfFreedom) <= 1 - confidence;
  let high = 1;
  while (!isBeyond(high) && high < 1e300) high *= 2;
  return bisect(isBeyond, 0, high);
};
