import type { DefinitionIssue } from './definition-issue.ts';
import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';
import { isWithin } from './is-within.ts';
import { isBitTable } from '../modbus/function-code.ts';
import { isRepresentable } from '../modbus/nulls-of.ts';
import { rawTypeOf, sizeOf } from '../modbus/modbus-read-plan.ts';
import { REGISTERS_OF } from '../modbus/value-decoder.ts';

const LAST_ADDRESS = 65_535;
const FIRST_RESERVED_UNIT = 248;
const LAST_RESERVED_UNIT = 254;
const TABLES = ['coil', 'discrete-input', 'holding-register', 'input-register'];
const BYTE_ORDERS = ['ABCD', 'BADC', 'CDAB', 'DCBA'];

type Expect = (key: keyof ModbusTagDefinition, isRight: boolean, expected: string) => void;

/** Finds mistakes in a tag's definition; paths begin at the tag. */
export function checkModbusTag(tag: ModbusTagDefinition): DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const expect: Expect = (key, isRight, expected) => {
    if (isRight) return;
    const came = JSON.stringify(tag[key]) ?? 'nothing';
    issues.push({ path: [key], message: `expected ${expected}, got ${came}` });
  };
  const { table = 'holding-register', rawType, byteOrder } = tag;
  expect('table', TABLES.includes(table), `one of ${TABLES.join(', ')}`);
  const types = Object.keys(REGISTERS_OF);
  const isType = rawType === undefined || types.includes(rawType);
  expect('rawType', isType, `one of ${types.join(', ')}`);
  const isOrder = byteOrder === undefined || BYTE_ORDERS.includes(byteOrder);
  expect('byteOrder', isOrder, `one of ${BYTE_ORDERS.join(', ')}`);
  // The other checks need a known type.
  if (issues.length > 0) return issues;
  checkAddress(tag, expect);
  checkBits(tag, expect);
  checkNumbers(tag, expect);
  return issues;
}

function checkAddress(tag: ModbusTagDefinition, expect: Expect): void {
  const { unitId, address } = tag;
  const isReserved =
    unitId !== undefined && unitId >= FIRST_RESERVED_UNIT && unitId <= LAST_RESERVED_UNIT;
  expect(
    'unitId',
    isWithin(unitId, 0, 255) && !isReserved,
    `a unit from 0 to 247, or 255 (${FIRST_RESERVED_UNIT} to ${LAST_RESERVED_UNIT} are reserved)`,
  );
  const isAddress = address !== undefined && isWithin(address, 0, LAST_ADDRESS);
  expect('address', isAddress, `a whole number from 0 to ${LAST_ADDRESS}`);
  if (!isAddress) return;
  const size = sizeOf(tag);
  expect(
    'address',
    address + size - 1 <= LAST_ADDRESS,
    `${size} registers for a ${rawTypeOf(tag)} within the last, ${LAST_ADDRESS}`,
  );
}

function checkBits(tag: ModbusTagDefinition, expect: Expect): void {
  const { table = 'holding-register', rawType, bit, byteOrder } = tag;
  const ofTable = isBitTable(table);
  expect('bit', isWithin(bit, 0, 15), 'a bit from 0 to 15');
  expect('bit', bit === undefined || !ofTable, 'no bit in a table of bits');
  const isNumber = rawType !== undefined && rawType !== 'bool';
  expect('rawType', !isNumber || !ofTable, `bool, or none, in table ${table}`);
  expect('rawType', !isNumber || ofTable || bit === undefined, 'bool, or none, beside bit');
  if (rawTypeOf(tag) !== 'bool') return;
  const isPlainOrder = byteOrder === undefined || byteOrder === 'ABCD';
  expect('byteOrder', isPlainOrder, 'no order of bytes for a bit');
  expect('states', (tag.states?.length ?? 0) <= 2, 'two states of a bit at most');
}

function checkNumbers(tag: ModbusTagDefinition, expect: Expect): void {
  const { dataType, rawType, bit, table = 'holding-register', nulls = [] } = tag;
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
