import { randomBytes, randomUUID, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  createSecretFile,
  keyInvalid,
  readSecretFile,
  replaceSecretFile,
} from '../secrets/secret-file.ts';

/** A key that signs access tokens. */
export interface SigningKey {
  /** Names the key in the header of a token. */
  readonly kid: string;
  readonly madeAtMs: number;
  readonly key: webcrypto.CryptoKey;
}

/** Keys that sign access tokens, or did until a short while ago; the oldest first, never none. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

const keysFile = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        kid: z.string().min(1),
        madeAtMs: z.int().nonnegative(),
        secret: z.base64url().length(43),
      }),
    )
    .min(1),
});
type KeysFile = z.infer<typeof keysFile>;

const SECRET_BYTES = 32;
/** A new key verifies at once, and signs after this time: until then, every process has read it. */
const SIGNS_AFTER_MS = 120_000;
/** An old key verifies for this time after its successor signs: twice as long as a token lives. */
const VERIFIES_AFTER_MS = 600_000;

/**
 * Reads `<directory>/keys/access-tokens.json`, and makes it with one key where there is none.
 *
 * A process that reads it once a minute follows a rotation without losing a token.
 *
 * @throws ServerError KEY_INVALID for a file that is damaged, or that others may read, with its path and the way out
 */
export async function readSigningKeys(directory: string, nowMs: number): Promise<SigningKeys> {
  const { keys } = await readOrMakeFile(pathIn(directory), nowMs);
  const [first, ...others] = await Promise.all(keys.map(importKey));
  return [first!, ...others];
}

/**
 * Adds a key, which signs in two minutes, and drops keys whose successors have signed for ten.
 *
 * It is for one process at a time: of two that rotate at once, one key is lost before it signs.
 *
 * @throws ServerError KEY_INVALID as `readSigningKeys`
 */
export async function rotateSigningKey(directory: string, nowMs: number): Promise<string> {
  const path = pathIn(directory);
  const { keys } = await readOrMakeFile(path, nowMs);
  const added = makeKey(nowMs);
  const kept = keys.filter((_, index) => verifiesAt(keys, index, nowMs));
  await replaceSecretFile(path, encode({ keys: [...kept, added] }));
  return added.kid;
}

/** Finds the key that signs at a time: the newest that every process has read. */
export function signingKeyAt(keys: SigningKeys, nowMs: number): SigningKey {
  return keys.findLast(({ madeAtMs }) => madeAtMs + SIGNS_AFTER_MS <= nowMs) ?? keys[0];
}

/** Finds the key that verifies a token of that `kid` at a time; undefined for one that is unknown or has been replaced. */
export function verifyingKeyAt(
  keys: SigningKeys,
  kid: string | undefined,
  nowMs: number,
): SigningKey | undefined {
  return keys.find((key, index) => key.kid === kid && verifiesAt(keys, index, nowMs));
}

function verifiesAt(
  keys: readonly Pick<SigningKey, 'madeAtMs'>[],
  index: number,
  nowMs: number,
): boolean {
  const successor = keys[index + 1];
  return successor === undefined || nowMs < successor.madeAtMs + SIGNS_AFTER_MS + VERIFIES_AFTER_MS;
}

async function readOrMakeFile(path: string, nowMs: number): Promise<KeysFile> {
  const found = await readSecretFile(path);
  if (found !== undefined) return parse(path, found);
  await createSecretFile(path, encode({ keys: [makeKey(nowMs)] }));
  // Another process may have been first.
  return parse(path, (await readSecretFile(path)) ?? Buffer.alloc(0));
}

function parse(path: string, content: Buffer): KeysFile {
  try {
    return keysFile.parse(JSON.parse(content.toString()));
  } catch {
    // The cause would show the secrets.
    const wayOut = 'remove it, and a new one is made: whoever is logged in gets a new token';
    throw keyInvalid(path, 'it is damaged', wayOut);
  }
}

function encode(file: KeysFile): Buffer {
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`);
}

function makeKey(nowMs: number): KeysFile['keys'][number] {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { kid: randomUUID(), madeAtMs: nowMs, secret };
}

async function importKey({ kid, madeAtMs, secret }: KeysFile['keys'][number]): Promise<SigningKey> {
  const bytes = Buffer.from(secret, 'base64url');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  // Not extractable: no log and no dump of the object shows the secret.
  const key = await webcrypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify']);
  return { kid, madeAtMs, key };
}

function pathIn(directory: string): string {
  return join(directory, 'keys', 'access-tokens.json');
}
