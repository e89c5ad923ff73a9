import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { encodeBase62 } from './encode-base62.ts';

/** A key as the database knows it. */
export interface ApiKey {
  /** Finds the key; no secret. */
  readonly id: string;
  /** SHA-256 of the whole text. */
  readonly hash: Buffer;
}

/** A key that was just made. */
export interface NewApiKey extends ApiKey {
  /** Shown once, and kept nowhere. */
  readonly secret: string;
}

const ID = { bytes: 8, characters: 11 } as const;
const SECRET = { bytes: 32, characters: 43 } as const;
const FORM = new RegExp(
  `^(varve_([0-9A-Za-z]{${ID.characters}})_[0-9A-Za-z]{${SECRET.characters}})_([0-9a-f]{8})$`,
);

/**
 * Makes a key for a device or a program: `varve_<id>_<secret>_<checksum>`.
 *
 * The id is 64 random bits as 11 digits of base 62, the secret 256 random bits as 43. The checksum is the CRC-32 (ISO 3309, as in
 * zlib) of all before it, as 8 hexadecimal digits: a scanner for leaked secrets tells a key from what looks like one, and a
 * mistyped key is refused before anything is asked of the database. A fast hash is enough, because nobody can guess 256 bits.
 */
export function createApiKey(): NewApiKey {
  const id = encodeBase62(randomBytes(ID.bytes), ID.characters);
  const checked = `varve_${id}_${encodeBase62(randomBytes(SECRET.bytes), SECRET.characters)}`;
  const secret = `${checked}_${checksumOf(checked)}`;
  return { id, secret, hash: hash('sha256', secret, 'buffer') };
}

/** Reads a presented key; null for a text that is none, by its form or its checksum. */
export function parseApiKey(text: string): ApiKey | null {
  const [, checked, id, checksum] = FORM.exec(text) ?? [];
  if (checked === undefined || id === undefined || checksum !== checksumOf(checked)) return null;
  return { id, hash: hash('sha256', text, 'buffer') };
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
