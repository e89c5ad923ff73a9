import { z } from 'zod';
import { errorCode } from './error-code.ts';
import { latestSample } from './live.ts';
import { tag, tagId } from './tags.ts';

/** Name of the messages in `Sec-WebSocket-Protocol`; a change that breaks programs has another one. */
export const STREAM_PROTOCOL = 'varve.stream.v1';

/** Most tags that one stream follows. */
export const MAX_STREAM_TAGS = 5_000;

/** Most bytes of a message to the server. */
export const MAX_STREAM_MESSAGE_BYTES = 65_536;

// Words of the caller, sent back with the answer.
const ref = z.string().max(64).exactOptional();

const MAX_NAME = 1_024;
const selection = {
  ref,
  /** By name. */
  tags: z.array(z.string().min(1).max(MAX_NAME)).max(MAX_STREAM_TAGS).exactOptional(),
  /** By id; both may be given. */
  tagIds: z.array(tagId).max(MAX_STREAM_TAGS).exactOptional(),
};

/** A message to the server. The first has to say who asks. */
export const streamRequest = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('authenticate'),
    ref,
    /** An access token, or an API key. */
    token: z.string().min(1).max(8_192),
  }),
  z.strictObject({ type: z.literal('subscribe'), ...selection }),
  z.strictObject({ type: z.literal('unsubscribe'), ...selection }),
]);
export type StreamRequest = z.infer<typeof streamRequest>;

/** A sample with what its reader needs to know of the tag. */
const streamedValue = latestSample.extend({
  /** Name of the tag. */
  tag: z.string(),
  unit: z.string(),
  quality: z.enum(['GOOD', 'UNCERTAIN', 'BAD']),
});
export type StreamedValue = z.infer<typeof streamedValue>;

/** A message of the server. */
export const streamMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('authenticated'), ref, username: z.string() }),
  z.strictObject({
    type: z.literal('subscribed'),
    ref,
    /** The tags of the request. */
    tags: z.array(tag.pick({ id: true, name: true, unit: true, dataType: true })),
  }),
  z.strictObject({ type: z.literal('unsubscribed'), ref, tagIds: z.array(tagId) }),
  z.strictObject({
    type: z.literal('values'),
    /** Counts these messages of a stream, from 1. */
    seq: z.int().min(1),
    values: z.array(streamedValue).max(MAX_STREAM_TAGS),
  }),
  z.strictObject({ type: z.literal('heartbeat'), timeMs: z.number() }),
  z.strictObject({
    type: z.literal('error'),
    ref,
    code: z.union([errorCode, z.literal('INTERNAL')]),
    /** Says what is wrong, and what was expected. */
    message: z.string(),
    retryAfterSeconds: z.number().exactOptional(),
  }),
]);
export type StreamMessage = z.infer<typeof streamMessage>;
