import * as crypto from 'node:crypto';
import { promisify } from 'node:util';

const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;

/**
 * Hashes a password with Argon2id in PHC form, as every Argon2 library verifies it.
 *
 * Source: OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. RFC 9106.
 */
export async function hashPassword(password: string): Promise<string> {
  if (typeof crypto.argon2 !== 'function') {
    throw new Error(`Argon2 needs Node 24.7 or newer, this is ${process.version}`);
  }
  const nonce = crypto.randomBytes(16);
  const hash = await promisify(crypto.argon2)('argon2id', {
    message: password,
    nonce,
    parallelism: PARALLELISM,
    tagLength: 32,
    memory: MEMORY_KIB,
    passes: PASSES,
  });
  const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${encode(nonce)}$${encode(hash)}`;
}
