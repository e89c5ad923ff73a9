/** Units of the times in a line. */
export type LinePrecision = 'ns' | 'us' | 'ms' | 's';

const ZERO = 48;
const FACTORS: Readonly<Record<LinePrecision, number>> = { ns: 0.001, us: 1, ms: 1e3, s: 1e6 };
/** Digits of which a double holds every number. */
const EXACT_DIGITS = 15;

/** Reads the time of a line, an integer, in microseconds since 1970; NaN where it is none. Nanoseconds are cut to microseconds. */
export function parseLineTime(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  precision: LinePrecision,
): number {
  // A double holds no nanoseconds of our days: the last three digits are left out before they are read.
  const isCut = precision === 'ns' && to - from > 3;
  const end = isCut ? to - 3 : to;
  let time = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return parseSlowly(bytes, { from, to }, precision);
    if (at < end) time = time * 10 + digit;
  }
  if (from === to) return Number.NaN;
  if (end - from > EXACT_DIGITS + 2) return Number.NaN;
  return isCut ? time : Math.floor(time * FACTORS[precision]);
}

function parseSlowly(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  precision: LinePrecision,
): number {
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (!/^-\d{1,30}$/.test(text)) return Number.NaN;
  const time = BigInt(text);
  // Rounded down, as positive times are.
  if (precision === 'ns') return Number((time - 999n) / 1_000n);
  return Number(time) * FACTORS[precision];
}
