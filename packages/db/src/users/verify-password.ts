import { timingSafeEqual } from 'node:crypto';
import { argon2id, HASH_COSTS, type RunArgon2id } from './argon2id.ts';
import { parsePhcString, type PhcString } from './phc-string.ts';

/** How a password compares with a stored hash. */
export interface PasswordVerdict {
  readonly isRight: boolean;
  /** Whether the password is right and its hash has other costs than new ones: to be hashed again while the password is known. */
  readonly needsRehash: boolean;
}

/** Stands in where nothing can be compared, so that the answer takes as long. */
const NOBODYS: PhcString = {
  ...HASH_COSTS,
  salt: Buffer.alloc(HASH_COSTS.saltBytes),
  hash: Buffer.alloc(HASH_COSTS.hashBytes),
};

/**
 * Compares a password with a stored hash in PHC form, in constant time.
 *
 * No password is right for null (an unknown user, or one without a password), nor for a text that `parsePhcString` refuses; that
 * takes as long as a wrong password.
 *
 * @param run - where Argon2id runs. @default a thread of libuv
 */
export async function verifyPassword(
  storedHash: string | null,
  password: string,
  run?: RunArgon2id,
): Promise<PasswordVerdict> {
  const stored = storedHash === null ? null : parsePhcString(storedHash);
  const expected = stored ?? NOBODYS;
  const options = { ...expected, hashBytes: expected.hash.length };
  const hash = await argon2id(password, options, run);
  const isRight = timingSafeEqual(hash, expected.hash) && stored !== null;
  return { isRight, needsRehash: isRight && !hasPresentCosts(expected) };
}

/** Costlier hashes are made anew as well: a log-in that takes longer than others tells that its user exists. */
function hasPresentCosts({ memoryKib, passes, parallelism, salt, hash }: PhcString): boolean {
  return (
    memoryKib === HASH_COSTS.memoryKib &&
    passes === HASH_COSTS.passes &&
    parallelism === HASH_COSTS.parallelism &&
    salt.length === HASH_COSTS.saltBytes &&
    hash.length === HASH_COSTS.hashBytes
  );
}
