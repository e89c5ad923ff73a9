import { argon2Sync, type Argon2Parameters } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** A hash, or why there is none. */
export type Argon2Outcome = { readonly hash: Uint8Array } | { readonly error: unknown };

/** A thread at work gets more than twice as much of a processor as this one. At 10 it is ten times as much, and nobody logs in on a busy machine. */
const NICENESS = 4;

// Linux alone gives each thread a priority of its own: elsewhere this would slow the whole process down.
if (process.platform === 'linux') {
  try {
    setPriority(NICENESS);
  } catch {
    // A sandbox may forbid it. Hashes are made nevertheless.
  }
}

parentPort!.on('message', (parameters: Argon2Parameters) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(outcomeOf(parameters));
});

function outcomeOf(parameters: Argon2Parameters): Argon2Outcome {
  try {
    return { hash: new Uint8Array(argon2Sync('argon2id', parameters)) };
  } catch (error) {
    return { error };
  }
}
