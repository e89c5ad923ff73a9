import { createWrittenBatch, type WrittenBatch } from '../../kit/written-batch.ts';

/** Brings a batch into time order where the samples of any tag are not: the historian takes them in order. */
export function orderByTime(batch: WrittenBatch): WrittenBatch {
  return isOrdered(batch) ? batch : ordered(batch);
}

function isOrdered({ tag, time, length }: WrittenBatch): boolean {
  let last = 0;
  for (let at = 0; at < length; at++) last = Math.max(last, tag[at]!);
  const newest = new Float64Array(last + 1).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < length; at++) {
    if (newest[tag[at]!]! > time[at]!) return false;
    newest[tag[at]!] = time[at]!;
  }
  return true;
}

function ordered({ tag, time, value, status, length }: WrittenBatch): WrittenBatch {
  const order = Uint32Array.from({ length }, (_, at) => at).toSorted(
    (a, b) => time[a]! - time[b]! || a - b,
  );
  const result = createWrittenBatch(length);
  for (let at = 0; at < length; at++) {
    const from = order[at]!;
    result.tag[at] = tag[from]!;
    result.time[at] = time[from]!;
    result.value[at] = value[from]!;
    result.status[at] = status[from]!;
  }
  result.length = length;
  return result;
}
