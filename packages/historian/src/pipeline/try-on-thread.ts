import { setTimeout as delay } from 'node:timers/promises';

/** Memory of the filters and the news of threads, for work that a thread may not survive. */
export interface ThreadHost {
  /** Copies what the filters remember, and puts the copy back. */
  save(): void;
  restore(): void;
  /** Tells that a thread ended; false where no other will follow. */
  readonly threadEnded: (reason: string) => boolean;
}

/** Result of work on a thread, or the reason why the last thread ended; undefined when no other followed. */
export type ThreadOutcome<Result> =
  | { readonly result: Result; readonly reason: undefined }
  | { readonly result: undefined; readonly reason: string }
  | undefined;

/** Time before another thread is given the work. */
export const THREAD_RETRY_MS = 100;

/** Does work on a thread. When the thread ends, the filters remember what they did before, and another thread is given the work. */
export async function tryOnThread<Result>(
  host: ThreadHost,
  work: () => Promise<Result>,
  tries: number,
): Promise<ThreadOutcome<Result>> {
  host.save();
  let reason = '';
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await delay(THREAD_RETRY_MS);
    try {
      return { result: await work(), reason: undefined };
    } catch (error) {
      host.restore();
      reason = (error as Error).message;
      if (!host.threadEnded(reason)) return undefined;
    }
  }
  return { result: undefined, reason };
}
