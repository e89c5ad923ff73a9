import { createHistorian, type Historian } from '@varve/historian';
import {
  StatusCode,
  type ByteOrder,
  type ModbusDataType,
  type ModbusTagDefinition,
} from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, pymodbus } from '../../../test/requirement.ts';
import { parseConfiguration } from '../src/main/configuration/read-configuration.ts';
import {
  startPymodbus,
  type PymodbusServer,
  type RegisterValue,
} from './support/pymodbus-server.ts';
import { startTestDatabase, type TestDatabase } from './support/test-database.ts';

interface TypedValue {
  readonly rawType: Exclude<ModbusDataType, 'bool'>;
  readonly byteOrder: ByteOrder;
  readonly value: number;
}

const SHORT: readonly ByteOrder[] = ['ABCD', 'BADC', 'CDAB', 'DCBA'];
const LONG: readonly ByteOrder[] = [...SHORT, 'CDABGHEF', 'EFGHABCD', 'DCBAHGFE', 'FEHGBADC'];

/** A value of each type in each order that its width has, which another order, width or sign would change. */
const VALUES: readonly TypedValue[] = [
  ...valuesOf('int8-high', ['ABCD'], -7),
  ...valuesOf('int8-low', ['ABCD'], -8),
  ...valuesOf('uint8-high', ['ABCD'], 201),
  ...valuesOf('uint8-low', ['ABCD'], 202),
  ...valuesOf('int16', ['ABCD', 'BADC'], -300),
  ...valuesOf('uint16', ['ABCD', 'BADC'], 60_001),
  ...valuesOf('float16', ['ABCD', 'BADC'], -0.0999755859375),
  ...valuesOf('bcd16', ['ABCD', 'BADC'], 9_071),
  ...valuesOf('int32', SHORT, -70_000),
  ...valuesOf('uint32', SHORT, 4_000_000_001),
  ...valuesOf('float32', SHORT, 1_234.5),
  ...valuesOf('bcd32', SHORT, 90_817_263),
  ...valuesOf('unix-seconds', ['ABCD', 'CDAB'], 1_790_000_000),
  ...valuesOf('int64', LONG, -5_000_000_000_001),
  ...valuesOf('float64', ['ABCD', 'DCBA'], 123.456),
  ...valuesOf('uint64', ['ABCD', 'CDABGHEF'], 5_000_000_000_001),
  ...valuesOf('unix-milliseconds', ['ABCD', 'CDAB'], 1_790_000_000_123),
];

function valuesOf(
  rawType: TypedValue['rawType'],
  orders: readonly ByteOrder[],
  value: number,
): TypedValue[] {
  return orders.map((byteOrder) => ({ rawType, byteOrder, value }));
}

const nameOf = ({ rawType, byteOrder }: TypedValue): string => `${rawType}/${byteOrder}`;

/** Registers 100 to 199: four for each value, whatever its width, in two tables as one does not hold them all. */
const ADDRESSES: readonly { readonly table: 'holding' | 'input'; readonly address: number }[] =
  VALUES.map((_, index) =>
    index < 25
      ? { table: 'holding', address: 100 + 4 * index }
      : { table: 'input', address: 4 * (index - 25) },
  );

const TYPED_TAGS: readonly ModbusTagDefinition[] = VALUES.map((value, index) => {
  const { table, address } = ADDRESSES[index]!;
  const { rawType, byteOrder } = value;
  return { name: nameOf(value), address: `${table}:${address}`, rawType, byteOrder };
});

const SCALING = { rawLow: 0, rawHigh: 27_648, low: -50, high: 150 };

const OTHER_TAGS: readonly ModbusTagDefinition[] = [
  { name: 'forms/five', address: '40001', rawType: 'uint16' },
  { name: 'forms/six', address: '400002', rawType: 'uint16' },
  { name: 'forms/x', address: '4x3', rawType: 'uint16' },
  { name: 'forms/number', address: 3, rawType: 'uint16' },
  { name: 'forms/bit', address: '40005.3', dataType: 'digital' },
  { name: 'forms/input', address: '30201', rawType: 'uint16' },
  { name: 'forms/coil', address: '00010', dataType: 'digital' },
  { name: 'forms/discrete', address: '1x7', dataType: 'digital' },
  { name: 'scaled/line', address: '40013', rawType: 'int16', scaling: SCALING },
  {
    name: 'scaled/clamped',
    address: '40013',
    rawType: 'int16',
    scaling: { ...SCALING, clamp: true },
  },
  { name: 'digits/none', address: '40014', rawType: 'bcd16' },
  { name: 'text/batch', address: '30301', dataType: 'text', length: 9 },
];

describe('the types of a pymodbus server', needs(pymodbus), () => {
  let database: TestDatabase;
  let server: PymodbusServer;
  let historian: Historian;

  beforeAll(async () => {
    server = await startPymodbus();
    database = await startTestDatabase();
    const endpoint = {
      protocol: 'modbus',
      host: '127.0.0.1',
      port: server.port,
      pollIntervalMs: 20,
      // A busy machine is no silence of the device.
      timeoutMs: 5_000,
    };
    const sources = [
      { ...endpoint, name: 'typed', tags: TYPED_TAGS },
      { ...endpoint, name: 'plc', tags: OTHER_TAGS },
    ];
    historian = await createHistorian({
      database: database.connectionString,
      directory: database.directory,
      sources: parseConfiguration(JSON.stringify({ sources }), 'field.json').sources,
      flushIntervalMs: 20,
    });
  });
  afterAll(async () => {
    await historian?.stop();
    await database?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  function latest(tag: string): { value: number; status: number } | undefined {
    const { id } = historian.tags.find(({ definition }) => definition.name === tag)!;
    const [sample] = historian.latest([id]);
    return sample && { value: sample.value, status: sample.status };
  }

  test('are each read as their own, in each order of bytes', async () => {
    const valuesIn = (table: string): RegisterValue[] =>
      VALUES.flatMap(({ rawType, byteOrder, value }, index) => {
        const place = ADDRESSES[index]!;
        return place.table === table ? [[place.address, rawType, byteOrder, value]] : [];
      });
    await server.tell({ registers: valuesIn('holding'), input_registers: valuesIn('input') });
    const expected = VALUES.map((each) => [nameOf(each), { value: each.value, status: 0 }]);
    await expect
      .poll(() => VALUES.map((each) => [nameOf(each), latest(nameOf(each))]))
      .toEqual(expected);
  });

  test('are read from addresses as engineers write them', async () => {
    await server.tell({
      registers: [
        [0, 'uint16', 'ABCD', 11],
        [1, 'uint16', 'ABCD', 12],
        [2, 'uint16', 'ABCD', 13],
        [3, 'uint16', 'ABCD', 14],
        [4, 'uint16', 'ABCD', 0b1000],
      ],
      input_registers: [[200, 'uint16', 'ABCD', 15]],
      coils: [[9, 1]],
      discrete_inputs: [[6, 1]],
    });
    const names = ['five', 'six', 'x', 'number', 'bit', 'input', 'coil', 'discrete'];
    await expect
      .poll(() => names.map((name) => latest(`forms/${name}`)?.value))
      .toEqual([11, 12, 13, 14, 1, 15, 1, 1]);
  });

  test('are scaled by two ranges, and clamped with a status that says so', async () => {
    const read = () => [latest('scaled/line'), latest('scaled/clamped')];
    await server.tell({ registers: [[12, 'int16', 'ABCD', 6_912]] });
    const inside = { value: 0, status: StatusCode.good };
    await expect.poll(read).toEqual([inside, inside]);
    await server.tell({ registers: [[12, 'int16', 'ABCD', 32_767]] });
    await expect.poll(read).toEqual([
      { value: expect.closeTo(-50 + (200 * 32_767) / 27_648, 9), status: StatusCode.good },
      { value: 150, status: StatusCode.uncertainEngineeringUnitsExceeded },
    ]);
  });

  test('are texts too', async () => {
    const { id } = historian.tags.find(({ definition }) => definition.name === 'text/batch')!;
    const read = () => historian.latest([id])[0]?.text;
    await expect.poll(read).toBe('');
    await server.tell({ input_registers: [[300, 'text', 'ABCD', 'Lote 7-A9']] });
    await expect.poll(read).toBe('Lote 7-A9');
    await server.tell({ input_registers: [[300, 'text', 'ABCD', 'B\0']] });
    await expect.poll(read).toBe('B');
  });

  test('are Bad where decimal digits are none', async () => {
    await server.tell({ registers: [[13, 'uint16', 'ABCD', 0x123a]] });
    await expect
      .poll(() => latest('digits/none'))
      .toEqual({ value: NaN, status: StatusCode.badDecodingError });
  });
});
