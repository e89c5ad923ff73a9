import { hash, randomBytes } from 'node:crypto';

/** A recovery code that was just made. */
export interface RecoveryCode {
  /** Six groups of four: `7K3M-90QX-…`; shown once, and kept nowhere. */
  readonly code: string;
  /** SHA-256 of the code without its dashes, to be kept. */
  readonly hash: Buffer;
}

const CODES = 10;
const CHARACTERS = 24;
/** Crockford's base 32, which leaves out I, L, O and U; https://www.crockford.com/base32.html */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Makes ten codes for a user who has lost his second factor; each is good for once.
 *
 * A code has 120 random bits. From 112 bits on a fast hash is enough, where a shorter code needs one made for passwords (OWASP
 * ASVS 5.0, 6.5.2), which would be ten Argon2 hashes for each try.
 */
export function createRecoveryCodes(): RecoveryCode[] {
  return Array.from({ length: CODES }, () => {
    // 256 is a multiple of 32: every digit is as likely as any other.
    const digits = Array.from(randomBytes(CHARACTERS), (byte) => DIGITS[byte % DIGITS.length]!);
    const text = digits.join('');
    return { code: text.match(/.{4}/g)!.join('-'), hash: hash('sha256', text, 'buffer') };
  });
}

/** Hashes a presented code; case, spaces and dashes do not count, nor O for 0 or I and L for 1. Null for a text that is none. */
export function recoveryCodeHash(presented: string): Buffer | null {
  const text = presented
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (text.length !== CHARACTERS || !/^[0-9A-HJKMNP-TV-Z]+$/.test(text)) return null;
  return hash('sha256', text, 'buffer');
}
