import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createApiKey, parseApiKey } from '../../../src/kit/access/api-key.ts';
import { encodeBase62 } from '../../../src/kit/access/encode-base62.ts';
import { createOneTimeCode, oneTimeCodeHash } from '../../../src/kit/access/one-time-code.ts';
import { sameHash } from '../../../src/kit/secrets/same-hash.ts';

/** CRC-32 of ISO 3309, bit by bit. */
function slowCrc32(text: string): string {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

describe('an API key', () => {
  test('has a prefix, an id, a secret and a checksum', () => {
    for (let made = 0; made < 1_000; made += 1) {
      const { id, secret } = createApiKey();
      expect(secret).toMatch(/^varve_[0-9A-Za-z]{11}_[0-9A-Za-z]{43}_[0-9a-f]{8}$/);
      expect(secret.split('_')[1]).toBe(id);
      expect(slowCrc32(secret.slice(0, -9))).toBe(secret.slice(-8));
    }
  });

  test('is read back, with the SHA-256 that is kept', () => {
    const { id, secret, hash: kept } = createApiKey();
    expect(kept).toEqual(hash('sha256', secret, 'buffer'));
    const presented = parseApiKey(secret)!;
    expect(presented.id).toBe(id);
    expect(sameHash(presented.hash, kept)).toBe(true);
    expect(sameHash(parseApiKey(createApiKey().secret)!.hash, kept)).toBe(false);
  });

  test('is another one each time', () => {
    const keys = Array.from({ length: 1_000 }, () => createApiKey());
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1_000);
    expect(new Set(keys.map(({ secret }) => secret.slice(18, 61))).size).toBe(1_000);
  });

  test('is none with any character changed, taken out or put in', () => {
    const { secret } = createApiKey();
    for (let at = 0; at < secret.length; at += 1) {
      const other = secret[at] === 'x' ? 'y' : 'x';
      expect(parseApiKey(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(null);
      expect(parseApiKey(secret.slice(0, at) + secret.slice(at + 1))).toBe(null);
      expect(parseApiKey(secret.slice(0, at) + other + secret.slice(at))).toBe(null);
    }
  });

  test.each([
    ['a space behind it', (secret: string) => `${secret} `],
    ['a line behind it', (secret: string) => `${secret}\n`],
    ['a space before it', (secret: string) => ` ${secret}`],
    ['its checksum in capitals', (secret: string) => secret.toUpperCase()],
  ])('is none with %s', (_, change) => {
    // A checksum without letters is the same in capitals, the prefix never is.
    expect(parseApiKey(change(createApiKey().secret))).toBe(null);
  });

  test('is none where it is any other text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `varve_${text}`),
        ),
        (text) => {
          expect(parseApiKey(text)).toBe(null);
        },
      ),
    );
  });
});

describe('a number in base 62', () => {
  const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

  test('is the one that its bytes have', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const text = encodeBase62(Buffer.from(bytes), 43);
        expect(text).toHaveLength(43);
        const value = Array.from(text).reduce(
          (sum, digit) => sum * 62n + BigInt(DIGITS.indexOf(digit)),
          0n,
        );
        expect(value).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
      }),
    );
  });

  test('has room for the largest and the smallest', () => {
    expect(encodeBase62(Buffer.alloc(32, 255), 43)).toHaveLength(43);
    expect(encodeBase62(Buffer.alloc(8, 255), 11)).toBe('LygHa16AHYF');
    expect(encodeBase62(Buffer.alloc(8), 11)).toBe('00000000000');
  });
});

describe('a one-time code', () => {
  test('has 256 random bits, and the SHA-256 that is kept', () => {
    const { code, hash: kept } = createOneTimeCode();
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
    expect(kept).toEqual(hash('sha256', code, 'buffer'));
    expect(oneTimeCodeHash(code)).toEqual(kept);
    expect(createOneTimeCode().code).not.toBe(code);
  });

  test.each(['', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(43)}\n`])(
    'is none where it is %j',
    (text) => {
      expect(oneTimeCodeHash(text)).toBe(null);
    },
  );
});

describe('two hashes', () => {
  test('are the same byte for byte only', () => {
    const kept = hash('sha256', 'a', 'buffer');
    expect(sameHash(Buffer.from(kept), kept)).toBe(true);
    expect(sameHash(hash('sha256', 'b', 'buffer'), kept)).toBe(false);
  });

  test('of unequal length are not the same, and no error', () => {
    expect(sameHash(Buffer.alloc(0), Buffer.alloc(32))).toBe(false);
    expect(sameHash(Buffer.alloc(32), Buffer.alloc(31))).toBe(false);
  });
});
