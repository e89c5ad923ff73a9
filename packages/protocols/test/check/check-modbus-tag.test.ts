import { checkSource, type ModbusTagDefinition } from '@varve/protocols';
import { describe, expect, test } from 'vitest';

type Tag = Omit<ModbusTagDefinition, 'name'>;

const FORMS =
  "a whole number from 0 to 65535 as on the wire, or a text in quotes as '40001', '400001', '4x1', 'holding:0' or '40001.3'";
const SCALING = { rawLow: 4_000, rawHigh: 20_000, low: 0, high: 100 };

function issuesOf(...tags: readonly Tag[]): string[] {
  return checkSource({
    name: 'plc',
    protocol: 'modbus',
    host: 'plc',
    tags: tags.map((tag, index) => ({ name: `t${index}`, ...tag })),
  }).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('checkSource of Modbus tags', () => {
  test.each<{ title: string; tag: Tag }>([
    { title: 'a register', tag: { address: '40001' } },
    { title: 'a bit of a register', tag: { address: '40001.15', dataType: 'digital' } },
    { title: 'a bit beside the address', tag: { address: '4x1', bit: 3 } },
    { title: 'a digital tag in a coil', tag: { address: 'coil:7', dataType: 'digital' } },
    { title: 'the last register', tag: { address: '465536', rawType: 'bcd16' } },
    {
      title: 'a long order of bytes',
      tag: { address: 0, rawType: 'float64', byteOrder: 'CDABGHEF' },
    },
    { title: 'a scaling', tag: { address: 0, rawType: 'uint16', scaling: SCALING } },
    {
      title: 'a falling scaling',
      tag: { address: 0, rawType: 'uint16', scaling: { ...SCALING, high: -100, clamp: true } },
    },
    { title: 'a text', tag: { address: '40101', dataType: 'text', length: 16 } },
    {
      title: 'a text with swapped bytes that ends in the last register',
      tag: { address: 65_534, dataType: 'text', length: 3, byteOrder: 'BADC' },
    },
    { title: 'nulls of a half', tag: { address: 0, rawType: 'float16', nulls: [-999.9] } },
  ])('has nothing to say of $title', ({ tag }) => {
    expect(issuesOf(tag)).toEqual([]);
  });

  test.each<{ tag: Tag; issue: string }>([
    { tag: { address: 40_001.3 }, issue: `address: tag t0: expected ${FORMS}, got 40001.3` },
    { tag: { address: 400_001 }, issue: `address: tag t0: expected ${FORMS}, got 400001` },
    { tag: { address: '' }, issue: `address: tag t0: expected ${FORMS}, got ""` },
    { tag: { address: '7' }, issue: `address: tag t0: expected ${FORMS}, got "7"` },
    {
      tag: { address: '40000' },
      issue: 'address: tag t0: expected a number from 1 to 9999 behind 4, got "40000"',
    },
    {
      tag: { address: '00001.3' },
      issue: 'address: tag t0: expected no bit in table coil, got "00001.3"',
    },
    {
      tag: { address: '465536' },
      issue:
        'address: tag t0: expected 2 registers for a float32 within the last, 65535, got "465536"',
    },
    {
      tag: { address: '40001', table: 'holding-register' },
      issue:
        'table: tag t0: expected no table beside the address \'40001\', which names it, got "holding-register"',
    },
    {
      tag: { address: '40001.3', bit: 3 },
      issue: "bit: tag t0: expected no bit beside the address '40001.3', which names it, got 3",
    },
    {
      tag: { address: '40001.3', rawType: 'uint16' },
      issue: 'rawType: tag t0: expected bool, or none, beside a bit, got "uint16"',
    },
    {
      tag: { address: '10001', rawType: 'uint16' },
      issue: 'rawType: tag t0: expected bool, or none, in table discrete-input, got "uint16"',
    },
    {
      tag: { address: 0, rawType: 'int8-low', byteOrder: 'BADC' },
      issue:
        'byteOrder: tag t0: expected no order of bytes for a single byte, which its type names, got "BADC"',
    },
    {
      tag: { address: 0, byteOrder: 'CDABGHEF' },
      issue: 'byteOrder: tag t0: expected one of ABCD, BADC, CDAB, DCBA, got "CDABGHEF"',
    },
    {
      tag: { address: 0, rawType: 'bcd16', nulls: [65_535] },
      issue: 'nulls: tag t0: expected raw values that a bcd16 can have, got [65535]',
    },
    {
      tag: { address: 0, rawType: 'float16', nulls: [65_520] },
      issue: 'nulls: tag t0: expected raw values that a float16 can have, got [65520]',
    },
    {
      tag: { address: 0, dataType: 'text' },
      issue: 'length: tag t0: expected the characters of the text, 1 to 250, got nothing',
    },
    {
      tag: { address: 0, dataType: 'text', length: 251 },
      issue: 'length: tag t0: expected the characters of the text, 1 to 250, got 251',
    },
    {
      tag: { address: 65_535, dataType: 'text', length: 3 },
      issue: 'address: tag t0: expected 2 registers for a text within the last, 65535, got 65535',
    },
    {
      tag: { address: 'coil:0', dataType: 'text', length: 3 },
      issue: 'dataType: tag t0: expected no text in table coil, got "text"',
    },
    {
      tag: { address: 0, dataType: 'text', length: 3, byteOrder: 'CDAB' },
      issue: 'byteOrder: tag t0: expected ABCD or BADC for a text, got "CDAB"',
    },
    {
      tag: { address: 0, dataType: 'text', length: 3, rawType: 'uint16' },
      issue: 'rawType: tag t0: expected no rawType of a text, got "uint16"',
    },
    {
      tag: { address: 0, length: 3 },
      issue: "length: tag t0: expected no length, which only a tag of dataType 'text' has, got 3",
    },
    {
      tag: { address: 0, scaling: SCALING, scale: 2 },
      issue:
        'scaling: tag t0: expected either scaling or scale and offset, not both, got {"rawLow":4000,"rawHigh":20000,"low":0,"high":100}',
    },
    {
      tag: { address: '40001.3', scaling: SCALING },
      issue:
        'scaling: tag t0: expected no scaling of a bit, got {"rawLow":4000,"rawHigh":20000,"low":0,"high":100}',
    },
    {
      tag: { address: 0, scaling: { ...SCALING, rawHigh: 4_000 } },
      issue:
        'scaling: tag t0: expected rawLow to be less than rawHigh, got {"rawLow":4000,"rawHigh":4000,"low":0,"high":100}',
    },
    {
      tag: { address: 0, scaling: { ...SCALING, high: 0 } },
      issue:
        'scaling: tag t0: expected low and high to differ, got {"rawLow":4000,"rawHigh":20000,"low":0,"high":0}',
    },
    {
      tag: { address: 0, scaling: { ...SCALING, low: NaN } },
      issue:
        'scaling: tag t0: expected finite numbers rawLow, rawHigh, low and high, got {"rawLow":4000,"rawHigh":20000,"low":null,"high":100}',
    },
  ])('refuses $tag', ({ tag, issue }) => {
    expect(issuesOf(tag)).toEqual([`tags.0.${issue}`]);
  });

  test('refuses values that share some of their registers, however their addresses are written', () => {
    expect(issuesOf({ address: '40002' }, { address: 'holding:2' })).toEqual([
      'tags.1.address: tag t1: expected registers of its own, got 2 to 3, and t0 has 1 to 2',
    ]);
    expect(issuesOf({ address: '40002' }, { address: '30003' })).toEqual([]);
  });
});
