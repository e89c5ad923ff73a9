import {
  putArrayHead,
  putInt32,
  putNull,
  putBoolean,
  type TupleWriter,
} from '../copy/tuple-writer.ts';
import type { SampleRun, SegmentColumns } from './segment-encoder.ts';
import { ElementType } from './segments-target.ts';

/** Facts about the statuses of a run. */
interface StatusShape {
  /** All statuses are 0. */
  readonly isAllGood: boolean;
  /** Some samples have a value and others none. */
  readonly hasNulls: boolean;
}

/** Puts statuses as runs: codes, how many samples each has, and whether those have no value; nothing where all are 0 and have one. */
export function putStatuses(
  tuples: TupleWriter,
  { status, isNull }: SegmentColumns,
  { from, to }: Pick<SampleRun, 'from' | 'to'>,
  { isAllGood, hasNulls }: StatusShape,
): void {
  if (isAllGood && !hasNulls) {
    for (let field = 0; field < 3; field++) putNull(tuples);
    return;
  }
  // Where runs end.
  const ends: number[] = [];
  for (let at = from + 1; at < to; at++) {
    const ended = status[at] !== status[at - 1] || (hasNulls && isNull![at] !== isNull![at - 1]);
    if (ended) ends.push(at);
  }
  ends.push(to);
  const head = { type: ElementType.int4, elementCount: ends.length, elementBytes: 4, nullCount: 0 };
  putArrayHead(tuples, head);
  for (const end of ends) putInt32(tuples, status[end - 1]!);
  putArrayHead(tuples, head);
  let start = from;
  for (const end of ends) {
    putInt32(tuples, end - start);
    start = end;
  }
  if (!hasNulls) {
    putNull(tuples);
    return;
  }
  putArrayHead(tuples, { ...head, type: ElementType.boolean, elementBytes: 1 });
  for (const end of ends) putBoolean(tuples, isNull![end - 1] === 1);
}
