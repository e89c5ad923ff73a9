import type { SourceOptions } from './source-options.ts';
import type { TagDefinition } from './tag-definition.ts';

/** Table of a Modbus device. */
export type ModbusTable = 'coil' | 'discrete-input' | 'holding-register' | 'input-register';

/**
 * Type of the raw value in registers. `-high` and `-low` are the first and the second byte of a register as they are sent;
 * `float16` is binary16 of IEEE 754-2019; `bcd` has a decimal digit in four bits, without a sign; `unix` counts from 1970,
 * UTC: an unsigned integer of 32 bits for seconds, and a signed one of 64 bits for milliseconds.
 */
export type ModbusDataType =
  | 'bool'
  | 'int8-high'
  | 'int8-low'
  | 'uint8-high'
  | 'uint8-low'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64'
  | 'bcd16'
  | 'bcd32'
  | 'unix-seconds'
  | 'unix-milliseconds';

/** Order of the bytes of a value in four registers, where the order of two registers does not say enough. */
export type LongByteOrder =
  | 'ABCDEFGH'
  | 'BADCFEHG'
  | 'CDABGHEF'
  | 'DCBAHGFE'
  | 'EFGHABCD'
  | 'FEHGBADC'
  | 'GHEFCDAB'
  | 'HGFEDCBA';

/**
 * Order of the bytes of a value as they are sent, in the notation of field manuals: A is the most significant. In four
 * registers the short orders stand for ABCDEFGH, BADCFEHG, GHEFCDAB and HGFEDCBA; in one register only the order of its two
 * bytes counts.
 */
export type ByteOrder = 'ABCD' | 'BADC' | 'CDAB' | 'DCBA' | LongByteOrder;

/**
 * Scaling by two ranges: `rawLow` becomes `low`, `rawHigh` becomes `high`, and what lies between them or beside them follows
 * the line through both. `low` may be the greater one.
 */
export interface ScalingDefinition {
  readonly rawLow: number;
  readonly rawHigh: number;
  readonly low: number;
  readonly high: number;
  /**
   * Gives a raw value beside its range the value of the nearer end, which is Uncertain (engineering units exceeded): nobody
   * measured it.
   *
   * @default false
   */
  readonly clamp?: boolean;
}

/**
 * Raw values that a family of devices sends for a point that it does not implement, by raw type. `sunspec`: the lowest value as int16,
 * int32 and int64; all bits set as uint16, uint32 and uint64.
 */
export type NotImplementedValues = 'sunspec';

/** Transport of the requests: Modbus TCP, or RTU frames with their check sum through a serial server. */
export type ModbusTransport = 'tcp' | 'rtu-over-tcp';

/** A tag in a Modbus device. */
export interface ModbusTagDefinition extends TagDefinition {
  /** @default 1 */
  readonly unitId?: number;
  /** The table of an address that is a number. @default 'holding-register' */
  readonly table?: ModbusTable;
  /**
   * A number is the address on the wire, counted from 0. A text is an address as engineers write it, and names its table:
   * `'40001'`, `'400001'` and `'4x1'`, which count from 1, or `'holding:0'`, which counts from 0. A bit may follow:
   * `'40001.3'`.
   */
  readonly address: number | string;
  /**
   * 64-bit integers become doubles: from 2^53 on they are Uncertain (sub-normal), since a double does not hold all of them.
   *
   * @default 'float32'; 'bool' where `bit` is given; coils and discrete inputs are 'bool'
   */
  readonly rawType?: ModbusDataType;
  /** @default 'ABCD' */
  readonly byteOrder?: ByteOrder;
  /** Bit of a register, 0 = least significant, for rawType 'bool' in a register table. */
  readonly bit?: number;
  /** Characters of a text tag, two in each register; bytes where characters have several. A text ends at its first NUL. */
  readonly length?: number;
  /** In place of `scale` and `offset`. @default none */
  readonly scaling?: ScalingDefinition;
  /** Treats the values of points that are not implemented as no value, in addition to `nulls`. @default the source's */
  readonly notImplemented?: NotImplementedValues;
}

/** Port of a Modbus source that names none: the one that IANA has given to Modbus. */
export const DEFAULT_MODBUS_PORT = 502;

/** Time between two polls of a Modbus source that names none, in milliseconds. */
export const DEFAULT_MODBUS_POLL_INTERVAL_MS = 1_000;

/** A Modbus endpoint and its tags. Sources with the same host, port and transport share one connection. */
export interface ModbusSourceDefinition extends SourceOptions {
  readonly protocol: 'modbus';
  readonly host: string;
  /** @default 'tcp' */
  readonly transport?: ModbusTransport;
  /** @default DEFAULT_MODBUS_PORT */
  readonly port?: number;
  /** @default DEFAULT_MODBUS_POLL_INTERVAL_MS */
  readonly pollIntervalMs?: number;
  /** Longest time to an answer, and to a connection with each address of the host. @default 1000 */
  readonly timeoutMs?: number;
  /** Unit ids with which a gateway answers instead of the requested one (0, 255). @default none */
  readonly acceptUnitIds?: readonly number[];
  /**
   * For devices that do not echo the transaction id: an answer with any id counts while a request is under way. Nothing marks a late
   * answer then, so the connection is made anew after a time-out. @default false
   */
  readonly acceptAnyTransactionId?: boolean;
  /** Default of `notImplemented` for all its tags. @default none */
  readonly notImplemented?: NotImplementedValues;
  /**
   * Unused registers, or 16 times as many bits, that may be read between two tags to save a request. It is for devices that have all of
   * these registers: others answer such a request with an exception. @default 0
   */
  readonly readGap?: number;
  readonly tags: readonly ModbusTagDefinition[];
}
