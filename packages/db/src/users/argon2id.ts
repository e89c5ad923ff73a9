import * as crypto from 'node:crypto';
import { promisify } from 'node:util';
import type { PhcString } from './phc-string.ts';

/** Costs and lengths of the hashes that Varve makes. Source: OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
export const HASH_COSTS = {
  memoryKib: 19_456,
  passes: 2,
  parallelism: 1,
  saltBytes: 16,
  hashBytes: 32,
} as const;

/** Options of `argon2id`. */
interface Argon2idOptions extends Omit<PhcString, 'hash'> {
  readonly hashBytes: number;
}

/** Parameters of Argon2id. */
interface Argon2idParameters extends crypto.Argon2Parameters {
  readonly nonce: Buffer;
}

/** Runs Argon2id, RFC 9106, somewhere. */
export type RunArgon2id = (parameters: Argon2idParameters) => Promise<Uint8Array>;

/** Derives a hash from a password. */
export async function argon2id(
  password: string,
  options: Argon2idOptions,
  run: RunArgon2id = runOnPool,
): Promise<Buffer> {
  if (typeof crypto.argon2 !== 'function') {
    throw new Error(`Argon2 needs Node 24.7 or newer, this is ${process.version}`);
  }
  const hash = await run({
    message: password,
    nonce: options.salt,
    parallelism: options.parallelism,
    tagLength: options.hashBytes,
    memory: options.memoryKib,
    passes: options.passes,
  });
  return Buffer.from(hash);
}

/** On a thread of libuv. */
function runOnPool(parameters: crypto.Argon2Parameters): Promise<Buffer> {
  return promisify(crypto.argon2)('argon2id', parameters);
}
