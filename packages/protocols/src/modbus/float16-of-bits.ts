const SMALLEST_EXPONENT = -14;
const EXPONENT_BIAS = 15;
const FRACTION_BITS = 10;

/**
 * Reads the 16 bits of a half: 1 bit of sign, 5 of exponent, 10 of fraction. Node 22 has no `getFloat16`.
 *
 * Source: IEEE 754-2019, section 3.4, binary16.
 */
export function float16OfBits(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> FRACTION_BITS) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** (SMALLEST_EXPONENT - FRACTION_BITS);
  return sign * (2 ** FRACTION_BITS + fraction) * 2 ** (exponent - EXPONENT_BIAS - FRACTION_BITS);
}
