import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { isBitTable, MAX_REGISTERS_PER_REQUEST } from '../modbus/function-code.ts';
import { placeOf } from '../modbus/place-of.ts';
import { isWithin } from './is-within.ts';
import type { Expect } from './expect.ts';

/** Keys for numbers, which text tags may not have. */
const NUMBER_KEYS = ['rawType', 'nulls', 'scale', 'offset', 'scaling', 'range', 'states'] as const;

const LONGEST = 2 * MAX_REGISTERS_PER_REQUEST;

/** Finds mistakes in a text tag. */
export function checkRegisterText(tag: ModbusTagDefinition, expect: Expect): void {
  const { length, byteOrder = 'ABCD' } = tag;
  const { table, bit } = placeOf(tag);
  expect('dataType', !isBitTable(table), `no text in table ${table}`);
  expect('bit', bit === undefined, 'no bit of a text');
  const isLength = length !== undefined && isWithin(length, 1, LONGEST);
  expect('length', isLength, `the characters of the text, 1 to ${LONGEST}`);
  expect('byteOrder', byteOrder === 'ABCD' || byteOrder === 'BADC', 'ABCD or BADC for a text');
  for (const key of NUMBER_KEYS) expect(key, tag[key] === undefined, `no ${key} of a text`);
}
