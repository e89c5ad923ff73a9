import type { ModbusTable } from '../definition/modbus-source-definition.ts';

/** Function codes that read. Source: MODBUS Application Protocol V1.1b3, section 6. */
export const FunctionCode = {
  readCoils: 1,
  readDiscreteInputs: 2,
  readHoldingRegisters: 3,
  readInputRegisters: 4,
} as const;

export type FunctionCode = (typeof FunctionCode)[keyof typeof FunctionCode];

const BY_TABLE: Readonly<Record<ModbusTable, FunctionCode>> = {
  coil: FunctionCode.readCoils,
  'discrete-input': FunctionCode.readDiscreteInputs,
  'holding-register': FunctionCode.readHoldingRegisters,
  'input-register': FunctionCode.readInputRegisters,
};

/** The function that reads a table. */
export function functionOfTable(table: ModbusTable): FunctionCode {
  return BY_TABLE[table];
}

/** Whether a function reads single bits. */
export function isBitFunction(functionCode: FunctionCode): boolean {
  return (
    functionCode === FunctionCode.readCoils || functionCode === FunctionCode.readDiscreteInputs
  );
}

/** Whether a table holds single bits. */
export function isBitTable(table: ModbusTable): boolean {
  return table === 'coil' || table === 'discrete-input';
}

/** Most bits that one request may read. Source: MODBUS Application Protocol V1.1b3, section 6.1. */
export const MAX_BITS_PER_REQUEST = 2_000;
/** Most registers that one request may read. Source: MODBUS Application Protocol V1.1b3, section 6.3. */
export const MAX_REGISTERS_PER_REQUEST = 125;
