import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import { ServerError } from '../server-error.ts';

/** Keys of 32 bytes: new secrets are sealed with the current one, old ones open with any. */
export interface Keyring {
  readonly current: Buffer;
  readonly previous: readonly Buffer[];
}

/** The place that a secret belongs to: sealed bytes that are moved to another row or column do not open. */
export interface SecretPlace {
  /** Id of the row. */
  readonly id: string;
  /** The column or use, such as `totp`. */
  readonly purpose: string;
}

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_AT = 1 + KEY_ID_BYTES;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

/**
 * Seals a secret that the database keeps, with AES-256-GCM (NIST SP 800-38D).
 *
 * Sealed bytes: version 1 (1 byte), key id (8: the first bytes of the key's SHA-256), nonce (12), tag (16), ciphertext. Additional
 * data: version and key id, then purpose and row id as JSON. Nonces are random, so a key is good for 2³² secrets.
 */
export function sealSecret(keyring: Keyring, place: SecretPlace, plain: Buffer): Buffer {
  const key = keyring.current;
  const header = Buffer.concat([Buffer.of(VERSION), keyIdOf(key)]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(header, place));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), text]);
}

/**
 * Opens a sealed secret.
 *
 * @throws ServerError SECRET_UNREADABLE for a key that is gone, and for bytes that were changed or belong to another place
 */
export function openSealedSecret(keyring: Keyring, place: SecretPlace, sealed: Buffer): Buffer {
  if (sealed.length < TEXT_AT || sealed[0] !== VERSION) {
    throw unreadable(place, 'these are no sealed bytes');
  }
  const header = sealed.subarray(0, NONCE_AT);
  const key = [keyring.current, ...keyring.previous].find((one) =>
    keyIdOf(one).equals(header.subarray(1)),
  );
  if (key === undefined) throw unreadable(place, 'it was sealed with a key that is not there');
  const nonce = sealed.subarray(NONCE_AT, TAG_AT);
  const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(header, place));
  cipher.setAuthTag(sealed.subarray(TAG_AT, TEXT_AT));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(TEXT_AT)), cipher.final()]);
  } catch {
    throw unreadable(place, 'its bytes were changed, or belong to another row');
  }
}

/** Whether bytes were sealed with the current key. */
export function sealedWithCurrent(keyring: Keyring, sealed: Buffer): boolean {
  return sealed[0] === VERSION && sealed.subarray(1, NONCE_AT).equals(keyIdOf(keyring.current));
}

function keyIdOf(key: Buffer): Buffer {
  return hash('sha256', key, 'buffer').subarray(0, KEY_ID_BYTES);
}

function additionalData(header: Buffer, { purpose, id }: SecretPlace): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([purpose, id]))]);
}

function unreadable({ purpose, id }: SecretPlace, problem: string): ServerError {
  return new ServerError(
    'SECRET_UNREADABLE',
    `the secret ${purpose} of ${id} cannot be opened: ${problem}; put the key back from a backup, or set the secret again`,
  );
}
