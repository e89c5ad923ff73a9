import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createSecretFile, keyInvalid, readSecretFile } from './secret-file.ts';

const KEY_BYTES = 32;

/**
 * Reads the key `<directory>/keys/<name>`, and makes it where there is none: 32 random bytes, in a file that nobody else may read.
 *
 * Two processes that start at once get the same key.
 *
 * @throws ServerError KEY_INVALID for a file of another length, or that others may read, with its path and the way out
 */
export async function readOrMakeKey(directory: string, name: string): Promise<Buffer> {
  const path = join(directory, 'keys', name);
  const found = await readSecretFile(path);
  if (found !== undefined) return checked(path, found);
  await createSecretFile(path, randomBytes(KEY_BYTES));
  // Another process may have been first.
  return checked(path, (await readSecretFile(path)) ?? Buffer.alloc(0));
}

function checked(path: string, key: Buffer): Buffer {
  if (key.length === KEY_BYTES) return key;
  throw keyInvalid(
    path,
    `it has ${key.length} bytes, expected ${KEY_BYTES}`,
    'put it back from a backup; without it a new one is made, and what was sealed or signed with the old one is lost',
  );
}
