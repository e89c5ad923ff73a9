import type { ValueDecoder } from './value-decoder.ts';

/** Makes NaN of the raw values that stand for none. */
export function withNulls(decode: ValueDecoder, nulls: Float64Array): ValueDecoder {
  return (view, dataStart, from, to, offset, values, at) => {
    decode(view, dataStart, from, to, offset, values, at);
    for (let place = at; place < at + to - from; place++) {
      if (nulls.includes(values[place]!)) values[place] = Number.NaN;
    }
  };
}

/** Makes NaN of bits whose register has a value that stands for none. */
export function bitsWithNulls(decode: ValueDecoder, nulls: Float64Array): ValueDecoder {
  return (view, dataStart, from, to, offset, values, at) => {
    decode(view, dataStart, from, to, offset, values, at);
    const register = (offset >> 4) * 2;
    for (let response = from, place = at; response < to; response++, place++) {
      if (nulls.includes(view.getUint16(dataStart[response]! + register))) {
        values[place] = Number.NaN;
      }
    }
  };
}
