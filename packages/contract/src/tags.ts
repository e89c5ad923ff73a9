import { z } from 'zod';

export const tagsPermissions = ['tags.read'] as const;

/** Most tags that one answer lists. */
export const MAX_LISTED_TAGS = 10_000;

// A digital tag's states are numbers of 16 bits at most.
const MAX_STATES = 65_536;

/** Id of a tag: an `integer` of PostgreSQL. */
export const tagId = z.int().positive().max(2_147_483_647);

/** A tag. */
export const tag = z.strictObject({
  id: tagId,
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  dataType: z.enum(['analog', 'digital', 'counter', 'text']),
  /** Labels of a digital tag's states: a state's number is its index. */
  states: z.array(z.string()).max(MAX_STATES),
  /** How to read between two samples. */
  interpolation: z.enum(['step', 'linear']),
  rangeLow: z.number().nullable(),
  rangeHigh: z.number().nullable(),
  /** Name of the source that feeds it. */
  source: z.string(),
});
export type Tag = z.infer<typeof tag>;

/** Input of `tags.list`: tags by ascending id, from the one after `cursor`. */
export const listTagsInput = z.strictObject({
  cursor: tagId.optional(),
  limit: z.int().min(1).max(MAX_LISTED_TAGS).default(MAX_LISTED_TAGS),
});
export type ListTagsInput = z.infer<typeof listTagsInput>;

/** Output of `tags.list`. */
export const tagPage = z.strictObject({
  tags: z.array(tag).max(MAX_LISTED_TAGS),
  /** Cursor of the next page; null after the last tag. */
  nextCursor: tagId.nullable(),
});
export type TagPage = z.infer<typeof tagPage>;
