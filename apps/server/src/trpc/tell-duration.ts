import { callChannel, type AnsweredCall } from './call-channel.ts';

/** A call that was just answered. */
interface JustAnswered extends Pick<AnsweredCall, 'procedure' | 'code'> {
  /** By the clock that nobody can set. */
  readonly startedAtMs: number;
}

/** Tells on the channel of calls how long an answer took. */
export function tellDuration({ procedure, code, startedAtMs }: JustAnswered): void {
  const seconds = (performance.now() - startedAtMs) / 1_000;
  callChannel.publish({ procedure, code, seconds } satisfies AnsweredCall);
}
