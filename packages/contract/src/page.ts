import { z } from 'zod';

/** Input of a list that is read a page at a time: the first page, or the one after `cursor`. */
export const pageInput = (maxRows: number) => ({
  /** `nextCursor` of the page before. */
  cursor: z.string().max(2_000).optional(),
  limit: z.int().min(1).max(maxRows).default(50),
});

/** Where the next page begins; null after the last. */
export const nextCursor = z.string().nullable();
