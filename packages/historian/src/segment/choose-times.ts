import type { SampleBatch } from '@varve/protocols';
import { putWhole, type NumberSpace } from './number-space.ts';
import { NumberKind, type Packing } from './packing.ts';
import { planNumbers } from './put-numbers.ts';
import { planWideNumbers } from './put-wide-numbers.ts';
import type { RunScan } from './summarize.ts';

/** How the times of a run are written: `first + index × stepUs + number × unitUs`. */
export interface TimeShape {
  stepUs: number;
  unitUs: number;
  /** Undefined where all numbers are 0. */
  kind: NumberKind | undefined;
  packing: Packing | undefined;
}

const UNITS_US = [1_000_000, 1_000, 1] as const;
const LEAST_NARROW = -2_147_483_648;
const MOST_NARROW = 2_147_483_647;
const SAMPLED_DIFFERENCES = 31;
const sampled = new Float64Array(SAMPLED_DIFFERENCES);

/** Times of one run, whole microseconds since 1970, rising or equal. */
interface TimeRun extends Pick<SampleBatch, 'time'> {
  readonly from: number;
  readonly to: number;
}

/** Facts that a choice goes by, and what receives it. */
interface Choosing {
  readonly scan: Pick<RunScan, 'isRegular' | 'stepUs'>;
  readonly shape: TimeShape;
  readonly space: NumberSpace;
}

/**
 * Chooses how times are written, and takes their numbers: from a line through the first and the last, or by the difference that is usual,
 * which a gap does not move.
 */
export function chooseTimes(
  { time }: Pick<SampleBatch, 'time'>,
  { from, to }: Pick<TimeRun, 'from' | 'to'>,
  { scan, shape, space }: Choosing,
): void {
  shape.stepUs = scan.stepUs;
  shape.unitUs = 1;
  shape.kind = undefined;
  shape.packing = undefined;
  if (scan.isRegular) return;
  const run = { time, from, to };
  shape.unitUs = commonUnit(run);
  const span = time[to - 1]! - time[from]!;
  const line = Math.round(span / (to - from - 1) / shape.unitUs) * shape.unitUs;
  const usual = usualDifference(run);
  const words = takeOffsets(run, usual, shape, space);
  if (line === usual || takeOffsets(run, line, shape, space) < words) return;
  takeOffsets(run, usual, shape, space);
}

/** The largest unit that all distances from the first are whole numbers of. */
function commonUnit({ time, from, to }: TimeRun): number {
  const first = time[from]!;
  return UNITS_US.find((unit) => {
    for (let at = from + 1; at < to; at++) {
      const distance = time[at]! - first;
      if (Math.floor(distance / unit) * unit !== distance) return false;
    }
    return true;
  })!;
}

/** The median of some differences between a time and the next. */
function usualDifference({ time, from, to }: TimeRun): number {
  const differences = to - from - 1;
  const count = Math.min(SAMPLED_DIFFERENCES, differences);
  for (let turn = 0; turn < count; turn++) {
    const at = from + Math.floor((turn * differences) / count);
    sampled[turn] = time[at + 1]! - time[at]!;
  }
  return sampled.subarray(0, count).toSorted()[count >> 1]!;
}

/** @returns what they take, in words */
function takeOffsets(
  { time, from, to }: TimeRun,
  stepUs: number,
  shape: TimeShape,
  space: NumberSpace,
): number {
  const { unitUs } = shape;
  const first = time[from]!;
  const count = to - from;
  let lowest = 0;
  let highest = 0;
  for (let place = 0; place < count; place++) {
    const offset = (time[from + place]! - first - place * stepUs) / unitUs;
    if (offset < lowest) lowest = offset;
    if (offset > highest) highest = offset;
    space.numbers[place] = offset;
  }
  shape.stepUs = stepUs;
  if (lowest >= LEAST_NARROW && highest <= MOST_NARROW) {
    shape.kind = NumberKind.decimal;
    shape.packing = planNumbers(space.numbers, count);
  } else {
    for (let place = 0; place < count; place++)
      putWhole((time[from + place]! - first - place * stepUs) / unitUs, space, place);
    shape.kind = NumberKind.wideDecimal;
    shape.packing = planWideNumbers(space, count);
  }
  return shape.packing.words;
}
