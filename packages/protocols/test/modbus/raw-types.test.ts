import { StatusCode, type ByteOrder, type ModbusDataType } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestFloat16 } from '../../src/modbus/nearest-float16.ts';
import {
  decode,
  HALVES,
  KINDS,
  planOf,
  registersResponse,
  unsigned,
  valuesOf,
} from '../support/modbus-responses.ts';
import { bytes, type Sample } from '../support/samples.ts';

const { badDecodingError, badSensorFailure, good, uncertainDataSubNormal } = StatusCode;

function sampleOf(rawType: ModbusDataType, wire: string, byteOrder: ByteOrder = 'ABCD'): Sample {
  return decode(planOf([{ address: 0, rawType, byteOrder }]), registersResponse(bytes(wire)))[0]!;
}

describe('raw types', () => {
  test.each<{ rawType: ModbusDataType; wire: string; value: number }>([
    { rawType: 'int8-high', wire: 'FE 01', value: -2 },
    { rawType: 'int8-low', wire: '01 FE', value: -2 },
    { rawType: 'uint8-high', wire: 'FE 01', value: 254 },
    { rawType: 'uint8-low', wire: '01 FE', value: 254 },
    { rawType: 'float16', wire: '3C 00', value: 1 },
    { rawType: 'float16', wire: 'C0 00', value: -2 },
    { rawType: 'float16', wire: '7B FF', value: 65_504 },
    { rawType: 'float16', wire: '04 00', value: 2 ** -14 },
    { rawType: 'float16', wire: '00 01', value: 2 ** -24 },
    { rawType: 'float16', wire: '35 55', value: 0.333251953125 },
    { rawType: 'bcd16', wire: '12 34', value: 1_234 },
    { rawType: 'bcd16', wire: '99 99', value: 9_999 },
    { rawType: 'bcd32', wire: '12 34 56 78', value: 12_345_678 },
    { rawType: 'unix-seconds', wire: 'FF FF FF FF', value: 4_294_967_295 },
    { rawType: 'unix-milliseconds', wire: '00 00 01 9D 93 45 32 00', value: 1_776_292_278_784 },
    { rawType: 'unix-milliseconds', wire: 'FF FF FF FF FF FF FF FF', value: -1 },
  ])('$rawType reads $wire as $value, Good', ({ rawType, wire, value }) => {
    expect(sampleOf(rawType, wire)).toMatchObject({ value, status: good });
  });

  test.each<{ rawType: ModbusDataType; byteOrder: ByteOrder; wire: string; value: number }>([
    { rawType: 'float16', byteOrder: 'BADC', wire: '00 3C', value: 1 },
    { rawType: 'bcd16', byteOrder: 'DCBA', wire: '34 12', value: 1_234 },
    { rawType: 'bcd32', byteOrder: 'CDAB', wire: '56 78 12 34', value: 12_345_678 },
    { rawType: 'bcd32', byteOrder: 'DCBA', wire: '78 56 34 12', value: 12_345_678 },
  ])('$rawType $byteOrder reads $wire as $value', ({ rawType, byteOrder, wire, value }) => {
    expect(sampleOf(rawType, wire, byteOrder).value).toBe(value);
  });

  test.each<{ byteOrder: ByteOrder; wire: string }>([
    { byteOrder: 'ABCDEFGH', wire: '00 01 02 03 04 05 06 07' },
    { byteOrder: 'BADCFEHG', wire: '01 00 03 02 05 04 07 06' },
    { byteOrder: 'CDABGHEF', wire: '02 03 00 01 06 07 04 05' },
    { byteOrder: 'DCBAHGFE', wire: '03 02 01 00 07 06 05 04' },
    { byteOrder: 'EFGHABCD', wire: '04 05 06 07 00 01 02 03' },
    { byteOrder: 'FEHGBADC', wire: '05 04 07 06 01 00 03 02' },
    { byteOrder: 'GHEFCDAB', wire: '06 07 04 05 02 03 00 01' },
    { byteOrder: 'HGFEDCBA', wire: '07 06 05 04 03 02 01 00' },
  ])('a value in four registers is read in the order $byteOrder', ({ byteOrder, wire }) => {
    expect(sampleOf('uint64', wire, byteOrder).value).toBe(0x01_0203_0405_0607);
  });
});

describe('float16', () => {
  test('reads all of its bits as the formula of the standard does', () => {
    for (let from = 0; from < HALVES.length; from += 64) {
      const registers = new Uint8Array(128);
      const view = new DataView(registers.buffer);
      for (let at = 0; at < 64; at++) view.setUint16(2 * at, from + at);
      const plan = planOf(
        Array.from({ length: 64 }, (_, address) => ({ address, rawType: 'float16' })),
      );
      // An infinite value is none.
      const expected = HALVES.slice(from, from + 64).map((half) =>
        Number.isFinite(half) ? unsigned(half) : NaN,
      );
      expect(valuesOf(decode(plan, registersResponse(registers)))).toEqual(expected);
    }
  });

  test.each(['7C 00', 'FC 00', '7E 00'])('%s is a failed sensor', (wire) => {
    expect(sampleOf('float16', wire)).toMatchObject({ value: NaN, status: badSensorFailure });
  });

  test('rounds to the nearest of all halves, the even one of two', () => {
    const finite = HALVES.map((value, bits) => ({ value, bits })).filter(
      ({ value, bits }) => Number.isFinite(value) && bits < 2 ** 15,
    );
    for (const [index, { value, bits }] of finite.entries()) {
      expect(nearestFloat16(value)).toBe(value);
      expect(nearestFloat16(-value)).toBe(-value);
      const next = finite[index + 1];
      if (next === undefined) continue;
      const middle = (value + next.value) / 2;
      expect(nearestFloat16(middle)).toBe(bits % 2 === 0 ? value : next.value);
      expect(nearestFloat16(middle - middle * 2 ** -40)).toBe(value);
      expect(nearestFloat16(middle + middle * 2 ** -40)).toBe(next.value);
    }
    expect([65_519.99, 65_520, -1e9].map(nearestFloat16)).toEqual([65_504, Infinity, -Infinity]);
  });

  test('compares its nulls as the device keeps them', () => {
    // -999.9 is kept as -1000.
    const plan = planOf([{ address: 0, rawType: 'float16', nulls: [-999.9] }]);
    expect(decode(plan, registersResponse(bytes('E3 D0')))).toMatchObject([
      { value: NaN, status: badSensorFailure },
    ]);
  });
});

describe('BCD', () => {
  test.each<{ rawType: ModbusDataType; wire: string }>([
    { rawType: 'bcd16', wire: '12 3A' },
    { rawType: 'bcd16', wire: 'A0 00' },
    { rawType: 'bcd16', wire: 'FF FF' },
    { rawType: 'bcd32', wire: '00 00 00 0F' },
    { rawType: 'bcd32', wire: 'B0 00 00 00' },
  ])('a $rawType of $wire is Bad, and no value', ({ rawType, wire }) => {
    expect(sampleOf(rawType, wire)).toMatchObject({ value: NaN, status: badDecodingError });
  });

  test('is a number or Bad for every register, as its hexadecimal text is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (registers) => {
        const text = Buffer.from(registers).toString('hex');
        const [sample] = decode(
          planOf([{ address: 0, rawType: 'bcd32' }]),
          registersResponse(registers),
        );
        expect(sample).toMatchObject(
          /^\d{8}$/.test(text)
            ? { value: Number(text), status: good }
            : { value: NaN, status: badDecodingError },
        );
      }),
    );
  });

  test('tells a value that means none from digits that are none', () => {
    const tag = { address: 0, rawType: 'bcd16', nulls: [9_999] } as const;
    const statuses = ['99 99', '99 9A', '00 00'].map(
      (wire) => decode(planOf([tag]), registersResponse(bytes(wire)))[0]!.status,
    );
    expect(statuses).toEqual([badSensorFailure, badDecodingError, good]);
  });
});

test('a time in milliseconds that a double does not hold is Uncertain', () => {
  expect(sampleOf('unix-milliseconds', '00 20 00 00 00 00 00 01').status).toBe(
    uncertainDataSubNormal,
  );
});

test('whatever registers hold, each type gives a finite value that is not Bad, or Bad without a value', () => {
  const anyTags = fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 20 });
  const anyScaling = fc.constantFrom(
    undefined,
    { rawLow: 0, rawHigh: 27_648, low: 0, high: 100 },
    { rawLow: -5, rawHigh: 5, low: 1e308, high: -1e308, clamp: true },
    { rawLow: -5, rawHigh: 5, low: 1e308, high: -1e308 },
  );
  fc.assert(
    fc.property(
      anyTags,
      anyScaling,
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      (kinds, scaling, registers) => {
        const tags = kinds.map(({ type, order }) => ({
          address: 0,
          rawType: type,
          byteOrder: order,
          ...(scaling && { scaling }),
        }));
        const plan = planOf([...tags, { address: 0, rawType: 'uint64' }]);
        const samples = decode(plan, registersResponse(registers));
        expect(samples).toHaveLength(tags.length + 1);
        for (const { value, status } of samples) {
          expect(Number.isFinite(value)).toBe(status >= 0);
        }
      },
    ),
    { numRuns: 5_000 },
  );
});
