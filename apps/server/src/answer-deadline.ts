import { TRPCError } from '@trpc/server';

/** A question is answered or fails within this time, whatever the database does. */
export const ANSWER_DEADLINE_MS = 24_000;

/** Waits for an answer, and no longer than a caller would. @throws TRPCError TIMEOUT */
export async function withinDeadline<Result>(
  answer: Promise<Result>,
  deadlineMs = ANSWER_DEADLINE_MS,
): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const message = `no answer within ${deadlineMs / 1_000} s`;
  const timer = setTimeout(() => reject(new TRPCError({ code: 'TIMEOUT', message })), deadlineMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    // When it fails later, somebody has heard it.
    answer.catch(() => undefined);
  }
}
