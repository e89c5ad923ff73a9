import type { RunColumns } from '../sample/sample-runs.ts';
import { OUR_TIME_BIT } from '../sample/status-code.ts';
import { isBitFunction } from './function-code.ts';
import type { ResponseRange } from './modbus-responses.ts';
import { missingRanges, type Extent, type MissingRange } from './partial-response.ts';
import type { ModbusReadPlan, ModbusTagGroup } from './modbus-read-plan.ts';
import { REGISTERS_OF } from './value-decoder.ts';

/**
 * Makes marks of the samples that a partial response has no data for; they are the last that were decoded.
 *
 * @param range - the one response
 * @param next - index behind each tag's last sample
 */
export function markMissing(
  plan: ModbusReadPlan,
  { view, responses, from }: ResponseRange,
  { value, status }: RunColumns,
  next: Int32Array,
): void {
  const missing = missingRanges(view, responses.dataStart[from]!, plan.request);
  const isBits = isBitFunction(plan.request.functionCode);
  for (const group of plan.groups) {
    for (const [index, tag] of group.tags.entries()) {
      const found = rangeAt(missing, extentOf(group, index, isBits));
      if (found === undefined) continue;
      const last = next[tag]! - 1;
      value[last] = Number.NaN;
      status[last] = found.status | OUR_TIME_BIT;
    }
  }
}

/** Finds the registers or bits of a group's tag, counted from its request's address. */
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
