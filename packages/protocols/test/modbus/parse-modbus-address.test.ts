import {
  planModbusReads,
  type ModbusReadPlan,
  type ModbusTable,
  type ModbusTagDefinition,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseModbusAddress } from '../../src/modbus/parse-modbus-address.ts';

const TABLES: readonly {
  readonly digit: number;
  readonly word: string;
  readonly table: ModbusTable;
}[] = [
  { digit: 0, word: 'coil', table: 'coil' },
  { digit: 1, word: 'discrete', table: 'discrete-input' },
  { digit: 3, word: 'input', table: 'input-register' },
  { digit: 4, word: 'holding', table: 'holding-register' },
];

describe('parseModbusAddress', () => {
  test.each<{ text: string; table: ModbusTable; address: number; bit?: number }>([
    { text: '40001', table: 'holding-register', address: 0 },
    { text: '49999', table: 'holding-register', address: 9_998 },
    { text: '400001', table: 'holding-register', address: 0 },
    { text: '465536', table: 'holding-register', address: 65_535 },
    { text: '4x1', table: 'holding-register', address: 0 },
    { text: '4X00001', table: 'holding-register', address: 0 },
    { text: '30001', table: 'input-register', address: 0 },
    { text: '300001', table: 'input-register', address: 0 },
    { text: '3x65536', table: 'input-register', address: 65_535 },
    { text: '10001', table: 'discrete-input', address: 0 },
    { text: '1x20', table: 'discrete-input', address: 19 },
    { text: '00001', table: 'coil', address: 0 },
    { text: '000017', table: 'coil', address: 16 },
    { text: '0x10', table: 'coil', address: 9 },
    { text: 'holding:0', table: 'holding-register', address: 0 },
    { text: 'input:65535', table: 'input-register', address: 65_535 },
    { text: 'coil:0', table: 'coil', address: 0 },
    { text: 'discrete:12', table: 'discrete-input', address: 12 },
    { text: '40001.0', table: 'holding-register', address: 0, bit: 0 },
    { text: '40001.15', table: 'holding-register', address: 0, bit: 15 },
    { text: '4x8.3', table: 'holding-register', address: 7, bit: 3 },
    { text: 'input:8.3', table: 'input-register', address: 8, bit: 3 },
  ])('reads $text as $table $address', ({ text, table, address, bit }) => {
    expect(parseModbusAddress(text)).toEqual({ table, address, bit });
  });

  test.each<{ text: string; expected: string }>([
    { text: '40000', expected: 'a number from 1 to 9999 behind 4' },
    { text: '400000', expected: 'a number from 1 to 65536 behind 4' },
    { text: '465537', expected: 'a number from 1 to 65536 behind 4' },
    { text: '4x0', expected: 'a number from 1 to 65536 behind 4' },
    { text: 'holding:65536', expected: 'a number from 0 to 65535 behind holding' },
    { text: '40001.16', expected: 'a bit from 0 to 15 behind the point' },
    { text: '10001.1', expected: 'no bit in table discrete-input' },
    { text: 'coil:1.1', expected: 'no bit in table coil' },
  ])('says of $text what was expected', ({ text, expected }) => {
    expect(parseModbusAddress(text)).toBe(expected);
  });

  const strangers = [
    '',
    ' 40001',
    '40001 ',
    '0',
    '1',
    '4001',
    '4000001',
    '20001',
    '50001',
    '90001',
    '2x1',
    '-40001',
    '+40001',
    '4e4',
    '0x9C41h',
    '40001.',
    '40001.x',
    '40001.3.1',
    '.3',
    '40 001',
    'holding',
    'holding:',
    'holding:-1',
    'holding:0x1',
    'Holding:0',
    'holding-register:0',
    'HR0',
    '%MW0',
    '4x',
    'x1',
    '٤٠٠٠١',
    '40001\n',
  ];
  test.each(strangers)('says of %j which forms there are', (text) => {
    expect(parseModbusAddress(text)).toMatch(/^a whole number from 0 to 65535/);
  });

  test('reads one address in all of its forms as one place, and so do requests', () => {
    const anyPlace = fc.record({
      table: fc.constantFrom(...TABLES),
      address: fc.nat(65_535),
      bit: fc.option(fc.nat(15), { nil: undefined }),
    });
    fc.assert(
      fc.property(anyPlace, ({ table: { digit, word, table }, address, bit: anyBit }) => {
        const bit = digit < 3 ? undefined : anyBit;
        const suffix = bit === undefined ? '' : `.${bit}`;
        const counted = String(address + 1);
        const texts = [
          `${digit}x${counted}`,
          `${digit}${counted.padStart(5, '0')}`,
          `${word}:${address}`,
          ...(address < 9_999 ? [`${digit}${counted.padStart(4, '0')}`] : []),
        ].map((text) => text + suffix);
        const plain = planOf({ table, address, ...(bit !== undefined && { bit }) });
        for (const text of texts) {
          expect(parseModbusAddress(text)).toEqual({ table, address, bit });
          expect(planOf({ address: text })).toEqual(plain);
        }
      }),
    );
  });

  test('is quick and throws nothing, whatever it gets', () => {
    const anyText = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({
        unit: fc.constantFrom('0', '1', '3', '4', 'x', '.', ':', 'coil', 'holding'),
        maxLength: 20,
      }),
      fc.nat(1_000).map((count) => '4'.repeat(1_000 * count)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const place = parseModbusAddress(text);
        if (typeof place === 'string') return;
        expect(place.address).toBeGreaterThanOrEqual(0);
        expect(place.address).toBeLessThanOrEqual(65_535);
      }),
    );
  });
});

function planOf(tag: Omit<ModbusTagDefinition, 'name' | 'rawType'>): ModbusReadPlan[] {
  const isBit = tag.bit !== undefined || String(tag.address).includes('.');
  return planModbusReads([{ name: 'tag', ...tag, rawType: isBit ? 'bool' : 'uint16' }], 0);
}
