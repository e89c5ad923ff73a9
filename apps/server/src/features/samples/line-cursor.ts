import { HASH_START, hashByte } from './series-table.ts';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const BACKSLASH = 92;
const INTEGER = 105;
const UNSIGNED = 117;

/** Digits that a double holds exactly, whatever they are. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);
/** Digits that an integer of 32 bits holds, whatever they are. */
const WORD_DIGITS = 8;
const WORD = 10 ** WORD_DIGITS;

/** A place in lines of the line protocol, which reads on from their bytes. What it cannot read leaves it somewhere in the line. */
export class LineCursor {
  readonly #body: Buffer;
  /** Place of the next byte. */
  at = 0;
  /** Hash of the series that was passed last, by `hashByte`. */
  hash = HASH_START;

  constructor(body: Buffer) {
    this.#body = body;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#body.length;
  }

  /** Goes to the end of a series: the first space that no backslash takes its meaning from. @returns whether there is one */
  passSeries(): boolean {
    const body = this.#body;
    let hash = HASH_START;
    for (let at = this.at; at < body.length; at++) {
      const byte = body[at]!;
      if (byte === SPACE) {
        this.at = at;
        this.hash = hash;
        return true;
      }
      if (byte === NEWLINE) return false;
      hash = hashByte(hash, byte);
      if (byte !== BACKSLASH) continue;
      if (++at === body.length || body[at] === NEWLINE) return false;
      hash = hashByte(hash, body[at]!);
    }
    return false;
  }

  /** Goes behind some bytes. @returns whether they are there */
  pass(expected: Buffer): boolean {
    const body = this.#body;
    if (body.length - this.at < expected.length) return false;
    for (let at = 0; at < expected.length; at++)
      if (body[this.at + at] !== expected[at]) return false;
    this.at += expected.length;
    return true;
  }

  /** Goes behind the end of the line. @returns whether it is there */
  passEnd(): boolean {
    const body = this.#body;
    if (this.at < body.length && body[this.at] === RETURN) this.at++;
    return this.at === body.length || body[this.at++] === NEWLINE;
  }

  /** Reads a number of at most 15 digits without an exponent. @returns NaN for all else */
  readNumber(): number {
    const body = this.#body;
    const isNegative = this.at < body.length && body[this.at] === MINUS;
    const start = isNegative ? this.at + 1 : this.at;
    let at = start;
    let mantissa = 0;
    let point = -1;
    for (; at < body.length; at++) {
      const digit = body[at]! - ZERO;
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
      else if (digit === DOT - ZERO && point < 0) point = at;
      else break;
    }
    const digits = point < 0 ? at - start : at - start - 1;
    if (digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
    // One division of two exact doubles, which IEEE 754 rounds rightly.
    const value = point < 0 ? mantissa : mantissa / POWERS_OF_TEN[at - point - 1]!;
    const isInteger = at < body.length && (body[at] === INTEGER || body[at] === UNSIGNED);
    this.at = isInteger && point < 0 ? at + 1 : at;
    return isNegative ? -value : value;
  }

  /**
   * Reads digits without the last ones, 16 at most.
   *
   * @param cut - how many are left out
   * @returns NaN for more, and for none
   */
  readDigits(cut: number): number {
    const body = this.#body;
    const start = this.at;
    let at = start;
    while (at < body.length && (body[at]! ^ ZERO) <= 9) at++;
    this.at = at;
    const end = at - cut;
    if (end <= start || end - start > 2 * WORD_DIGITS) return Number.NaN;
    const middle = Math.max(start, end - WORD_DIGITS);
    return wordOf(body, start, middle) * WORD + wordOf(body, middle, end);
  }
}

function wordOf(body: Buffer, from: number, to: number): number {
  let word = 0;
  for (let at = from; at < to; at++) word = (word * 10 + body[at]! - ZERO) | 0;
  return word;
}
