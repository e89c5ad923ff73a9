import { bitsOf, TWO_TO_32 } from '../copy/copy-format.ts';
import type { SampleColumns } from '../copy/sample-columns.ts';
import type { NumberSpace } from './number-space.ts';
import { NumberKind } from './packing.ts';

/** Numbers that were unpacked, and what they stand for. */
interface Unpacked {
  readonly kind: NumberKind;
  /** Used for decimals alone. */
  readonly scale: number;
  readonly space: NumberSpace;
}

const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);

/** Makes the values of a segment out of its numbers. */
export function readValues(
  { kind, scale, space }: Unpacked,
  { value, length }: Pick<SampleColumns, 'value' | 'length'>,
  start: number,
): void {
  const { numbers, low, high } = space;
  switch (kind) {
    case NumberKind.decimal:
      for (let place = start; place < length; place++) {
        const number = numbers[place - start]!;
        value[place] = scale < 1 ? number * scale : number / scale;
      }
      return;
    case NumberKind.singleDecimal:
      for (let place = start; place < length; place++)
        value[place] = Math.fround(numbers[place - start]! / scale);
      return;
    case NumberKind.single:
      for (let place = start; place < length; place++) {
        const number = numbers[place - start]!;
        singleBits[0] = number ^ ((number >> 31) & 0x7fff_ffff);
        value[place] = single[0]!;
      }
      return;
    case NumberKind.wideDecimal:
      for (let place = start; place < length; place++) {
        const at = place - start;
        const number = high[at]! * TWO_TO_32 + (low[at]! >>> 0);
        value[place] = scale < 1 ? number * scale : number / scale;
      }
      return;
    case NumberKind.double:
      readDoubles(space, bitsOf(value), { start, length });
  }
}

/** As bits: what a NaN carries is kept. */
function readDoubles(
  { low, high }: NumberSpace,
  bits: Uint32Array,
  { start, length }: { readonly start: number; readonly length: number },
): void {
  for (let place = start; place < length; place++) {
    const upper = high[place - start]!;
    const sign = upper >> 31;
    bits[2 * place + 1] = upper ^ (sign & 0x7fff_ffff);
    bits[2 * place] = low[place - start]! ^ sign;
  }
}
