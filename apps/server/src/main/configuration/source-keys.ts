import { z } from 'zod';

/** Longest time that a timer of Node can wait. */
const LONGEST_WAIT_MS = 2_147_483_647;

/** A time to wait, in milliseconds. */
export const waitMs = z.int().min(1).max(LONGEST_WAIT_MS);

/** An interval between two requests, or the time for an answer, in milliseconds. */
export const intervalMs = z.int().min(10).max(LONGEST_WAIT_MS);

/** Raw values that stand for no value. */
export const nullValues = z.array(z.number());

/** Name of a source, a sink or a tenant. */
export const name = z.string().min(1);

/** Keys of every source. */
export const sourceKeys = z.strictObject({
  name,
  nulls: nullValues.optional(),
  staleAfterMs: waitMs.optional(),
});
