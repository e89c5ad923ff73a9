import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRecoveryCodes, recoveryCodeHash } from '../../../src/kit/factors/recovery-codes.ts';

describe('recovery codes', () => {
  test('are ten of 24 digits, and the SHA-256 that is kept of each', () => {
    const codes = createRecoveryCodes();
    expect(codes).toHaveLength(10);
    for (const { code, hash: kept } of codes) {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(kept).toEqual(hash('sha256', code.replaceAll('-', ''), 'buffer'));
      expect(recoveryCodeHash(code)).toEqual(kept);
    }
    expect(new Set(codes.map(({ code }) => code)).size).toBe(10);
  });

  test('have all 32 digits equally often', () => {
    const digits = Array.from({ length: 200 }, () => createRecoveryCodes())
      .flat()
      .flatMap(({ code }) => Array.from(code.replaceAll('-', '')));
    const counts = [...Map.groupBy(digits, (digit) => digit).values()].map(({ length }) => length);
    expect(counts).toHaveLength(32);
    // 48,000 digits, 1,500 of each expected; eight standard deviations are 305.
    expect(Math.min(...counts)).toBeGreaterThan(1_195);
    expect(Math.max(...counts)).toBeLessThan(1_805);
  });

  test('may be typed in any case, with other gaps, and with O, I and L for 0 and 1', () => {
    const kept = recoveryCodeHash('0011-ABCD-EFGH-JKMN-PQRS-TVWX');
    expect(kept).not.toBe(null);
    expect(recoveryCodeHash('0011abcdefghjkmnpqrstvwx')).toEqual(kept);
    expect(recoveryCodeHash(' oOiL abcd efgh\tjkmn pqrs tvwx\n')).toEqual(kept);
    expect(recoveryCodeHash('OOlI--ABCDEFGH-JKMNPQRSTVWX')).toEqual(kept);
    expect(recoveryCodeHash('0011-ABCD-EFGH-JKMN-PQRS-TVWY')).not.toEqual(kept);
  });

  test.each(['', '0'.repeat(23), '0'.repeat(25), 'U'.repeat(24), 'é'.repeat(24), '0_'.repeat(12)])(
    'are none where the text is %j',
    (text) => {
      expect(recoveryCodeHash(text)).toBe(null);
    },
  );

  test('are none where the text is any other', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 23 }), (text) => {
        expect(recoveryCodeHash(text)).toBe(null);
      }),
    );
  });
});
