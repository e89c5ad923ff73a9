import type {
  ByteOrder,
  ModbusDataType,
  ModbusTagDefinition,
  ScalingDefinition,
} from '../definition/modbus-source-definition.ts';
import {
  functionOfTable,
  isBitTable,
  MAX_BITS_PER_REQUEST,
  MAX_REGISTERS_PER_REQUEST,
  type FunctionCode,
} from './function-code.ts';
import { nullsOf, type SourceNulls } from './nulls-of.ts';
import { placeOf } from './place-of.ts';
import type { ReadRequest } from './read-request.ts';
import type { RegisterTextPlan } from './read-register-texts.ts';
import { REGISTERS_OF } from './value-decoder.ts';

/** Tags of one type in one response. */
export interface ModbusTagGroup {
  /** `bits` are single bits, of a bit table or of registers; the others are numbers in registers. */
  readonly kind: 'bits' | 'numbers';
  readonly rawType: ModbusDataType;
  readonly byteOrder: ByteOrder;
  /** Position of each tag in the historian's list; shape (n). */
  readonly tags: Int32Array;
  /** Offset of each value from the start of the data, in bytes for numbers and in bits for bits; shape (n). */
  readonly offsets: Int32Array;
  /** Raw value × scale + offset; shape (n). */
  readonly scales: Float64Array;
  readonly shifts: Float64Array;
  /** Scaling of each tag by two ranges, in place of scale and shift; undefined for a tag without it; shape (n). */
  readonly scalings: readonly (ScalingDefinition | undefined)[];
  /** Raw values of each tag that mean that there is none; undefined for a tag without such values; shape (n). */
  readonly nulls: readonly (Float64Array | undefined)[];
}

/** A request, and the positions of the tags in its response. It is plain data, since workers receive it. */
export interface ModbusReadPlan {
  readonly codec: 'modbus';
  readonly request: ReadRequest;
  readonly groups: readonly ModbusTagGroup[];
  /** The text tags of the request, which a failed request marks. */
  readonly texts: readonly RegisterTextPlan[];
  /** The other tags of the request, which a failed request marks. */
  readonly tags: Int32Array;
}

const BITS_PER_REGISTER = 16;

/**
 * Plans the requests that read a source's tags. They are sorted by unit, table and address; neighbours are merged within the limits of
 * the protocol.
 *
 * @param firstTag - position in the historian's list of the first of `tags`; the others follow
 * @param readGap - unused registers that may be read between two tags, or 16 times as many bits
 * @param source - options that apply to all tags
 */
export function planModbusReads(
  tags: readonly ModbusTagDefinition[],
  firstTag: number,
  readGap: number = 0,
  source: SourceNulls = {},
): ModbusReadPlan[] {
  const planned = tags.map((tag, index) => planTag(tag, firstTag + index));
  const ordered = planned.toSorted(
    (one, other) =>
      one.unitId - other.unitId || one.functionCode - other.functionCode || one.first - other.first,
  );
  const runs: PlannedTag[][] = [];
  for (const next of ordered) {
    const run = runs.at(-1);
    if (run !== undefined && fits(run, next, readGap)) run.push(next);
    else runs.push([next]);
  }
  return runs.map((run) => planOf(run, source));
}

/** Gives the type of a tag's raw value, also where the definition leaves it out. */
export function rawTypeOf(definition: ModbusTagDefinition): ModbusDataType {
  const { table, bit } = placeOf(definition);
  if (isBitTable(table)) return 'bool';
  return definition.rawType ?? (bit === undefined ? 'float32' : 'bool');
}

/** Gives the registers of a tag, or its bits in a table of bits. */
export function sizeOf(definition: ModbusTagDefinition): number {
  const { dataType, length = 0 } = definition;
  if (dataType === 'text') return Math.ceil(length / 2);
  return REGISTERS_OF[rawTypeOf(definition)];
}

interface PlannedTag {
  readonly tag: number;
  readonly definition: ModbusTagDefinition;
  readonly unitId: number;
  readonly functionCode: FunctionCode;
  readonly isBits: boolean;
  readonly rawType: ModbusDataType;
  /** Bit of a register; undefined where the table or the type has none. */
  readonly bit: number | undefined;
  /** First register or bit, and the one behind the last. */
  readonly first: number;
  readonly end: number;
}

function planTag(definition: ModbusTagDefinition, tag: number): PlannedTag {
  const { unitId = 1 } = definition;
  const { table, address, bit } = placeOf(definition);
  const isBits = isBitTable(table);
  const rawType = rawTypeOf(definition);
  const size = sizeOf(definition);
  const functionCode = functionOfTable(table);
  return {
    tag,
    definition,
    unitId,
    functionCode,
    isBits,
    rawType,
    bit,
    first: address,
    end: address + size,
  };
}

function fits(run: readonly PlannedTag[], next: PlannedTag, readGap: number): boolean {
  const head = run[0]!;
  if (head.unitId !== next.unitId || head.functionCode !== next.functionCode) return false;
  const end = Math.max(...run.map(({ end }) => end));
  const gap = head.isBits ? readGap * BITS_PER_REGISTER : readGap;
  const most = head.isBits ? MAX_BITS_PER_REQUEST : MAX_REGISTERS_PER_REQUEST;
  return next.first - end <= gap && Math.max(end, next.end) - head.first <= most;
}

function planOf(run: readonly PlannedTag[], source: SourceNulls): ModbusReadPlan {
  const { unitId, functionCode, first: address } = run[0]!;
  const quantity = Math.max(...run.map(({ end }) => end)) - address;
  const isText = ({ definition }: PlannedTag): boolean => definition.dataType === 'text';
  const numbers = run.filter((tag) => !isText(tag));
  const byKind = Map.groupBy(numbers, ({ rawType, definition }) =>
    rawType === 'bool' ? 'bool' : `${rawType} ${definition.byteOrder ?? 'ABCD'}`,
  );
  return {
    codec: 'modbus',
    request: { unitId, functionCode, address, quantity },
    groups: [...byKind.values()].map((group) => groupOf(group, address, source)),
    texts: run.filter(isText).map((tag) => textOf(tag, address)),
    tags: Int32Array.from(numbers, ({ tag }) => tag),
  };
}

function textOf({ tag, first, definition }: PlannedTag, address: number): RegisterTextPlan {
  const { length = 0, byteOrder } = definition;
  return {
    tag,
    offset: 2 * (first - address),
    byteCount: length,
    swapsBytes: byteOrder === 'BADC',
  };
}

function groupOf(
  group: readonly PlannedTag[],
  address: number,
  source: SourceNulls,
): ModbusTagGroup {
  const { rawType, definition } = group[0]!;
  return {
    kind: rawType === 'bool' ? 'bits' : 'numbers',
    rawType,
    byteOrder: definition.byteOrder ?? 'ABCD',
    tags: Int32Array.from(group, ({ tag }) => tag),
    offsets: Int32Array.from(group, (tag) =>
      rawType === 'bool' ? bitOffset(tag, address) : 2 * (tag.first - address),
    ),
    scales: Float64Array.from(group, ({ definition }) => definition.scale ?? 1),
    shifts: Float64Array.from(group, ({ definition }) => definition.offset ?? 0),
    scalings: group.map(({ definition }) => definition.scaling),
    nulls: group.map(({ definition }) => nullsOf(definition, rawType, source)),
  };
}

function bitOffset({ isBits, first, bit = 0 }: PlannedTag, address: number): number {
  if (isBits) return first - address;
  // A register is big-endian: bits 8 to 15 are in its first byte.
  return 16 * (first - address) + (bit < 8 ? bit + 8 : bit - 8);
}
