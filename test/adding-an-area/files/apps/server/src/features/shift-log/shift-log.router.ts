import {
  listShiftEntriesInput,
  rowRef,
  shiftEntryPage,
  writeShiftEntryInput,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { listEntries } from './list-entries.ts';
import { writeEntry } from './write-entry.ts';

export const shiftLogRouter = createRouter({
  /** Entries of the shift log, a page at a time. */
  list: may('shift-log.read')
    .input(listShiftEntriesInput)
    .output(shiftEntryPage)
    .query(({ ctx: { tenant }, input }) => tenant.transaction((tx) => listEntries(tx, input))),
  /** Writes an entry in the caller's name. */
  write: may('shift-log.write')
    .input(writeShiftEntryInput)
    .output(rowRef)
    .mutation(({ ctx: { tenant }, input }) => tenant.transaction((tx) => writeEntry(tx, input))),
});
