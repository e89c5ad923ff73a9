import type { ValueDecoder } from './value-decoder.ts';

/** Makes a decoder that gives NaN for raw values which mean that there is none. */
export function withNulls(decode: ValueDecoder, nulls: Float64Array): ValueDecoder {
  return (range, offset, values, start) => {
    decode(range, offset, values, start);
    const end = start + range.to - range.from;
    for (let at = start; at < end; at++) {
      if (nulls.includes(values[at]!)) values[at] = Number.NaN;
    }
  };
}

/** Makes a decoder that gives NaN for bits of a register whose value means that there is none. */
export function bitsWithNulls(decode: ValueDecoder, nulls: Float64Array): ValueDecoder {
  return (range, offset, values, start) => {
    decode(range, offset, values, start);
    const { view, responses, from, to } = range;
    const register = (offset >> 4) * 2;
    for (let response = from, at = start; response < to; response++, at++) {
      if (nulls.includes(view.getUint16(responses.dataStart[response]! + register))) {
        values[at] = Number.NaN;
      }
    }
  };
}
