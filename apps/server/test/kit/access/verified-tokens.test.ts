import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SigningKeys } from '../../../src/kit/access/signing-keys.ts';
import { createVerifiedTokens } from '../../../src/kit/access/verified-tokens.ts';

const NOW_MS = Date.UTC(2026, 10, 29, 12);
const MINUTE_MS = 60_000;

const key = await webcrypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, [
  'verify',
]);
const older = { kid: 'older', madeAtMs: NOW_MS - 60 * MINUTE_MS, key };
const newer = { kid: 'newer', madeAtMs: NOW_MS, key };
const verifiedBy = (kid: string, livesMs = 5 * MINUTE_MS) => ({
  claims: `of ${kid}`,
  kid,
  expiresAtS: (NOW_MS + livesMs) / 1_000,
});

test('a verified token is known by its whole text until it expires', () => {
  const tokens = createVerifiedTokens<string>([older]);
  tokens.keep('a.b.c', verifiedBy('older'));
  expect(tokens.find('a.b.c', NOW_MS)).toBe('of older');
  expect(tokens.find('a.b.d', NOW_MS)).toBeUndefined();
  expect(tokens.find('a.b.', NOW_MS)).toBeUndefined();
  expect(tokens.find('a.b.c', NOW_MS + 5 * MINUTE_MS - 1)).toBe('of older');
  expect(tokens.find('a.b.c', NOW_MS + 5 * MINUTE_MS)).toBeUndefined();
});

test('a verified token is not known any more when its key has been replaced', () => {
  const keys: SigningKeys = [older, newer];
  const tokens = createVerifiedTokens<string>(keys);
  const [replacedMs, hour] = [NOW_MS + 12 * MINUTE_MS, 60 * MINUTE_MS];
  for (const kid of ['older', 'newer', 'unknown']) tokens.keep(kid, verifiedBy(kid, hour));
  expect(tokens.find('unknown', NOW_MS)).toBeUndefined();
  expect(tokens.find('older', replacedMs - 1)).toBe('of older');
  expect(tokens.find('older', replacedMs)).toBeUndefined();
  expect(tokens.find('newer', replacedMs)).toBe('of newer');
});

test('the oldest of too many tokens is given up', () => {
  const tokens = createVerifiedTokens<string>([older], 3);
  for (const token of ['1', '2', '3', '4']) tokens.keep(token, verifiedBy('older'));
  expect(['1', '2', '3', '4'].map((token) => tokens.find(token, NOW_MS) !== undefined)).toEqual([
    false,
    true,
    true,
    true,
  ]);
});
