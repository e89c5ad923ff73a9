import { hashPassword, verifyPassword, type PasswordVerdict } from '@varve/db';
import { ServerError } from '../server-error.ts';
import { argon2Thread } from './argon2-thread.ts';

/** Makes and verifies password hashes, one after the other. Both throw ServerError THROTTLED where too many wait. */
export interface HashQueue extends AsyncDisposable {
  /** Hashes a password in PHC form. */
  hash(password: string): Promise<string>;
  /** Compares a password with a stored hash; null for a user who is unknown or has none, which takes as long and is never right. */
  verify(storedHash: string | null, password: string): Promise<PasswordVerdict>;
}

/**
 * Makes the queue that all passwords of a process go through, with a thread of its own.
 *
 * On the threads of libuv, where Argon2 runs by itself, the spool's fsync waits for it: two hashes at a time raised its median from 3.5 ms
 * to 60 ms, sixteen to 1.9 s.
 *
 * @param mostWaiting - calls that may wait for their turn, beside the one that has it
 */
export function createHashQueue(mostWaiting: number): HashQueue {
  const thread = argon2Thread();
  let taken = 0;

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (taken > mostWaiting) {
      throw new ServerError(
        'THROTTLED',
        `${taken} passwords are being checked, which is the most at a time: try again in a second`,
      );
    }
    taken += 1;
    try {
      return await work();
    } finally {
      taken -= 1;
    }
  }

  return {
    hash: (password) => inTurn(() => hashPassword(password, thread.run)),
    verify: (storedHash, password) =>
      inTurn(() => verifyPassword(storedHash, password, thread.run)),
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
