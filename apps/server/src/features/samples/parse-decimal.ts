const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Longer than any number that a program writes. */
const MOST_CHARACTERS = 400;

/** Reads a decimal number; NaN where a text is none. It may be infinite where it is too large. */
export function parseDecimal(text: string): number {
  return text.length <= MOST_CHARACTERS && DECIMAL.test(text) ? Number(text) : Number.NaN;
}
