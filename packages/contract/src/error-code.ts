import { z } from 'zod';

/** Why the server refused a call: `reason` of an error's data. Stable: callers match on it. */
export const errorCode = z.enum([
  /** The input breaks the contract; `issues` names the fields. */
  'INPUT_INVALID',
  /** A tag that does not exist, or that belongs to another tenant. */
  'TAG_UNKNOWN',
  /** The question contradicts itself. */
  'QUERY_INVALID',
  /** The answer would be larger than a question may ask for. */
  'RANGE_TOO_LARGE',
  /** The database did not answer in time. */
  'ANSWER_LATE',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** A field of the input that was refused. */
export interface InputIssue {
  /** Keys and indexes that lead to the field; empty for the input as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}
