import { createDecipheriv, hash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  openSealedSecret,
  sealSecret,
  type Keyring,
} from '../../../src/kit/secrets/sealed-secret.ts';

const KEYS: Keyring = { current: randomBytes(32), previous: [] };
const PLACE = { id: '7', purpose: 'totp' };
const PLAIN = Buffer.from('seed of a second factor');

const unreadable = expect.objectContaining({
  code: 'SECRET_UNREADABLE',
  message: expect.stringContaining('secret totp of 7'),
});

describe('a sealed secret', () => {
  test('opens as it was, whatever it is and wherever it belongs', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), fc.string(), (bytes, id, purpose) => {
        const sealed = sealSecret(KEYS, { id, purpose }, Buffer.from(bytes));
        expect(openSealedSecret(KEYS, { id, purpose }, sealed)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('has the bytes that its description says', () => {
    const sealed = sealSecret(KEYS, PLACE, PLAIN);
    expect(sealed).toHaveLength(1 + 8 + 12 + 16 + PLAIN.length);
    expect(sealed[0]).toBe(1);
    expect(sealed.subarray(1, 9)).toEqual(hash('sha256', KEYS.current, 'buffer').subarray(0, 8));
    const cipher = createDecipheriv('aes-256-gcm', KEYS.current, sealed.subarray(9, 21));
    cipher.setAAD(Buffer.concat([sealed.subarray(0, 9), Buffer.from('["totp","7"]')]));
    cipher.setAuthTag(sealed.subarray(21, 37));
    expect(Buffer.concat([cipher.update(sealed.subarray(37)), cipher.final()])).toEqual(PLAIN);
  });

  test('is another one each time', () => {
    const seals = Array.from({ length: 100 }, () => sealSecret(KEYS, PLACE, PLAIN).toString('hex'));
    expect(new Set(seals).size).toBe(100);
  });

  test('opens with an old key after the key has changed, and a new one does not', () => {
    const old = sealSecret(KEYS, PLACE, PLAIN);
    const rotated = { current: randomBytes(32), previous: [randomBytes(32), KEYS.current] };
    expect(openSealedSecret(rotated, PLACE, old)).toEqual(PLAIN);
    const made = sealSecret(rotated, PLACE, PLAIN);
    expect(openSealedSecret(rotated, PLACE, made)).toEqual(PLAIN);
    expect(() => openSealedSecret(KEYS, PLACE, made)).toThrow(unreadable);
  });

  test('does not open in another row or column', () => {
    for (const place of [
      { id: '8', purpose: 'totp' },
      { id: '7', purpose: 'smtp' },
      { id: 'totp', purpose: '7' },
    ]) {
      const sealed = sealSecret(KEYS, place, PLAIN);
      expect(() => openSealedSecret(KEYS, PLACE, sealed)).toThrow(unreadable);
    }
  });

  test('does not open with any bit changed', () => {
    const sealed = sealSecret(KEYS, PLACE, PLAIN);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openSealedSecret(KEYS, PLACE, changed)).toThrow(unreadable);
    }
  });

  test('does not open where bytes are missing or too many', () => {
    const sealed = sealSecret(KEYS, PLACE, PLAIN);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openSealedSecret(KEYS, PLACE, sealed.subarray(0, length))).toThrow(unreadable);
    }
    const longer = Buffer.concat([sealed, Buffer.of(0)]);
    expect(() => openSealedSecret(KEYS, PLACE, longer)).toThrow(unreadable);
  });

  test('does not open where the bytes are any others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => openSealedSecret(KEYS, PLACE, Buffer.from(bytes))).toThrow(unreadable);
      }),
    );
  });
});
