import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { rowId } from './row-id.ts';
import { timeMs } from './time-ms.ts';

export const shiftLogPermissions = ['shift-log.read', 'shift-log.write'] as const;

const MAX_LISTED_ENTRIES = 200;

/** An entry of the shift log. */
export const shiftEntry = z.strictObject({
  id: rowId,
  body: z.string(),
  /** User name of who wrote it; null where no person did. */
  author: z.string().nullable(),
  writtenAtMs: timeMs,
});
export type ShiftEntry = z.infer<typeof shiftEntry>;

/** Input of `shiftLog.list`: entries, the newest first. */
export const listShiftEntriesInput = z.strictObject({ ...pageInput(MAX_LISTED_ENTRIES) });
export type ListShiftEntriesInput = z.infer<typeof listShiftEntriesInput>;

/** Output of `shiftLog.list`. */
export const shiftEntryPage = z.strictObject({
  entries: z.array(shiftEntry).max(MAX_LISTED_ENTRIES),
  nextCursor,
});
export type ShiftEntryPage = z.infer<typeof shiftEntryPage>;

/** Input of `shiftLog.write`. */
export const writeShiftEntryInput = z.strictObject({ body: z.string().trim().min(1).max(4_000) });
export type WriteShiftEntryInput = z.infer<typeof writeShiftEntryInput>;
