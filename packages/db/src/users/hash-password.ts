import { randomBytes } from 'node:crypto';
import { argon2id, HASH_COSTS, type RunArgon2id } from './argon2id.ts';
import { formatPhcString } from './phc-string.ts';

/**
 * Hashes a password with Argon2id in PHC form, as every Argon2 library verifies it.
 *
 * @param run - where Argon2id runs. @default a thread of libuv
 */
export async function hashPassword(password: string, run?: RunArgon2id): Promise<string> {
  const { saltBytes, ...costs } = HASH_COSTS;
  const salt = randomBytes(saltBytes);
  const hash = await argon2id(password, { ...costs, salt }, run);
  return formatPhcString({ ...costs, salt, hash });
}
