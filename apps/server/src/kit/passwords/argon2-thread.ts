import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunArgon2id } from '@varve/db';
import type { Argon2Outcome } from './argon2.worker.ts';

/** One thread that runs Argon2id, a hash after the other. */
export interface Argon2Thread extends AsyncDisposable {
  /** Rejects with what was wrong with the parameters, and where the thread ended: the next hash starts another. */
  readonly run: RunArgon2id;
}

/** Makes a thread that starts with the first hash. It keeps no process from its end but while it makes one. */
export function argon2Thread(): Argon2Thread {
  let worker: Worker | undefined;
  // Outcomes come in the order of the hashes.
  let waiting: PromiseWithResolvers<Uint8Array>[] = [];
  const start = (): Worker => {
    // It reads sources as they stand: `.ts` in a checkout, `.js` where they were built.
    const file = new URL(`./argon2.worker${extname(import.meta.url)}`, import.meta.url);
    const started = new Worker(file);
    let failure: unknown;
    started.on('message', (outcome: Argon2Outcome) => {
      const { resolve, reject } = waiting.shift()!;
      if ('hash' in outcome) resolve(outcome.hash);
      else reject(outcome.error);
      if (waiting.length === 0) started.unref();
    });
    started.on('error', (error) => (failure = error));
    started.on('exit', () => {
      const [lost, cause] = [waiting, failure];
      [worker, waiting] = [undefined, []];
      for (const { reject } of lost)
        reject(new Error('the thread that hashes passwords has ended', { cause }));
    });
    return started;
  };
  return {
    run(parameters) {
      worker ??= start();
      const hash = Promise.withResolvers<Uint8Array>();
      // A copy: the bytes of a small buffer lie among those of others, and all of them would go along.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ ...parameters, nonce: new Uint8Array(parameters.nonce) });
      worker.ref();
      waiting.push(hash);
      return hash.promise;
    },
    async [Symbol.asyncDispose]() {
      await worker?.terminate();
    },
  };
}
