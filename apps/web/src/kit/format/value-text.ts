import type { NumberFormat } from './number-format.ts';
import { MAX_DECIMALS } from './number-format.ts';

/** The properties of a tag that decide how its values are written. */
export interface ValueTag {
  readonly dataType: 'analog' | 'digital' | 'counter' | 'text';
  /** Labels of a digital tag's states: a state's number is its index. */
  readonly states: readonly string[];
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
}

// About four figures over the span of the instrument: 0–100 % to a tenth, 0–5000 m to a metre.
const FIGURES_OF_SPAN = 3;
const FIGURES_OF_VALUE = 4;
const HUGE = 1e9;
const TINY = 1e-4;

/**
 * How many decimals a value deserves: from the tag's range, so that a column of one tag keeps its
 * decimals; from the value itself where there is no range.
 */
export function decimalsOf(tag: ValueTag, value: number): number {
  if (tag.dataType !== 'analog' && Number.isInteger(value)) return 0;
  const { rangeLow, rangeHigh } = tag;
  if (rangeLow !== null && rangeHigh !== null && rangeHigh > rangeLow) {
    return boundedDecimals(FIGURES_OF_SPAN - magnitudeOf(rangeHigh - rangeLow));
  }
  return boundedDecimals(FIGURES_OF_VALUE - 1 - magnitudeOf(value));
}

function magnitudeOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
}

function boundedDecimals(decimals: number): number {
  return Math.min(MAX_DECIMALS, Math.max(0, decimals));
}

/** Writes a value as an operator reads it: a state's label, or a number with the digits it deserves. */
export function valueText(value: number, tag: ValueTag, number: NumberFormat): string {
  if (tag.dataType === 'digital') return tag.states[value] ?? number.integer(value);
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= HUGE && tag.dataType === 'analog') return number.scientific(value);
  if (size > 0 && size < TINY && tag.rangeLow === null) return number.scientific(value);
  return number.fixed(value, decimalsOf(tag, value));
}

/** Where a value stands in its tag's range, 0 at the low end and 1 at the high; null without a range. */
export function rangeFraction(value: number, tag: ValueTag): number | null {
  const { rangeLow, rangeHigh } = tag;
  if (rangeLow === null || rangeHigh === null || rangeHigh <= rangeLow) return null;
  return Math.min(1, Math.max(0, (value - rangeLow) / (rangeHigh - rangeLow)));
}
