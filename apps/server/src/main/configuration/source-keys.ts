import { z } from 'zod';
import { isOwnSource, OWN_SOURCE } from '../../kit/own-source.ts';

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
  name: name.refine((text) => !isOwnSource(text), {
    message: `expected another name: ${OWN_SOURCE} is the source of Varve's own figures`,
  }),
  nulls: nullValues.optional(),
  staleAfterMs: waitMs.optional(),
});
