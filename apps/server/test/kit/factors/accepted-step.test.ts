import fc from 'fast-check';
import { URI, type TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { acceptedStep } from '../../../src/kit/factors/accepted-step.ts';
import { createTotpSecret, totpCode, totpUri } from '../../../src/kit/factors/totp-secret.ts';

// RFC 6238, appendix B, the rows of SHA-1: last six of eight digits.
const RFC_SECRET = Buffer.from('12345678901234567890');
const RFC_CODES = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

const STEP = 58_000_000;
const NOW_MS = STEP * 30_000 + 12_345;
const secret = createTotpSecret();
const accepted = (code: string, lastStep: number | null = null, nowMs = NOW_MS) =>
  acceptedStep({ secret, code, lastStep, nowMs });

describe('a code of a second factor', () => {
  test.each(RFC_CODES)('at %i s is %s for the secret of RFC 6238', (seconds, code) => {
    const presented = { secret: RFC_SECRET, code, lastStep: null, nowMs: seconds * 1_000 };
    expect(acceptedStep(presented)).toBe(Math.floor(seconds / 30));
  });

  test('is accepted from one step before to one step after', () => {
    // In a window of seven steps, two codes may be the same by chance: such a secret is no example.
    const codes = [-3, -2, -1, 0, 1, 2, 3].map((offset) => totpCode(RFC_SECRET, STEP + offset));
    expect(new Set(codes).size).toBe(7);
    const steps = codes.map((code) =>
      acceptedStep({ secret: RFC_SECRET, code, lastStep: null, nowMs: NOW_MS }),
    );
    expect(steps).toEqual([null, null, STEP - 1, STEP, STEP + 1, null, null]);
  });

  test('has its step from the first to the last millisecond', () => {
    const code = totpCode(RFC_SECRET, STEP);
    const at = (nowMs: number) => acceptedStep({ secret: RFC_SECRET, code, lastStep: null, nowMs });
    expect(at((STEP - 1) * 30_000 - 1)).toBe(null);
    expect(at((STEP - 1) * 30_000)).toBe(STEP);
    expect(at((STEP + 2) * 30_000 - 1)).toBe(STEP);
    expect(at((STEP + 2) * 30_000)).toBe(null);
  });

  test('is good for once, and no earlier one after it', () => {
    const code = (offset: number) => totpCode(RFC_SECRET, STEP + offset);
    const after = (lastStep: number, offset: number) =>
      acceptedStep({ secret: RFC_SECRET, code: code(offset), lastStep, nowMs: NOW_MS });
    expect(after(STEP, 0)).toBe(null);
    expect(after(STEP, -1)).toBe(null);
    expect(after(STEP, 1)).toBe(STEP + 1);
    expect(after(STEP - 1, 0)).toBe(STEP);
    expect(after(STEP + 1, 1)).toBe(null);
  });

  test('may be typed with spaces', () => {
    const code = totpCode(secret, STEP);
    expect(accepted(` ${code.slice(0, 3)} ${code.slice(3)} `)).not.toBe(null);
  });

  test.each(['', '12345', '1234567', '12345a', '-12345', '1e5000', '١٢٣٤٥٦', '123456\0'])(
    'is none where it is %j',
    (code) => {
      expect(accepted(code)).toBe(null);
    },
  );

  test('is none for another secret, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(accepted(text.replaceAll(/\d/g, ''))).toBe(null);
      }),
    );
    const other = createTotpSecret();
    const matches = Array.from({ length: 200 }, (_, at) => totpCode(other, STEP + at)).filter(
      (code) => accepted(code) !== null,
    );
    // Three codes of a million are right at any time.
    expect(matches.length).toBeLessThan(3);
  });
});

describe('a secret of a second factor', () => {
  test('has 160 random bits', () => {
    expect(secret).toHaveLength(20);
    expect(createTotpSecret()).not.toEqual(secret);
  });

  test.each(['ana', 'ana muñoz', 'a:b&c?d=e/f#g'])(
    'is read by an application from its address, for %j',
    (username) => {
      const uri = totpUri(secret, username);
      expect(uri).toMatch(/^otpauth:\/\/totp\/Varve:/);
      const read = URI.parse(uri);
      expect(read).toMatchObject({ issuer: 'Varve', label: username, period: 30, digits: 6 });
      expect(Buffer.from(read.secret.bytes)).toEqual(secret);
      expect((read as TOTP).generate({ timestamp: NOW_MS })).toBe(totpCode(secret, STEP));
    },
  );
});
