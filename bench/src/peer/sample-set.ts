/** Samples of a tag in order of time, each time once. */
export interface TagSamples {
  /** Microseconds since 1970. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Samples of tags, which are numbered from 1. */
export interface SampleSet {
  readonly tags: readonly TagSamples[];
  /** Whether all values are float32: stores that have them are given them so. */
  readonly isSingle: boolean;
}

/** A range of a tag. */
export interface SampleRange {
  /** Number of the tag. */
  readonly tag: number;
  /** Microseconds since 1970; the start belongs to the range, the end does not. */
  readonly fromUs: number;
  readonly toUs: number;
}

export function sampleCountOf({ tags }: SampleSet): number {
  return tags.reduce((sum, { times }) => sum + times.length, 0);
}

/** First and last time of a set, in microseconds since 1970. */
export function spanOf({ tags }: SampleSet): { readonly firstUs: number; readonly lastUs: number } {
  let firstUs = Number.POSITIVE_INFINITY;
  let lastUs = Number.NEGATIVE_INFINITY;
  for (const { times } of tags) {
    firstUs = Math.min(firstUs, times[0] ?? firstUs);
    lastUs = Math.max(lastUs, times.at(-1) ?? lastUs);
  }
  return { firstUs, lastUs };
}

/** Says how to write values of a set as decimals, so that they can be read back whole. */
export function decimalsOf({ isSingle }: Pick<SampleSet, 'isSingle'>): (value: number) => string {
  return isSingle ? shortestSingle : String;
}

const FEWEST_DIGITS = 7;
const MOST_DIGITS = 9;

/** The shortest decimal that is this float32: 56.8 rather than 56.79999923706055. Nine digits are always enough. */
function shortestSingle(value: number): string {
  for (let digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return String(decimal);
  }
  return value.toPrecision(MOST_DIGITS);
}
