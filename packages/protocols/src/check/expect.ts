import type { ModbusTagDefinition } from '../definition/modbus-source-definition.ts';

/** Notes an issue of a tag's key unless its value is right. */
export type Expect = (key: keyof ModbusTagDefinition, isRight: boolean, expected: string) => void;
