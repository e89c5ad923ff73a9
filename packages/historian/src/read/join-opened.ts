import type { SampleColumns } from '../copy/sample-columns.ts';
import { countedValue, type HeldValue } from './aggregate-pieces.ts';
import { addSample, bucketOf } from './bucket-sums.ts';
import { hold, type Cluster, type Joining } from './join-whole.ts';
import { appendSamples, orderSamples } from './order-samples.ts';

/** Joins clusters by their samples, each once. @param opened - samples of their segments, which are put in order, with their rows */
export function joinOpened(
  joining: Joining,
  clusters: readonly Cluster[],
  opened: SampleColumns,
): void {
  for (const { fromRow, toRow } of clusters) {
    appendSamples(opened, joining.pieces.rows, fromRow, toRow);
  }
  const samples = orderSamples(opened);
  orderTies(samples);
  let from = 0;
  for (const cluster of clusters) {
    const to = endOf(samples, from, cluster.lastTime);
    joinSamples(joining, cluster, { samples, from, to });
    from = to;
  }
}

function endOf({ time, length }: SampleColumns, from: number, lastTime: number): number {
  let to = from;
  while (to < length && time[to]! <= lastTime) to++;
  return to;
}

interface Stretch {
  readonly samples: SampleColumns;
  readonly from: number;
  readonly to: number;
}

function joinSamples(
  joining: Joining,
  { before, next }: Cluster,
  { samples, from, to }: Stretch,
): void {
  const { span, sums } = joining;
  const { time, value, status } = samples;
  let last = before;
  for (let at = from; at < to; at++) {
    if (time[at]! < span.fromUs) continue;
    if (time[at]! >= span.toUs) break;
    const sample: HeldValue = { time: time[at]!, value: countedValue(value[at]!, status[at]!) };
    if (last !== undefined) hold(joining, last, sample);
    addSample(sums, bucketOf(sums, sample.time), sample.value);
    last = sample;
  }
  if (last !== undefined) hold(joining, last, next);
}

/** Puts different samples of one time in the order of SQL: the highest that counts comes last, and what does not count behind it. */
function orderTies({ time, value, status, isNull, length }: SampleColumns): void {
  const isLater = (one: number, other: number): boolean => {
    const otherValue = countedValue(value[other]!, status[other]!);
    if (Number.isNaN(otherValue)) return false;
    return !(countedValue(value[one]!, status[one]!) <= otherValue);
  };
  for (let at = 1; at < length; at++) {
    for (let place = at; place > 0 && time[place] === time[place - 1]; place--) {
      if (!isLater(place - 1, place)) break;
      for (const column of [value, status, isNull]) {
        [column[place - 1], column[place]] = [column[place]!, column[place - 1]!];
      }
    }
  }
}
