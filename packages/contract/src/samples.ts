import { z } from 'zod';

export const samplesPermissions = ['samples.write'] as const;

/** Most refused lines that one answer names. */
export const MAX_REJECTED_LINES = 100;

/** Why a line was refused. Stable: callers match on it. */
export const lineCode = z.enum([
  /** The line cannot be read in the format of the body. */
  'LINE_INVALID',
  /** No tag has that name or id, or the caller may not see it. */
  'TAG_UNKNOWN',
  /** The time is none, or none that can be stored. */
  'TIME_INVALID',
  /** The tag holds values of another type. */
  'TYPE_WRONG',
  /** The value is none, such as NaN, or is out of what the tag can hold. */
  'VALUE_INVALID',
]);
export type LineCode = z.infer<typeof lineCode>;

/** A line that was refused. */
export const rejectedLine = z.strictObject({
  /** Its number in the body, or its place in an array, from 1. */
  line: z.int().min(1),
  code: lineCode,
  message: z.string(),
});
export type RejectedLine = z.infer<typeof rejectedLine>;

/** Answer to samples that were sent: those that were accepted are on disk. */
export const samplesAnswer = z.strictObject({
  accepted: z.int().min(0),
  /** The first of those that were refused. */
  rejected: z.array(rejectedLine).max(MAX_REJECTED_LINES),
  rejectedCount: z.int().min(0),
});
export type SamplesAnswer = z.infer<typeof samplesAnswer>;
