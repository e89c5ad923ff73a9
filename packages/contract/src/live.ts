import { z } from 'zod';
import { tagId } from './tags.ts';

export const livePermissions = ['live.read'] as const;

/** Most tags that one question names, and most samples that one answer or message carries. */
export const MAX_LIVE_TAGS = 10_000;

/** Last known sample of a tag. */
export const latestSample = z.strictObject({
  tagId,
  /** Milliseconds since 1970, UTC. */
  timeMs: z.number(),
  /** In the tag's unit; null where a bad sample has no value, and for texts. */
  value: z.number().nullable(),
  /** For text tags only; null where a bad sample has none. */
  text: z.string().nullable().exactOptional(),
  /** OPC UA status code as a signed 32-bit integer: negative is Bad, 0x40000000 and up is Uncertain. */
  status: z.int32(),
});
export type LatestSample = z.infer<typeof latestSample>;

/** Output of `live.latest`, and one message of `live.follow`. */
export const latestSamples = z.array(latestSample).max(MAX_LIVE_TAGS);

/** Input of `live.latest`. */
export const readLatestInput = z.strictObject({ tagIds: z.array(tagId).max(MAX_LIVE_TAGS) });
export type ReadLatestInput = z.infer<typeof readLatestInput>;

/** Input of `live.follow`: without `tagIds`, every tag. */
export const followTagsInput = z.strictObject({
  tagIds: z.array(tagId).max(MAX_LIVE_TAGS).optional(),
});
export type FollowTagsInput = z.infer<typeof followTagsInput>;
