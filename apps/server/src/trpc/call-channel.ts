import { channel } from 'node:diagnostics_channel';

/** A question or a change that was answered. */
export interface AnsweredCall {
  /** As `live.latest`. */
  readonly procedure: string;
  /** `OK`, or the code by which tRPC names the refusal. */
  readonly code: string;
  readonly seconds: number;
}

/** Carries an `AnsweredCall` for each question and change, to whoever counts them. */
export const callChannel = channel('varve:call');
