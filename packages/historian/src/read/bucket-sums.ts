/** Sums of buckets that follow each other; shape (buckets) each, but for the edges. `timeseries.aggregate` has the same in SQL. */
export interface BucketSums {
  /** Where each bucket begins, and the last one ends. Microseconds since 1970. */
  readonly edges: Float64Array;
  /** The bucket that was found last: most often it is the next one, too. */
  found: number;
  readonly sampleCounts: Float64Array;
  readonly goodCounts: Float64Array;
  /** NaN where nothing counts. */
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
  readonly totals: Float64Array;
  /** Sums of huge values, times 2^-600; NaN where there are none. */
  readonly hugeTotals: Float64Array;
  /** Squares of the deviations from the mean. */
  readonly squares: Float64Array;
  /** Microseconds for which a value is known. */
  readonly knownUs: Float64Array;
  /** Integrals of values over seconds. */
  readonly integrals: Float64Array;
  /** The same of values whose products may be beyond what a double holds, times 2^-600; NaN where there are none. */
  readonly oddIntegrals: Float64Array;
}

/** Samples that lie in one bucket, and their summary; NaN where there is none. */
export interface Part {
  sampleCount: number;
  goodCount: number;
  minimum: number;
  maximum: number;
  total: number;
  squaredDeviation: number;
  goodUs: number;
  integral: number;
}

/** A value from a time to another. */
export interface Hold {
  fromUs: number;
  /** NaN where nothing that counts is held. */
  value: number;
  toUs: number;
  /** End of a straight line; NaN where the value stays as it is. */
  endValue: number;
}

/** Sums of values from here on may be more than a double holds. */
const HUGE = 1e140;
const TINY = 1e-140;
/** 2^-600: a product with it is exact. */
export const SHRINK: number = 2 ** -600;
const SMALLEST_SHRUNK = 1e-100;
export const US_PER_SECOND = 1e6;

/** Makes empty sums. */
export function createBucketSums(edges: Float64Array): BucketSums {
  const zeros = (): Float64Array => new Float64Array(edges.length - 1);
  const nothing = (): Float64Array => zeros().fill(Number.NaN);
  return {
    edges,
    found: 0,
    sampleCounts: zeros(),
    goodCounts: zeros(),
    minima: nothing(),
    maxima: nothing(),
    totals: zeros(),
    hugeTotals: nothing(),
    squares: zeros(),
    knownUs: zeros(),
    integrals: zeros(),
    oddIntegrals: nothing(),
  };
}

/** Finds the bucket in which a time lies; the first, or the last, for a time beside the range. */
export function bucketOf(sums: BucketSums, timeUs: number): number {
  const { edges, found } = sums;
  if (edges[found]! <= timeUs && timeUs < edges[found + 1]!) return found;
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= timeUs) low = middle;
    else high = middle - 1;
  }
  sums.found = low;
  return low;
}

/** Whether a sum of a segment with these extremes is one. */
export function isSummable(minimum: number, maximum: number): boolean {
  return !(minimum <= -HUGE || maximum >= HUGE);
}

/** Adds samples by their summary, of which none is huge. */
export function addPart(sums: BucketSums, bucket: number, part: Part): void {
  sums.sampleCounts[bucket]! += part.sampleCount;
  if (part.goodCount === 0) return;
  addExtremes(sums, bucket, part);
  addSquares(sums, bucket, part);
  sums.goodCounts[bucket]! += part.goodCount;
  sums.totals[bucket]! += part.total;
  sums.knownUs[bucket]! += part.goodUs;
  sums.integrals[bucket]! += part.integral;
}

/** Adds a sample. @param value - NaN where it does not count */
export function addSample(sums: BucketSums, bucket: number, value: number): void {
  sums.sampleCounts[bucket]!++;
  if (Number.isNaN(value)) return;
  addExtremes(sums, bucket, { minimum: value, maximum: value });
  if (Math.abs(value) >= HUGE) {
    sums.hugeTotals[bucket] = orZero(sums.hugeTotals[bucket]!) + shrunk(value);
  } else {
    addSquares(sums, bucket, { goodCount: 1, total: value, squaredDeviation: 0 });
    sums.totals[bucket]! += value;
  }
  sums.goodCounts[bucket]!++;
}

function addExtremes(
  { minima, maxima }: BucketSums,
  bucket: number,
  { minimum, maximum }: Pick<Part, 'minimum' | 'maximum'>,
): void {
  if (!(minima[bucket]! <= minimum)) minima[bucket] = minimum;
  if (!(maxima[bucket]! >= maximum)) maxima[bucket] = maximum;
}

/** Count, sum and squares of parts give those of the whole. Where a value is huge, nobody asks for it. */
function addSquares(
  { goodCounts, totals, squares }: BucketSums,
  bucket: number,
  { goodCount, total, squaredDeviation }: Pick<Part, 'goodCount' | 'total' | 'squaredDeviation'>,
): void {
  squares[bucket]! += squaredDeviation;
  const count = goodCounts[bucket]!;
  if (count === 0) return;
  const apart = totals[bucket]! / count - total / goodCount;
  squares[bucket]! += (count * goodCount * apart * apart) / (count + goodCount);
}

/** Adds what a value that is held, or a straight line, has in each bucket that it crosses. */
export function addHold(sums: BucketSums, hold: Hold): void {
  const { fromUs, value, toUs } = hold;
  if (Number.isNaN(value) || !(toUs > fromUs)) return;
  const { edges, knownUs } = sums;
  const last = edges.length - 2;
  const isOdd = isOddNumber(value) || isOddNumber(hold.endValue);
  let bucket = bucketOf(sums, fromUs);
  do {
    const beginUs = Math.max(fromUs, edges[bucket]!);
    const heldUs = Math.min(toUs, edges[bucket + 1]!) - beginUs;
    // Before the range, or after all that is known of it: nothing.
    if (heldUs <= 0) return;
    knownUs[bucket]! += heldUs;
    if (isOdd) addOddIntegral(sums, bucket, { hold, beginUs, heldUs });
    else {
      const middle = middleOf(hold, beginUs - fromUs + heldUs / 2);
      sums.integrals[bucket]! += (heldUs / US_PER_SECOND) * middle;
    }
    bucket++;
  } while (bucket <= last && edges[bucket]! < toUs);
}

function addOddIntegral(
  { oddIntegrals }: BucketSums,
  bucket: number,
  {
    hold,
    beginUs,
    heldUs,
  }: { readonly hold: Hold; readonly beginUs: number; readonly heldUs: number },
): void {
  const middle = middleOf(
    { ...hold, value: shrunk(hold.value), endValue: shrunk(hold.endValue) },
    beginUs - hold.fromUs + heldUs / 2,
  );
  oddIntegrals[bucket] = orZero(oddIntegrals[bucket]!) + (heldUs / US_PER_SECOND) * middle;
}

/** The value some time after the beginning: a straight line has that of its middle. */
function middleOf({ fromUs, value, toUs, endValue }: Hold, afterUs: number): number {
  if (Number.isNaN(endValue)) return value;
  return value + ((endValue - value) * afterUs) / (toUs - fromUs);
}

function isOddNumber(value: number): boolean {
  const size = Math.abs(value);
  return size >= HUGE || (size < TINY && size > 0);
}

function shrunk(value: number): number {
  return Math.abs(value) < SMALLEST_SHRUNK ? 0 : value * SHRINK;
}

function orZero(number: number): number {
  return Number.isNaN(number) ? 0 : number;
}
