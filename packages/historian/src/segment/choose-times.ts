import type { SampleBatch } from '@varve/protocols';

/**
 * How the times of a run are written: `first + index × stepUs + offset × unitUs`, with offsets of `offsetBytes` bytes; 0 bytes where
 * all offsets are 0.
 */
export interface TimeShape {
  stepUs: number;
  unitUs: number;
  offsetBytes: 0 | 2 | 4 | 8;
  /** Whether two samples have one time: such a run may have a sample twice. */
  hasRepetitions: boolean;
}

const UNITS_US = [1_000_000, 1_000, 1] as const;

/**
 * Chooses how the times of a run are written, in the fewest bytes that are exact.
 *
 * @param time - whole microseconds since 1970, rising or equal from `from` to `to`
 * @param shape - receives the choice
 */
export function chooseTimes(
  { time }: Pick<SampleBatch, 'time'>,
  from: number,
  to: number,
  shape: TimeShape,
): void {
  shape.unitUs = 1;
  shape.offsetBytes = 0;
  shape.hasRepetitions = false;
  shape.stepUs = to - from === 1 ? 1 : time[from + 1]! - time[from]!;
  if (shape.stepUs > 0 && isRegular(time, from, to, shape.stepUs)) return;
  shape.unitUs = commonUnit(time, from, to);
  chooseOffsets(time, from, to, shape);
}

function isRegular(time: Float64Array, from: number, to: number, stepUs: number): boolean {
  for (let at = from + 1; at < to; at++) if (time[at]! - time[at - 1]! !== stepUs) return false;
  return true;
}

/** The largest unit that all distances from the first are whole numbers of. */
function commonUnit(time: Float64Array, from: number, to: number): number {
  const first = time[from]!;
  return UNITS_US.find((unit) => {
    for (let at = from + 1; at < to; at++) if ((time[at]! - first) % unit !== 0) return false;
    return true;
  })!;
}

/** Counts from the first, or from a line through first and last where that is shorter. */
function chooseOffsets(time: Float64Array, from: number, to: number, shape: TimeShape): void {
  const { unitUs } = shape;
  const first = time[from]!;
  const span = time[to - 1]! - first;
  const stepUs = Math.round(span / (to - from - 1) / unitUs) * unitUs;
  let lowest = 0;
  let highest = 0;
  for (let at = from + 1; at < to; at++) {
    const deviation = (time[at]! - first - (at - from) * stepUs) / unitUs;
    if (deviation < lowest) lowest = deviation;
    if (deviation > highest) highest = deviation;
    if (time[at] === time[at - 1]) shape.hasRepetitions = true;
  }
  const counted = bytesFor(0, span / unitUs);
  const deviating = bytesFor(lowest, highest);
  shape.stepUs = deviating < counted ? stepUs : 0;
  shape.offsetBytes = Math.min(counted, deviating) as TimeShape['offsetBytes'];
}

function bytesFor(lowest: number, highest: number): 2 | 4 | 8 {
  if (lowest >= -32_768 && highest <= 32_767) return 2;
  return lowest >= -2_147_483_648 && highest <= 2_147_483_647 ? 4 : 8;
}
