import { ServerError } from '../kit/server-error.ts';
import { callerError } from './error-map.ts';

/** A question is answered or fails within this time, whatever the database does. */
const ANSWER_DEADLINE_MS = 24_000;

/** Waits for an answer, and no longer than a caller would. @throws TRPCError TIMEOUT, with the reason ANSWER_LATE */
export async function withinDeadline<Result>(
  answer: Promise<Result>,
  deadlineMs = ANSWER_DEADLINE_MS,
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const late = new ServerError('ANSWER_LATE', `no answer within ${deadlineMs / 1_000} s`);
    reject(callerError(late));
  }, deadlineMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    // A later failure has been heard: the caller was told that there is no answer.
    answer.catch(() => undefined);
  }
}
