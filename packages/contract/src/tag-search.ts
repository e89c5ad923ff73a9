import { z } from 'zod';
import { tag, tagId } from './tags.ts';
import { scope } from './users.ts';

const MAX_FOUND_TAGS = 200;
const MAX_TAG_BRANCHES = 1_000;

const MAX_PATH_LENGTH = 1_000;
const MAX_CURSOR_LENGTH = 8_000;

const path = z.string().max(MAX_PATH_LENGTH);
const cursor = z.string().max(MAX_CURSOR_LENGTH).optional();

/** Input of `tags.search`: what is given narrows the answer. */
export const searchTagsInput = z.strictObject({
  /** Words in any order, each a part of name or description; case and accents do not matter. */
  text: z.string().trim().max(200).default(''),
  /** Beginning of the names, letter by letter. */
  prefix: path.default(''),
  /** Name of the source. */
  source: z.string().max(200).optional(),
  /** As the tag shows it: `psi`. */
  unit: z.string().max(100).optional(),
  dataTypes: z.array(tag.shape.dataType).min(1).max(tag.shape.dataType.options.length).optional(),
  /** Only what is measured there, and at what belongs to it. */
  place: scope.optional(),
  /** `nextCursor` of the page before. */
  cursor,
  limit: z.int().min(1).max(MAX_FOUND_TAGS).default(50),
});
export type SearchTagsInput = z.infer<typeof searchTagsInput>;

/** Output of `tags.search`: by name, well-2 before well-10. */
export const foundTags = z.strictObject({
  tags: z.array(tag).max(MAX_FOUND_TAGS),
  nextCursor: z.string().nullable(),
});
export type FoundTags = z.infer<typeof foundTags>;

/** Input of `tags.children`: a place in the tree that the names of tags make by their slashes. */
export const tagChildrenInput = z.strictObject({
  /** `plant/well-7`, without a slash at its end; empty for the root. */
  prefix: path.default(''),
  /** `nextCursor` of the page before. */
  cursor,
  limit: z.int().min(1).max(MAX_TAG_BRANCHES).default(200),
});
export type TagChildrenInput = z.infer<typeof tagChildrenInput>;

/** A step below a place of the tree: a tag, a branch with tags below it, or both. */
const tagBranch = z.strictObject({
  /** The part of the name: `tubing-pressure`. */
  name: z.string(),
  /** `plant/well-7/tubing-pressure` */
  path: z.string(),
  /** The tag of exactly this path; null where there is none. */
  tagId: tagId.nullable(),
  /** Tags that lie below, at any depth, without the one of this path. */
  tagCount: z.int().min(0),
});

/** Output of `tags.children`: by name, as `tags.search`. */
export const tagBranches = z.strictObject({
  branches: z.array(tagBranch).max(MAX_TAG_BRANCHES),
  nextCursor: z.string().nullable(),
});
export type TagBranches = z.infer<typeof tagBranches>;
