import { tupleOffsets, tupleTimeUs } from '../copy/tuple-offsets.ts';
import type { NumberedBlock } from '../spool/block.ts';

export const US_PER_DAY = 86_400_000_000;

/** Days since 1970 of the rows of a block: nearly always one or two, and 1970 beside them where a device has lost its clock. */
export function daysOfBlock({ parts, firstTimeUs, lastTimeUs }: NumberedBlock): Iterable<number> {
  const firstDay = Math.floor(firstTimeUs / US_PER_DAY);
  const lastDay = Math.floor(lastTimeUs / US_PER_DAY);
  if (lastDay - firstDay <= 1) return [firstDay, lastDay];
  const days = new Set<number>();
  for (const part of parts) {
    const { buffer, byteOffset, byteLength } = part.tuples;
    const view = new DataView(buffer, byteOffset, byteLength);
    for (const at of tupleOffsets(part).subarray(0, part.tupleCount)) {
      days.add(Math.floor(tupleTimeUs(view, at) / US_PER_DAY));
    }
  }
  return days;
}
