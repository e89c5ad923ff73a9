import {
  planModbusReads,
  StatusCode,
  type ByteOrder,
  type ModbusDataType,
  type ModbusTable,
  type ModbusTagDefinition,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decode,
  KINDS,
  packNumber,
  planOf,
  RANGES,
  registersResponse,
  TIME,
  unsigned,
  valuesOf,
} from '../support/modbus-responses.ts';
import { bytes, type Sample } from '../support/samples.ts';

describe('the examples of the specification', () => {
  test('section 6.1, read coils 20 to 38', () => {
    const coils = Array.from({ length: 19 }, (_, index) => ({
      table: 'coil' as const,
      address: 19 + index,
    }));
    const text = valuesOf(decode(planOf(coils), bytes('01 03 CD 6B 05'))).join('');
    // Bits of CD, 6B and 05 from the lowest on.
    expect(text).toBe('1011001111010110101');
  });

  test('section 6.2, read discrete inputs 197 to 218', () => {
    const inputs = Array.from({ length: 22 }, (_, index) => ({
      table: 'discrete-input' as const,
      address: 196 + index,
    }));
    const text = valuesOf(decode(planOf(inputs), bytes('02 03 AC DB 35'))).join('');
    expect(text).toBe('0011010111011011101011');
  });

  test('section 6.3, read holding registers 108 to 110', () => {
    const plan = planOf([107, 108, 109].map((address) => ({ address, rawType: 'uint16' })));
    expect(valuesOf(decode(plan, bytes('03 06 02 2B 00 00 00 64')))).toEqual([555, 0, 100]);
  });

  test('section 6.4, read input register 9', () => {
    const plan = planOf([{ table: 'input-register', address: 8, rawType: 'int16' }]);
    expect(decode(plan, bytes('04 02 00 0A'))).toEqual([
      { tag: 0, time: TIME, value: 10, status: StatusCode.good },
    ]);
  });
});

describe('values in registers', () => {
  const known: readonly {
    rawType: ModbusDataType;
    byteOrder: ByteOrder;
    wire: string;
    value: number;
  }[] = [
    { rawType: 'float32', byteOrder: 'ABCD', wire: '42 F6 E9 79', value: Math.fround(123.456) },
    { rawType: 'float32', byteOrder: 'CDAB', wire: 'E9 79 42 F6', value: Math.fround(123.456) },
    { rawType: 'float32', byteOrder: 'BADC', wire: 'F6 42 79 E9', value: Math.fround(123.456) },
    { rawType: 'float32', byteOrder: 'DCBA', wire: '79 E9 F6 42', value: Math.fround(123.456) },
    { rawType: 'int32', byteOrder: 'ABCD', wire: 'FF FF FF FE', value: -2 },
    { rawType: 'uint32', byteOrder: 'CDAB', wire: '00 01 FF FF', value: 0xffff_0001 },
    { rawType: 'int16', byteOrder: 'BADC', wire: 'FE FF', value: -2 },
    { rawType: 'uint16', byteOrder: 'CDAB', wire: '12 34', value: 0x1234 },
    { rawType: 'float64', byteOrder: 'ABCD', wire: '40 5E DD 2F 1A 9F BE 77', value: 123.456 },
    { rawType: 'float64', byteOrder: 'DCBA', wire: '77 BE 9F 1A 2F DD 5E 40', value: 123.456 },
  ];
  test.each(known)('$rawType $byteOrder reads $wire as $value', ({ wire, value, ...tag }) => {
    const plan = planOf([{ address: 0, ...tag }]);
    expect(valuesOf(decode(plan, registersResponse(bytes(wire))))).toEqual([value]);
  });

  test.each(KINDS)('$type $order reads what the slow, obvious packer packed', ({ type, order }) => {
    fc.assert(
      fc.property(fc.array(RANGES[type], { minLength: 1, maxLength: 20 }), (values) => {
        const packed = values.map((value) => packNumber(type, order, value));
        const width = packed[0]!.length / 2;
        const plan = planOf(
          values.map((_, index) => ({ address: index * width, rawType: type, byteOrder: order })),
        );
        const response = registersResponse(Uint8Array.from(packed.flat()));
        expect(valuesOf(decode(plan, response))).toEqual(values.map(unsigned));
      }),
    );
  });

  test('of many types side by side are each read as its own', () => {
    const anyValue = fc.constantFrom(...KINDS).chain(({ type, order }) =>
      RANGES[type].map((value) => ({
        type,
        order,
        value,
        packed: packNumber(type, order, value),
      })),
    );
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1, maxLength: 15 }), (values) => {
        let address = 0;
        const tags = values.map(({ type, order, packed }) => {
          const tag = { address, rawType: type, byteOrder: order };
          address += packed.length / 2;
          return tag;
        });
        const response = registersResponse(Uint8Array.from(values.flatMap(({ packed }) => packed)));
        const samples = decode(planOf(tags), response);
        expect(valuesOf(samples)).toEqual(values.map(({ value }) => unsigned(value)));
        expect(samples.every(({ time, status }) => time === TIME && status === 0)).toBe(true);
      }),
    );
  });

  test('are scaled, then shifted', () => {
    const plan = planOf([
      { address: 0, rawType: 'int16', scale: 0.5, offset: -10 },
      { address: 1, rawType: 'int16' },
    ]);
    expect(valuesOf(decode(plan, registersResponse(bytes('00 64 00 64'))))).toEqual([40, 100]);
  });

  test.each([
    { raw: 'NaN', wire: '7F C0 00 00' },
    { raw: 'infinity', wire: '7F 80 00 00' },
    { raw: 'minus infinity', wire: 'FF 80 00 00' },
  ])('$raw is a failed sensor without a value', ({ wire }) => {
    const plan = planOf([
      { address: 0, rawType: 'float32' },
      { address: 2, rawType: 'int16' },
    ]);
    const samples = decode(plan, registersResponse(bytes(`${wire} 00 07`)));
    expect(samples.toSorted((one, other) => one.tag - other.tag)).toEqual([
      { tag: 0, time: TIME, value: NaN, status: StatusCode.badSensorFailure },
      { tag: 1, time: TIME, value: 7, status: StatusCode.good },
    ]);
  });

  test('a value that only its scale makes infinite is out of range', () => {
    const plan = planOf([{ address: 0, rawType: 'float64', scale: 1e300 }]);
    const response = registersResponse(Uint8Array.from(packNumber('float64', 'ABCD', 1e300)));
    expect(decode(plan, response)).toEqual([
      { tag: 0, time: TIME, value: NaN, status: StatusCode.badOutOfRange },
    ]);
  });
});

describe('integers of 64 bits', () => {
  const decoded = (rawType: ModbusDataType, byteOrder: ByteOrder, wire: string) =>
    decode(planOf([{ address: 0, rawType, byteOrder }]), registersResponse(bytes(wire)))[0]!;

  test.each<{ rawType: ModbusDataType; byteOrder: ByteOrder; wire: string; value: number }>([
    { rawType: 'int64', byteOrder: 'ABCD', wire: '00 00 00 00 07 5B CD 15', value: 123_456_789 },
    { rawType: 'uint64', byteOrder: 'ABCD', wire: '00 00 00 00 07 5B CD 15', value: 123_456_789 },
    { rawType: 'int64', byteOrder: 'CDAB', wire: 'CD 15 07 5B 00 00 00 00', value: 123_456_789 },
    { rawType: 'uint64', byteOrder: 'BADC', wire: '00 00 00 00 5B 07 15 CD', value: 123_456_789 },
    { rawType: 'uint64', byteOrder: 'DCBA', wire: '15 CD 5B 07 00 00 00 00', value: 123_456_789 },
    { rawType: 'int64', byteOrder: 'ABCD', wire: 'FF FF FF FF FF FF FF FF', value: -1 },
    {
      rawType: 'int64',
      byteOrder: 'ABCD',
      wire: '00 1F FF FF FF FF FF FF',
      value: Number.MAX_SAFE_INTEGER,
    },
    {
      rawType: 'int64',
      byteOrder: 'ABCD',
      wire: 'FF E0 00 00 00 00 00 01',
      value: Number.MIN_SAFE_INTEGER,
    },
  ])('$rawType $byteOrder reads $wire as $value, Good', ({ rawType, byteOrder, wire, value }) => {
    expect(decoded(rawType, byteOrder, wire)).toMatchObject({ value, status: StatusCode.good });
  });

  test.each<{ rawType: ModbusDataType; wire: string; value: number }>([
    { rawType: 'uint64', wire: 'FF FF FF FF FF FF FF FF', value: 1.8446744073709552e19 },
    { rawType: 'int64', wire: '00 20 00 00 00 00 00 01', value: 9_007_199_254_740_992 },
    { rawType: 'int64', wire: 'FF DF FF FF FF FF FF FF', value: -9_007_199_254_740_992 },
    { rawType: 'int64', wire: '80 00 00 00 00 00 00 00', value: -(2 ** 63) },
  ])(
    '$rawType reads $wire as $value, and says that it may be inexact',
    ({ rawType, wire, value }) => {
      const status = StatusCode.uncertainDataSubNormal;
      expect(decoded(rawType, 'ABCD', wire)).toMatchObject({ value, status });
    },
  );

  test('round to the nearest double, as a BigInt does', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (raw) => {
        const wire = Buffer.alloc(8);
        wire.writeBigInt64BE(raw);
        expect(decoded('int64', 'ABCD', wire.toString('hex')).value).toBe(Number(raw));
        expect(decoded('uint64', 'ABCD', wire.toString('hex')).value).toBe(
          Number(BigInt.asUintN(64, raw)),
        );
      }),
    );
  });
});

describe('raw values that stand for none', () => {
  test('are no value, before they are scaled, and only of the tags that name them', () => {
    const tags: readonly Omit<ModbusTagDefinition, 'name'>[] = [
      { address: 0, rawType: 'uint16', scale: 0.1, nulls: [0xffff] },
      { address: 1, rawType: 'int16', scale: 0.1, nulls: [-32_768] },
      { address: 2, rawType: 'uint32', scale: 0.1, nulls: [0xffff_ffff] },
      { address: 4, rawType: 'int32', nulls: [-(2 ** 31)] },
      { address: 6, rawType: 'float32' },
      { address: 8, rawType: 'uint16', scale: 0.1, nulls: [0xffff] },
    ];
    const samples = decode(
      planOf(tags),
      bytes('03 12 FF FF 80 00 FF FF FF FF 80 00 00 00 7F C0 00 00 FF FE'),
    ).toSorted((one, other) => one.tag - other.tag);
    expect(samples.map(({ value }) => value)).toEqual([NaN, NaN, NaN, NaN, NaN, 0xfffe * 0.1]);
    const { badSensorFailure, good } = StatusCode;
    expect(samples.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 5 }, () => badSensorFailure),
      good,
    ]);
  });

  test.each<{ rawType: ModbusDataType; wire: string; neighbour: string }>([
    { rawType: 'int16', wire: '80 00', neighbour: '80 01' },
    { rawType: 'uint16', wire: 'FF FF', neighbour: 'FF FE' },
    { rawType: 'int32', wire: '80 00 00 00', neighbour: '80 00 00 01' },
    { rawType: 'uint32', wire: 'FF FF FF FF', neighbour: 'FF FF FF FE' },
    { rawType: 'int64', wire: '80 00 00 00 00 00 00 00', neighbour: '00 00 00 00 00 00 00 00' },
    { rawType: 'uint64', wire: 'FF FF FF FF FF FF FF FF', neighbour: '00 00 00 00 00 00 00 01' },
    { rawType: 'float32', wire: '7F C0 00 00', neighbour: '00 00 00 00' },
  ])("SunSpec's for $rawType is $wire", ({ rawType, wire, neighbour }) => {
    const [plan] = planModbusReads([{ name: 'a', address: 0, rawType }], 0, 0, {
      notImplemented: 'sunspec',
    });
    expect(decode(plan!, registersResponse(bytes(wire)))).toMatchObject([
      { value: NaN, status: StatusCode.badSensorFailure },
    ]);
    expect(decode(plan!, registersResponse(bytes(neighbour)))).toMatchObject([
      { status: StatusCode.good },
    ]);
  });

  test("SunSpec's of a field of bits is all of them", () => {
    const tags = [0, 15].map((bit) => ({ name: `bit-${bit}`, address: 0, bit }));
    const [plan] = planModbusReads(tags, 0, 0, { notImplemented: 'sunspec' });
    const decoded = ['FF FF', 'FF FE', '7F FF'].map((wire) =>
      valuesOf(decode(plan!, registersResponse(bytes(wire)))),
    );
    expect(decoded).toEqual([
      [NaN, NaN],
      [0, 1],
      [1, 0],
    ]);
  });

  test('of a float32 are compared as the device keeps them', () => {
    const wire = Buffer.alloc(4);
    wire.writeFloatBE(-999.9);
    const plan = planOf([{ address: 0, rawType: 'float32', nulls: [-999.9] }]);
    expect(decode(plan, registersResponse(wire))).toMatchObject([
      { value: NaN, status: StatusCode.badSensorFailure },
    ]);
  });

  test('of the source and of the tag are both heeded', () => {
    const [plan] = planModbusReads(
      [{ name: 'a', address: 0, rawType: 'uint16', nulls: [7] }],
      0,
      0,
      { nulls: [9, -999.25] },
    );
    const values = ['00 07', '00 08', '00 09'].map(
      (wire) => decode(plan!, registersResponse(bytes(wire)))[0]!.value,
    );
    expect(values).toEqual([NaN, 8, NaN]);
  });

  test('do not make a value out of range of what only its scale makes infinite', () => {
    const plan = planOf([
      { address: 0, rawType: 'float64', scale: 1e300, nulls: [1e300] },
      { address: 4, rawType: 'float64', scale: 1e300 },
    ]);
    const huge = packNumber('float64', 'ABCD', 1e300);
    const samples = decode(plan, registersResponse(Uint8Array.from([...huge, ...huge])));
    expect(samples.toSorted((one, other) => one.tag - other.tag)).toMatchObject([
      { status: StatusCode.badSensorFailure },
      { status: StatusCode.badOutOfRange },
    ]);
  });
});

describe('bits', () => {
  test('of a register count from its least significant one', () => {
    const tags = Array.from({ length: 16 }, (_, bit) => ({
      address: 3,
      rawType: 'bool' as const,
      bit,
    }));
    const plan = planOf(tags);
    for (let bit = 0; bit < 16; bit++) {
      const register = 1 << bit;
      const response = registersResponse(Uint8Array.of(register >> 8, register & 0xff));
      expect(valuesOf(decode(plan, response))).toEqual(
        tags.map((tag) => (tag.bit === bit ? 1 : 0)),
      );
    }
  });

  test('of coils are where the slow, obvious packer put them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 300 }),
        fc.constantFrom<ModbusTable>('coil', 'discrete-input'),
        (states, table) => {
          const data = new Uint8Array(Math.ceil(states.length / 8));
          for (const [index, isOn] of states.entries()) {
            if (isOn) data[Math.floor(index / 8)]! += 2 ** (index % 8);
          }
          const plan = planOf(states.map((_, index) => ({ table, address: 5 + index })));
          const response = Uint8Array.of(table === 'coil' ? 1 : 2, data.length, ...data);
          expect(valuesOf(decode(plan, response))).toEqual(states.map(Number));
        },
      ),
    );
  });
});

describe('what a device may not send', () => {
  const plan = planOf([0, 1, 2].map((address) => ({ address, rawType: 'uint16' })));

  test.each([
    {
      response: '83 01',
      status: 'badConfigurationError',
      message: 'exception 1, illegal function',
    },
    {
      response: '83 02',
      status: 'badConfigurationError',
      message: 'exception 2, illegal data address',
    },
    {
      response: '83 03',
      status: 'badConfigurationError',
      message: 'exception 3, illegal data value',
    },
    {
      response: '83 04',
      status: 'badDeviceFailure',
      message: 'exception 4, server device failure',
    },
    { response: '83 06', status: 'badDeviceFailure', message: 'exception 6, server device busy' },
    {
      response: '83 0A',
      status: 'badNoCommunication',
      message: 'exception 10, gateway path unavailable',
    },
    {
      response: '83 0B',
      status: 'badNoCommunication',
      message: 'exception 11, gateway target device failed to respond',
    },
    { response: '83 63', status: 'badDeviceFailure', message: 'exception 99, unknown' },
  ] as const)('exception $response makes its tags $status', ({ response, status, message }) => {
    expect(() => decode(plan, bytes(response))).toThrow(
      expect.objectContaining({
        name: 'ProtocolError',
        code: 'MODBUS_EXCEPTION',
        status: StatusCode[status],
        message: `the device answered ${message}`,
      }),
    );
  });

  test.each([
    {
      response: '',
      code: 'MODBUS_LENGTH_MISMATCH',
      message: 'expected a response of at least 2 bytes, got 0',
    },
    {
      response: '04 06 00 01 00 02 00 03',
      code: 'MODBUS_FUNCTION_MISMATCH',
      message: 'expected function 3, got 4',
    },
    {
      response: '84 02',
      code: 'MODBUS_FUNCTION_MISMATCH',
      message: 'expected function 3, got 132',
    },
    {
      response: '03 04 00 01 00 02 00 03',
      code: 'MODBUS_LENGTH_MISMATCH',
      message: 'expected 6 bytes of data, got 6 and 4 announced',
    },
    {
      response: '03 06 00 01 00 02 00 03 00',
      code: 'MODBUS_LENGTH_MISMATCH',
      message: 'expected 6 bytes of data, got 7 and 6 announced',
    },
  ])('"$response" is refused as $code', ({ response, code, message }) => {
    expect(() => decode(plan, bytes(response))).toThrow(
      expect.objectContaining({ name: 'ProtocolError', code, message }),
    );
  });

  test('every response cut short is refused', () => {
    const whole = bytes('03 06 02 2B 00 00 00 64');
    for (let length = 0; length < whole.length; length++) {
      expect(() => decode(plan, whole.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'MODBUS_LENGTH_MISMATCH' }),
      );
    }
  });

  test('whatever comes is samples of all tags or a ProtocolError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (response) => {
        const outcome = outcomeOf(() => decode(plan, response));
        expect(['ProtocolError', 3]).toContain(outcome);
      }),
    );
  });
});

/** How many samples came, or the name of what was thrown. */
function outcomeOf(work: () => readonly Sample[]): number | string {
  try {
    return work().length;
  } catch (error) {
    return (error as Error).name;
  }
}
