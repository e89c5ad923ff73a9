import {
  checkSource,
  type ModbusSourceDefinition,
  type ModbusTagDefinition,
} from '@varve/protocols';
import { describe, expect, test } from 'vitest';

const ADDRESS_FORMS =
  "a whole number from 0 to 65535 as on the wire, or a text in quotes as '40001', '400001', '4x1', 'holding:0' or '40001.3'";

type Tag = Omit<ModbusTagDefinition, 'name'>;
type Given = Partial<Omit<ModbusSourceDefinition, 'tags'>>;

function issuesOf(tags: readonly Tag[], given: Given = {}): string[] {
  const source: ModbusSourceDefinition = {
    name: 'plc',
    protocol: 'modbus',
    host: 'plc',
    ...given,
    tags: tags.map((tag, index) => ({ name: `t${index}`, ...tag })),
  };
  return checkSource(source).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('checkSource of a Modbus source', () => {
  test.each<{ title: string; tags: Tag[]; given?: Given }>([
    { title: 'a float in the last two registers', tags: [{ address: 65_534 }] },
    { title: 'a register in the last', tags: [{ address: 65_535, rawType: 'uint16' }] },
    { title: 'a coil at the last address', tags: [{ address: 65_535, table: 'coil' }] },
    { title: 'a bit without a raw type', tags: [{ address: 0, bit: 3 }] },
    { title: 'a bit of a digital tag', tags: [{ address: 0, bit: 3, dataType: 'digital' }] },
    {
      title: 'units 0, 247 and 255',
      tags: [0, 247, 255].map((unitId) => ({ unitId, address: 0 })),
    },
    {
      title: 'a digital tag in a uint16',
      tags: [{ address: 0, dataType: 'digital', states: ['off', 'on', 'trip'], rawType: 'uint16' }],
    },
    {
      title: 'a digital tag in a coil',
      tags: [{ address: 0, table: 'coil', dataType: 'digital', states: ['off', 'on'] }],
    },
    {
      title: 'two tags of the same registers, and one within another',
      tags: [{ address: 0 }, { address: 0 }, { address: 1, rawType: 'uint16' }, { address: 2 }],
    },
    {
      title: 'the same address in two units and tables',
      tags: [{ address: 0 }, { address: 1, unitId: 2 }, { address: 1, table: 'input-register' }],
    },
    {
      title: 'nulls of the source that only some tags can have',
      tags: [{ address: 0, rawType: 'uint16' }, { address: 2 }],
      given: { nulls: [-999.25] },
    },
  ])('has nothing to say of $title', ({ tags, given }) => {
    expect(issuesOf(tags, given)).toEqual([]);
  });

  test.each<{ tag: Tag; issue: string }>([
    {
      tag: { address: 65_535 },
      issue:
        'tags.0.address: tag t0: expected 2 registers for a float32 within the last, 65535, got 65535',
    },
    {
      tag: { address: 65_535, rawType: 'float64' },
      issue:
        'tags.0.address: tag t0: expected 4 registers for a float64 within the last, 65535, got 65535',
    },
    {
      tag: { address: 65_533, rawType: 'uint64' },
      issue:
        'tags.0.address: tag t0: expected 4 registers for a uint64 within the last, 65535, got 65533',
    },
    {
      tag: { address: -1 },
      issue: `tags.0.address: tag t0: expected ${ADDRESS_FORMS}, got -1`,
    },
    {
      tag: { address: 0, bit: 3, rawType: 'uint16' },
      issue: 'tags.0.rawType: tag t0: expected bool, or none, beside a bit, got "uint16"',
    },
    {
      tag: { address: 0, bit: 16 },
      issue: 'tags.0.bit: tag t0: expected a bit from 0 to 15, got 16',
    },
    {
      tag: { address: 0, bit: 3, table: 'coil' },
      issue: 'tags.0.bit: tag t0: expected no bit in a table of bits, got 3',
    },
    {
      tag: { address: 0, rawType: 'int16', table: 'discrete-input' },
      issue: 'tags.0.rawType: tag t0: expected bool, or none, in table discrete-input, got "int16"',
    },
    {
      tag: { address: 0, byteOrder: 'CDAB', table: 'coil' },
      issue: 'tags.0.byteOrder: tag t0: expected no order of bytes for a bit, got "CDAB"',
    },
    {
      tag: { address: 0, bit: 1, dataType: 'digital', states: ['a', 'b', 'c'] },
      issue: 'tags.0.states: tag t0: expected two states of a bit at most, got ["a","b","c"]',
    },
    {
      tag: { address: 0, dataType: 'digital', states: ['off', 'on'] },
      issue:
        'tags.0.rawType: tag t0: expected the raw type of a digital tag in a register (uint16), or a bit, got nothing',
    },
    {
      tag: { address: 0, table: 'input-register', dataType: 'digital' },
      issue:
        'tags.0.rawType: tag t0: expected the raw type of a digital tag in a register (uint16), or a bit, got nothing',
    },
    {
      tag: { address: 0, unitId: 248 },
      issue:
        'tags.0.unitId: tag t0: expected a unit from 0 to 247, or 255 (248 to 254 are reserved), got 248',
    },
    {
      tag: { address: 0, unitId: 254 },
      issue:
        'tags.0.unitId: tag t0: expected a unit from 0 to 247, or 255 (248 to 254 are reserved), got 254',
    },
    {
      tag: { address: 0, scale: 0 },
      issue: 'tags.0.scale: tag t0: expected a finite number other than 0, got 0',
    },
    {
      tag: { address: 0, rawType: 'uint16', nulls: [-1] },
      issue: 'tags.0.nulls: tag t0: expected raw values that a uint16 can have, got [-1]',
    },
    {
      tag: { address: 0, rawType: 'int16', nulls: [65_535] },
      issue: 'tags.0.nulls: tag t0: expected raw values that a int16 can have, got [65535]',
    },
    {
      tag: { address: 0, table: 'coil', nulls: [1] },
      issue: 'tags.0.nulls: tag t0: expected raw values that a bool can have, got [1]',
    },
    {
      tag: { address: 0, rawType: 'int24' as never },
      issue:
        'tags.0.rawType: tag t0: expected one of bool, int8-high, int8-low, uint8-high, uint8-low, int16, uint16, int32, uint32, int64, uint64, float16, float32, float64, bcd16, bcd32, unix-seconds, unix-milliseconds, got "int24"',
    },
    {
      tag: { address: 0, byteOrder: 'ABDC' as never },
      issue: 'tags.0.byteOrder: tag t0: expected one of ABCD, BADC, CDAB, DCBA, got "ABDC"',
    },
  ])('refuses $tag', ({ tag, issue }) => {
    expect(issuesOf([tag])).toEqual([issue]);
  });

  test('refuses values that share some of their registers and not all', () => {
    expect(issuesOf([{ address: 1 }, { address: 0 }])).toEqual([
      'tags.0.address: tag t0: expected registers of its own, got 1 to 2, and t1 has 0 to 1',
    ]);
  });

  test.each<{ given: Given; issue: string }>([
    { given: { host: ' ' }, issue: 'host: expected a host, got " "' },
    { given: { port: 0 }, issue: 'port: expected a port from 1 to 65535, got 0' },
    {
      given: { timeoutMs: 0 },
      issue: 'timeoutMs: expected whole milliseconds from 1 to 2147483647, got 0',
    },
    { given: { readGap: 125 }, issue: 'readGap: expected registers from 0 to 124, got 125' },
    { given: { readGap: 1.5 }, issue: 'readGap: expected registers from 0 to 124, got 1.5' },
    {
      given: { acceptUnitIds: [256] },
      issue: 'acceptUnitIds: expected unit ids from 0 to 255, got [256]',
    },
    {
      given: { transport: 'rtu-over-tcp', acceptAnyTransactionId: true },
      issue:
        'acceptAnyTransactionId: expected none with RTU, which has no transaction ids, got true',
    },
    {
      given: { transport: 'udp' as never },
      issue: `transport: expected 'tcp' or 'rtu-over-tcp', got "udp"`,
    },
    {
      given: { notImplemented: 'other' as never },
      issue: `notImplemented: expected 'sunspec', got "other"`,
    },
    {
      given: { nulls: [1e40] },
      issue: 'nulls.0: expected a raw value that one of the tags can have, got 1e+40',
    },
  ])('refuses $given', ({ given, issue }) => {
    expect(issuesOf([{ address: 0 }], given)).toEqual([issue]);
  });
});
