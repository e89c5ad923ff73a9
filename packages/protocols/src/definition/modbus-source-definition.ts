import type { SourceOptions } from './source-options.ts';
import type { TagDefinition } from './tag-definition.ts';

/** Table of a Modbus device that a tag is read from. */
export type ModbusTable = 'coil' | 'discrete-input' | 'holding-register' | 'input-register';

/** Type of the raw value in registers. */
export type ModbusDataType =
  | 'bool'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

/** Order of the bytes of a value of several registers, as field manuals write it. */
export type ByteOrder = 'ABCD' | 'BADC' | 'CDAB' | 'DCBA';

/**
 * Raw values that a family of devices sends for a point that it does not have, by raw type. `sunspec`: 0x8000 as int16 and int32 and
 * int64 alike (the lowest value), all bits set as uint16, uint32 and uint64.
 */
export type NotImplementedValues = 'sunspec';

/** What carries the requests: Modbus TCP, or RTU frames with their check sum through a serial server. */
export type ModbusTransport = 'tcp' | 'rtu-over-tcp';

/** A tag in a Modbus device. */
export interface ModbusTagDefinition extends TagDefinition {
  /** @default 1 */
  readonly unitId?: number;
  /** @default 'holding-register' */
  readonly table?: ModbusTable;
  /** Address on the wire, counted from 0 (register 40001 of a manual is holding register 0). */
  readonly address: number;
  /**
   * Integers of 64 bits are given as doubles: from 2^53 on they are Uncertain (sub-normal), since not each of them has one.
   *
   * @default 'float32'; 'bool' where `bit` is given; coils and discrete inputs are 'bool'
   */
  readonly rawType?: ModbusDataType;
  /** @default 'ABCD' */
  readonly byteOrder?: ByteOrder;
  /** Bit of a register, 0 = least significant, for rawType 'bool' in a register table. */
  readonly bit?: number;
  /** Takes the values that stand for a point which is not there as no value, on top of `nulls`. @default the source's */
  readonly notImplemented?: NotImplementedValues;
}

/** Port of a Modbus source that names none: the one that IANA has given to Modbus. */
export const DEFAULT_MODBUS_PORT = 502;

/** A Modbus endpoint and what is read from it. Sources with the same host, port and transport share one connection. */
export interface ModbusSourceDefinition extends SourceOptions {
  readonly protocol: 'modbus';
  readonly host: string;
  /** @default 'tcp' */
  readonly transport?: ModbusTransport;
  /** @default DEFAULT_MODBUS_PORT */
  readonly port?: number;
  /** @default 1000 */
  readonly pollIntervalMs?: number;
  /** Time for an answer, and for a connection to each address of the host. @default 1000 */
  readonly timeoutMs?: number;
  /** Unit ids that a gateway answers with instead of the one that was asked (0, 255). @default none */
  readonly acceptUnitIds?: readonly number[];
  /**
   * For devices that do not echo the transaction id: an answer with any is taken while a request is on its way. A late answer is then
   * known by nothing, so the connection is made anew after a time-out. @default false
   */
  readonly acceptAnyTransactionId?: boolean;
  /** What all its tags have for `notImplemented`. @default none */
  readonly notImplemented?: NotImplementedValues;
  /**
   * Registers that no tag is in, and 16 times as many bits, that may be read between two tags to save a request.
   * Only for devices that have them all: others answer such a request with an exception. @default 0
   */
  readonly readGap?: number;
  readonly tags: readonly ModbusTagDefinition[];
}
