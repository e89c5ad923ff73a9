/** Places of samples, and the time of each. */
export interface TimedPlaces {
  readonly order: Uint32Array;
  readonly time: Float64Array;
}

/** Sorts a part of some places by time; places of one time keep their order. */
export type StretchMerger = (places: TimedPlaces, from: number, to: number) => void;

/**
 * Makes a merger: its memory is used again.
 *
 * Samples of several writers, and late ones, come as stretches that are each in order. Neighbours are merged until one stretch is left.
 */
export function createStretchMerger(): StretchMerger {
  let scratch = places(0);
  const starts: number[] = [];
  return ({ order, time }, from, to) => {
    const count = to - from;
    if (count > scratch.order.length) scratch = places(2 * count);
    let source: TimedPlaces = { order: order.subarray(from, to), time: time.subarray(from, to) };
    let target = scratch;
    findStarts(source.time, starts);
    while (starts.length > 2) {
      mergePairs(source, target, starts);
      [source, target] = [target, source];
    }
    if (source !== scratch) return;
    order.set(scratch.order.subarray(0, count), from);
    time.set(scratch.time.subarray(0, count), from);
  };
}

function places(count: number): TimedPlaces {
  return { order: new Uint32Array(count), time: new Float64Array(count) };
}

/** Finds where stretches of rising times begin, and the end of the last. */
function findStarts(time: Float64Array, starts: number[]): void {
  starts.length = 0;
  for (let at = 0; at < time.length; at++) {
    if (at === 0 || time[at]! < time[at - 1]!) starts.push(at);
  }
  starts.push(time.length);
}

/** Merges each stretch with the next: half as many are left. */
function mergePairs(source: TimedPlaces, target: TimedPlaces, starts: number[]): void {
  const end = starts.at(-1)!;
  let kept = 0;
  for (let stretch = 0; stretch < starts.length - 1; stretch += 2) {
    const from = starts[stretch]!;
    const pair = { from, middle: starts[stretch + 1]!, to: starts[stretch + 2] ?? end };
    mergePair(source, target, pair);
    starts[kept++] = from;
  }
  starts[kept] = end;
  starts.length = kept + 1;
}

function mergePair(
  { order, time }: TimedPlaces,
  target: TimedPlaces,
  { from, middle, to }: { readonly from: number; readonly middle: number; readonly to: number },
): void {
  let one = from;
  let other = middle;
  for (let at = from; at < to; at++) {
    // Places of one time keep their order.
    const takesOne = other >= to || (one < middle && time[one]! <= time[other]!);
    const taken = takesOne ? one++ : other++;
    target.time[at] = time[taken]!;
    target.order[at] = order[taken]!;
  }
}
