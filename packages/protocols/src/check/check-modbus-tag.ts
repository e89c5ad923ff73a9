import type { DefinitionIssue } from './definition-issue.ts';
import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { isWithin } from './is-within.ts';
import { isBitTable } from '../modbus/function-code.ts';
import { isRepresentable } from '../modbus/nulls-of.ts';
import { rawTypeOf, sizeOf } from '../modbus/modbus-read-plan.ts';
import { ADDRESS_FORMS, LAST_ADDRESS, parseModbusAddress } from '../modbus/parse-modbus-address.ts';
import { placeOf } from '../modbus/place-of.ts';
import { REGISTERS_OF } from '../modbus/value-decoder.ts';
import { checkRegisterText } from './check-register-text.ts';
import { checkScaling } from './check-scaling.ts';
import type { Expect } from './expect.ts';

const FIRST_RESERVED_UNIT = 248;
const LAST_RESERVED_UNIT = 254;
const TABLES = ['coil', 'discrete-input', 'holding-register', 'input-register'];
const BYTE_ORDERS = ['ABCD', 'BADC', 'CDAB', 'DCBA'];
const LONG_BYTE_ORDERS = [
  'ABCDEFGH',
  'BADCFEHG',
  'CDABGHEF',
  'DCBAHGFE',
  'EFGHABCD',
  'FEHGBADC',
  'GHEFCDAB',
  'HGFEDCBA',
];

const BYTE_TYPES: ReadonlySet<string> = new Set([
  'int8-high',
  'int8-low',
  'uint8-high',
  'uint8-low',
]);

/** Finds mistakes in a tag's definition; paths begin at the tag. */
export function checkModbusTag(tag: ModbusTagDefinition): DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const expect: Expect = (key, isRight, expected) => {
    if (isRight) return;
    const came = JSON.stringify(tag[key]) ?? 'nothing';
    issues.push({ path: [key], message: `expected ${expected}, got ${came}` });
  };
  const { table, rawType } = tag;
  const isTable = table === undefined || TABLES.includes(table);
  expect('table', isTable, `one of ${TABLES.join(', ')}`);
  const types = Object.keys(REGISTERS_OF);
  const isType = rawType === undefined || types.includes(rawType);
  expect('rawType', isType, `one of ${types.join(', ')}`);
  checkAddress(tag, expect);
  // The other checks need a known place and type.
  if (issues.length > 0) return issues;
  if (tag.dataType === 'text') {
    checkRegisterText(tag, expect);
    // Its length is its size.
    if (issues.length > 0) return issues;
    checkPlace(tag, expect);
    return issues;
  }
  expect('length', tag.length === undefined, "no length, which only a tag of dataType 'text' has");
  checkPlace(tag, expect);
  checkBits(tag, expect);
  checkByteOrder(tag, expect);
  checkNumbers(tag, expect);
  checkScaling(tag, expect);
  return issues;
}

function checkAddress({ address, table, bit }: ModbusTagDefinition, expect: Expect): void {
  if (typeof address !== 'string') {
    const isAddress = address !== undefined && isWithin(address, 0, LAST_ADDRESS);
    expect('address', isAddress, ADDRESS_FORMS);
    return;
  }
  const place = parseModbusAddress(address);
  if (typeof place === 'string') {
    expect('address', false, place);
    return;
  }
  expect('table', table === undefined, `no table beside the address '${address}', which names it`);
  const hasOneBit = bit === undefined || place.bit === undefined;
  expect('bit', hasOneBit, `no bit beside the address '${address}', which names it`);
}

function checkPlace(tag: ModbusTagDefinition, expect: Expect): void {
  const { unitId } = tag;
  const isReserved =
    unitId !== undefined && unitId >= FIRST_RESERVED_UNIT && unitId <= LAST_RESERVED_UNIT;
  expect(
    'unitId',
    isWithin(unitId, 0, 255) && !isReserved,
    `a unit from 0 to 247, or 255 (${FIRST_RESERVED_UNIT} to ${LAST_RESERVED_UNIT} are reserved)`,
  );
  const size = sizeOf(tag);
  expect(
    'address',
    placeOf(tag).address + size - 1 <= LAST_ADDRESS,
    `${size} registers for a ${tag.dataType === 'text' ? 'text' : rawTypeOf(tag)} within the last, ${LAST_ADDRESS}`,
  );
}

function checkBits(tag: ModbusTagDefinition, expect: Expect): void {
  const { rawType } = tag;
  const { table, bit } = placeOf(tag);
  const ofTable = isBitTable(table);
  expect('bit', isWithin(bit, 0, 15), 'a bit from 0 to 15');
  expect('bit', bit === undefined || !ofTable, 'no bit in a table of bits');
  const isNumber = rawType !== undefined && rawType !== 'bool';
  expect('rawType', !isNumber || !ofTable, `bool, or none, in table ${table}`);
  expect('rawType', !isNumber || ofTable || bit === undefined, 'bool, or none, beside a bit');
  const isBit = rawTypeOf(tag) === 'bool';
  expect('states', !isBit || (tag.states?.length ?? 0) <= 2, 'two states of a bit at most');
}

function checkByteOrder(tag: ModbusTagDefinition, expect: Expect): void {
  const { byteOrder = 'ABCD' } = tag;
  const rawType = rawTypeOf(tag);
  if (rawType === 'bool' || BYTE_TYPES.has(rawType)) {
    const subject = rawType === 'bool' ? 'a bit' : 'a single byte, which its type names';
    expect('byteOrder', byteOrder === 'ABCD', `no order of bytes for ${subject}`);
    return;
  }
  const orders = sizeOf(tag) === 4 ? [...BYTE_ORDERS, ...LONG_BYTE_ORDERS] : BYTE_ORDERS;
  expect('byteOrder', orders.includes(byteOrder), `one of ${orders.join(', ')}`);
}

function checkNumbers(tag: ModbusTagDefinition, expect: Expect): void {
  const { dataType, rawType, nulls = [] } = tag;
  const { table, bit } = placeOf(tag);
  const isGuessed = rawType === undefined && bit === undefined && !isBitTable(table);
  expect(
    'rawType',
    !isGuessed || (dataType !== 'digital' && tag.states === undefined),
    'the raw type of a digital tag in a register (uint16), or a bit',
  );
  const { scale = 1, offset = 0 } = tag;
  expect('scale', Number.isFinite(scale) && scale !== 0, 'a finite number other than 0');
  expect('offset', Number.isFinite(offset), 'a finite number');
  const raw = rawTypeOf(tag);
  for (const value of nulls) {
    expect('nulls', isRepresentable(raw, value), `raw values that a ${raw} can have`);
  }
  expect('notImplemented', isScheme(tag.notImplemented), "'sunspec'");
}

/** Whether a scheme of not-implemented values is known, or left out. */
export function isScheme(value: unknown): boolean {
  return value === undefined || value === 'sunspec';
}
