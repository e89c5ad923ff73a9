import type { RunColumns } from '../sample/sample-runs.ts';
import { OUR_TIME_BIT } from '../sample/status-code.ts';
import { isBitFunction } from './function-code.ts';
import { missingRanges, type MissingRange } from './partial-response.ts';
import type { ModbusReadPlan, ModbusTagGroup } from './modbus-read-plan.ts';
import { REGISTERS_OF } from './value-decoder.ts';

/** Makes marks of the samples, decoded last, that a partial response lacks the data of. */
export function markMissing(
  plan: ModbusReadPlan,
  view: DataView,
  dataStart: number,
  { value, status }: RunColumns,
  places: Int32Array,
): void {
  const missing = missingRanges(view, dataStart, plan.request);
  const isBits = isBitFunction(plan.request.functionCode);
  for (const group of plan.groups) {
    for (const [index, tag] of group.tags.entries()) {
      const found = rangeAt(missing, extentOf(group, index, isBits));
      if (found === undefined) continue;
      const last = places[tag]! - 1;
      value[last] = Number.NaN;
      status[last] = found.status | OUR_TIME_BIT;
    }
  }
}

/** Where a tag lies in its request: registers, or bits in a table of bits. */
export interface Extent {
  readonly first: number;
  /** The one after the last. */
  readonly end: number;
}

/** Where a tag of a group lies, from its request's address on. */
export function extentOf(
  { kind, rawType, offsets }: ModbusTagGroup,
  index: number,
  isBits: boolean,
): Extent {
  const offset = offsets[index]!;
  if (isBits) return { first: offset, end: offset + 1 };
  const first = kind === 'bits' ? offset >> 4 : offset >> 1;
  return { first, end: first + REGISTERS_OF[rawType] };
}

function rangeAt(
  missing: readonly MissingRange[],
  { first, end }: Extent,
): MissingRange | undefined {
  return missing.find((range) => range.first < end && first < range.first + range.count);
}
