import { z } from 'zod';

/** Why the server refused a call: `reason` of an error's data. Stable: callers match on it. */
export const errorCode = z.enum([
  /** The input breaks the contract; `issues` names the fields. */
  'INPUT_INVALID',
  /** A tag that does not exist, that belongs to another tenant, or that the caller may not see. */
  'TAG_UNKNOWN',
  /** The question contradicts itself. */
  'QUERY_INVALID',
  /** The answer would be larger than a question may ask for. */
  'RANGE_TOO_LARGE',
  /** The database did not answer in time. */
  'ANSWER_LATE',
  /** No credential came with the call, or one that is not valid. */
  'UNAUTHENTICATED',
  /** The session is over: log in again. */
  'SESSION_EXPIRED',
  /** User name or password is wrong, or the second factor: it is not said which. */
  'CREDENTIALS_WRONG',
  /** The password is right; the code of the second factor is asked for. */
  'FACTOR_REQUIRED',
  /** The user has to set up a second factor before anything else. */
  'SECURITY_DUE',
  /** The password was shown too long ago for this: show it again. */
  'REAUTHENTICATE',
  /** The caller lacks the right that the message names. */
  'PERMISSION_MISSING',
  /** A key asks for what only a session may. */
  'SESSION_REQUIRED',
  /** The key is not to be used from this address. */
  'ADDRESS_FORBIDDEN',
  /** The key may not write samples of the source that the message names, or no program may. */
  'SOURCE_FORBIDDEN',
  /** This server has no collector in its process: samples go to the one that has. */
  'COLLECTOR_APART',
  /** Too many calls, or too many wrong passwords: wait for the time that the answer names. */
  'THROTTLED',
  /** The thing that the call names does not exist, belongs to another tenant, or may not be seen by the caller. */
  'NOT_FOUND',
  /** The thing to change is not as the caller believes, or the change contradicts what there is. */
  'CONFLICT',
  /** The password is too short, too common, or says too much about its user. */
  'PASSWORD_WEAK',
  /** The first user has been made already. */
  'SET_UP_DONE',
  /** The set-up code is wrong, or no longer holds. */
  'SET_UP_CODE_WRONG',
  /** The link was used already, or is too old. */
  'LINK_INVALID',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** A field of the input that was refused. */
export interface InputIssue {
  /** Keys and indexes that lead to the field; empty for the input as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Stable name of the reason, where one who asks may want to say it in other words: `password_short`. */
  readonly code?: string;
  /** Names of what stands in the way: the reports that need a shift. */
  readonly names?: readonly string[];
}
