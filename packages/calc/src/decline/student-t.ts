import { studentTail } from '../statistics/tail-probability.ts';

/** Half-width, in standard errors, of a two-sided interval of Student's distribution. */
export function studentHalfWidth(confidence: number, degreesOfFreedom: number): number {
  const tail = 1 - confidence;
  let low = 0;
  let high = 1;
  while (studentTail(high, degreesOfFreedom) > tail) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, degreesOfFreedom) > tail) low = middle;
    else high = middle;
  }
  return high;
}
