import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readOrMakeKey } from './read-or-make-key.ts';
import type { Keyring } from './sealed-secret.ts';
import { keyInvalid, readSecretFile, replaceSecretFile } from './secret-file.ts';

const NAME = 'secrets';
const KEY_BYTES = 32;

/**
 * Opens the keys that seal secrets in the database, `<directory>/keys/secrets`: 32 bytes each, the current one first. Where there is no file,
 * one is made with one key.
 *
 * The file is read again when it was replaced, at the next use: a rotation is followed at once, by every process.
 *
 * @throws ServerError KEY_INVALID for a file of another length, or that others may read, with its path and the way out
 */
export async function openKeyring(directory: string): Promise<Keyring> {
  const path = pathIn(directory);
  let keys = await readSealingKeys(directory);
  let seen = stampOf(path);
  const latest = (): readonly Buffer[] => {
    const stamp = stampOf(path);
    if (stamp === seen || stamp === undefined) return keys;
    // A file that was damaged since leaves the keys that were.
    const found = parse(readFileSync(path));
    if (found !== undefined) keys = found;
    seen = stamp;
    return keys;
  };
  return {
    get current() {
      return latest()[0]!;
    },
    get previous() {
      return latest().slice(1);
    },
  };
}

/** Puts a new key before those that there are; one that a rotation put there before it was cut short stays the new one. */
export async function addSealingKey(directory: string): Promise<Keyring> {
  const keys = await readSealingKeys(directory);
  if (keys.length === 1)
    await replaceSecretFile(pathIn(directory), Buffer.concat([randomBytes(KEY_BYTES), ...keys]));
  return openKeyring(directory);
}

/** Drops all keys but the current one: nothing is sealed with them any more. */
export async function dropOldSealingKeys(directory: string): Promise<void> {
  const [current] = await readSealingKeys(directory);
  await replaceSecretFile(pathIn(directory), current!);
}

async function readSealingKeys(directory: string): Promise<readonly Buffer[]> {
  const path = pathIn(directory);
  const content = await readSecretFile(path);
  if (content === undefined) return [await readOrMakeKey(directory, NAME)];
  const keys = parse(content);
  if (keys !== undefined) return keys;
  throw keyInvalid(
    path,
    `it has ${content.length} bytes, expected ${KEY_BYTES} for each key`,
    'put it back from a backup; without it a new one is made, and what was sealed with the old one is lost',
  );
}

function parse(content: Buffer): readonly Buffer[] | undefined {
  if (content.length === 0 || content.length % KEY_BYTES !== 0) return undefined;
  return Array.from({ length: content.length / KEY_BYTES }, (_, at) =>
    content.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES),
  );
}

/** A file that takes the place of another has another number, or time. */
function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

function pathIn(directory: string): string {
  return join(directory, 'keys', NAME);
}
