/**
 * Frame of a binary COPY: the header stands in front of all tuples, the trailer behind them.
 *
 * Source: PostgreSQL 18 documentation, COPY, "Binary Format".
 */
export const COPY_FORMAT: { readonly header: Uint8Array; readonly trailer: Uint8Array } = {
  header: Uint8Array.from([
    0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
  ]),
  trailer: Uint8Array.from([0xff, 0xff]),
};

/** Length of a field that is NULL. */
export const NULL_FIELD = -1;

/** PostgreSQL counts time from 2000; ours counts from 1970. */
export const EPOCH_2000_US = 946_684_800_000_000;

/** Weight of the upper half of an 8-byte integer. */
export const TWO_TO_32 = 4_294_967_296;

/** Gives the low and high halves of doubles, in the order of little-endian machines. */
export function bitsOf(value: Float64Array): Uint32Array {
  return new Uint32Array(value.buffer, value.byteOffset, 2 * value.length);
}
