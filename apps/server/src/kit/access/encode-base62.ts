const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);

/** Writes bytes as one big-endian number in base 62, with zeros in front up to a length. */
export function encodeBase62(bytes: Buffer, characters: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (rest > 0n) {
    text = DIGITS[Number(rest % BASE)]! + text;
    rest /= BASE;
  }
  return text.padStart(characters, DIGITS[0]);
}
