import { hash, randomBytes } from 'node:crypto';

/** A code that was just made, for a link or the set-up. */
export interface OneTimeCode {
  /** 256 random bits, base64url; shown once, and kept nowhere. */
  readonly code: string;
  /** SHA-256 of the code, to be kept. */
  readonly hash: Buffer;
}

/** Makes a code that opens one door once. */
export function createOneTimeCode(): OneTimeCode {
  const code = randomBytes(32).toString('base64url');
  return { code, hash: hash('sha256', code, 'buffer') };
}

/** Hashes a presented code; null for a text that cannot be one. */
export function oneTimeCodeHash(code: string): Buffer | null {
  return /^[\w-]{43}$/.test(code) ? hash('sha256', code, 'buffer') : null;
}
