import type { ModbusTable } from '../definition/modbus-source-definition.ts';
import { isBitTable } from './function-code.ts';

/** Place of a value in a device. */
export interface ModbusPlace {
  readonly table: ModbusTable;
  /** Address on the wire, counted from 0. */
  readonly address: number;
  /** Bit of the register, 0 = least significant; undefined for a whole register, and in a table of bits. */
  readonly bit: number | undefined;
}

/** Highest address on the wire. */
export const LAST_ADDRESS = 65_535;

const LAST_BIT = 15;

const EXAMPLES = "'40001', '400001', '4x1', 'holding:0' or '40001.3'";

const NUMBERS = `a whole number from 0 to ${LAST_ADDRESS} as on the wire`;

/** Forms of an address, for messages. */
export const ADDRESS_FORMS: string = `${NUMBERS}, or a text in quotes as ${EXAMPLES}`;

const TABLE_OF_DIGIT: Readonly<Record<string, ModbusTable>> = {
  0: 'coil',
  1: 'discrete-input',
  3: 'input-register',
  4: 'holding-register',
};

const TABLE_OF_WORD: Readonly<Record<string, ModbusTable>> = {
  coil: 'coil',
  discrete: 'discrete-input',
  input: 'input-register',
  holding: 'holding-register',
};

/** A way to write an address: the name of a table, and a number from `first` to `last`. */
interface AddressForm {
  readonly pattern: RegExp;
  /** The number that stands for address 0 of the wire. */
  readonly first: number;
  readonly last: number;
}

/**
 * Forms in which engineers write addresses. The first digit of the traditional forms is the table, and they count from 1:
 * five digits reach 9999, and six digits or an `x` reach 65536. Forms that begin with the word of a table count from 0.
 */
const FORMS: readonly AddressForm[] = [
  { pattern: /^(?<table>[0134])(?<number>\d{4})$/, first: 1, last: 9_999 },
  { pattern: /^(?<table>[0134])(?<number>\d{5})$/, first: 1, last: LAST_ADDRESS + 1 },
  { pattern: /^(?<table>[0134])[xX](?<number>\d{1,5})$/, first: 1, last: LAST_ADDRESS + 1 },
  {
    pattern: /^(?<table>coil|discrete|input|holding):(?<number>\d{1,5})$/,
    first: 0,
    last: LAST_ADDRESS,
  },
];

/** Reads an address as engineers write it. @returns the place, or the text of what was expected */
export function parseModbusAddress(text: string): ModbusPlace | string {
  const [, whole = '', bitDigits] = /^([^.]*)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  for (const { pattern, first, last } of FORMS) {
    const groups = pattern.exec(whole)?.groups;
    if (groups === undefined) continue;
    const name = groups['table']!;
    const number = Number(groups['number']);
    if (number < first || number > last) return `a number from ${first} to ${last} behind ${name}`;
    const table = (TABLE_OF_DIGIT[name] ?? TABLE_OF_WORD[name])!;
    const bit = bitDigits === undefined ? undefined : Number(bitDigits);
    if (bit !== undefined && isBitTable(table)) return `no bit in table ${table}`;
    if (bit !== undefined && bit > LAST_BIT) return `a bit from 0 to ${LAST_BIT} behind the point`;
    return { table, address: number - first, bit };
  }
  return ADDRESS_FORMS;
}
