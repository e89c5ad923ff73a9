import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  readSigningKeys,
  rotateSigningKey,
  signingKeyAt,
  verifyingKeyAt,
} from '../../../src/kit/access/signing-keys.ts';

const MADE_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-keys-'));
  path = join(directory, 'keys', 'access-tokens.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const kidsOf = (keys: readonly { kid: string }[]) => keys.map(({ kid }) => kid);

describe('the first key', () => {
  test('is made once, in a file that only its owner reads, and signs at once', async () => {
    const keys = await readSigningKeys(directory, MADE_MS);
    expect(keys).toHaveLength(1);
    expect(signingKeyAt(keys, MADE_MS)).toBe(keys[0]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(kidsOf(await readSigningKeys(directory, MADE_MS + YEAR_MS))).toEqual(kidsOf(keys));
  });

  test('has 256 random bits, which cannot be taken out of it', async () => {
    const [{ key, kid }] = await readSigningKeys(directory, MADE_MS);
    expect(key.extractable).toBe(false);
    const [other] = await readSigningKeys(join(directory, 'other'), MADE_MS);
    expect(other.kid).not.toBe(kid);
    const [own, others] = [path, join(directory, 'other', 'keys', 'access-tokens.json')];
    const secrets = await Promise.all([own, others].map(secretIn));
    expect(secrets[0]).toHaveLength(32);
    expect(secrets[0]).not.toEqual(secrets[1]);
  });

  test('is the same for all that start at once', async () => {
    const starts = Array.from({ length: 20 }, () => readSigningKeys(directory, MADE_MS));
    const kids = (await Promise.all(starts)).flatMap(kidsOf);
    expect(new Set(kids).size).toBe(1);
    expect(await readdir(join(directory, 'keys'))).toEqual(['access-tokens.json']);
  });

  test('signs whatever the clock says', async () => {
    const keys = await readSigningKeys(directory, MADE_MS + 20 * YEAR_MS);
    expect(signingKeyAt(keys, MADE_MS)).toBe(keys[0]);
    expect(verifyingKeyAt(keys, keys[0].kid, MADE_MS)).toBe(keys[0]);
  });
});

describe('after a rotation', () => {
  test('the new key verifies at once and signs after two minutes', async () => {
    const [{ kid: old }] = await readSigningKeys(directory, MADE_MS);
    const rotatedMs = MADE_MS + YEAR_MS;
    const made = await rotateSigningKey(directory, rotatedMs);
    const keys = await readSigningKeys(directory, rotatedMs);
    expect(kidsOf(keys)).toEqual([old, made]);
    expect(verifyingKeyAt(keys, made, rotatedMs)?.kid).toBe(made);
    expect(signingKeyAt(keys, rotatedMs + 2 * MINUTE_MS - 1).kid).toBe(old);
    expect(signingKeyAt(keys, rotatedMs + 2 * MINUTE_MS).kid).toBe(made);
  });

  test('the old key verifies until the new one has signed for ten minutes', async () => {
    const [{ kid: old }] = await readSigningKeys(directory, MADE_MS);
    const rotatedMs = MADE_MS + YEAR_MS;
    await rotateSigningKey(directory, rotatedMs);
    const keys = await readSigningKeys(directory, rotatedMs);
    expect(verifyingKeyAt(keys, old, rotatedMs + 12 * MINUTE_MS - 1)?.kid).toBe(old);
    expect(verifyingKeyAt(keys, old, rotatedMs + 12 * MINUTE_MS)).toBe(undefined);
  });

  test('the next rotation drops keys that verify no more, and no others', async () => {
    const [{ kid: first }] = await readSigningKeys(directory, MADE_MS);
    const second = await rotateSigningKey(directory, MADE_MS);
    const third = await rotateSigningKey(directory, MADE_MS + MINUTE_MS);
    expect(kidsOf(await readSigningKeys(directory, MADE_MS))).toEqual([first, second, third]);
    const fourth = await rotateSigningKey(directory, MADE_MS + 12 * MINUTE_MS);
    const keys = await readSigningKeys(directory, MADE_MS);
    expect(kidsOf(keys)).toEqual([second, third, fourth]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('that came before the first start, both keys are there', async () => {
    const made = await rotateSigningKey(directory, MADE_MS);
    expect(kidsOf(await readSigningKeys(directory, MADE_MS))).toContain(made);
  });

  test('no key verifies that the file does not have', async () => {
    const keys = await readSigningKeys(directory, MADE_MS);
    expect(verifyingKeyAt(keys, undefined, MADE_MS)).toBe(undefined);
    expect(verifyingKeyAt(keys, 'other', MADE_MS)).toBe(undefined);
  });
});

describe('a file of keys is refused by name', () => {
  const secret = 'c'.repeat(43);
  test.each([
    ['is empty', ''],
    ['is no JSON', secret],
    ['has no keys', '{"keys":[]}'],
    ['has a short secret', `{"keys":[{"kid":"a","madeAtMs":0,"secret":"${secret.slice(1)}"}]}`],
    ['has a long secret', `{"keys":[{"kid":"a","madeAtMs":0,"secret":"${secret}c"}]}`],
    ['has a secret that is no base64', `{"keys":[{"kid":"a","madeAtMs":0,"secret":"=${secret}"}]}`],
    ['has no kid', `{"keys":[{"kid":"","madeAtMs":0,"secret":"${secret}"}]}`],
    ['has no time', `{"keys":[{"kid":"a","secret":"${secret}"}]}`],
    ['has something else', `{"keys":[{"kid":"a","madeAtMs":0,"secret":"${secret}","use":"sig"}]}`],
  ])('that %s', async (_, content) => {
    await readSigningKeys(directory, MADE_MS);
    await writeFile(path, content);
    const error = await readSigningKeys(directory, MADE_MS).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'KEY_INVALID', message: expect.stringContaining(path) });
    expect((error as Error).message).not.toContain(secret.slice(1));
    await expect(rotateSigningKey(directory, MADE_MS)).rejects.toBeInstanceOf(Error);
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  test('that others may read', async () => {
    await readSigningKeys(directory, MADE_MS);
    await chmod(path, 0o644);
    await expect(readSigningKeys(directory, MADE_MS)).rejects.toMatchObject({
      code: 'KEY_INVALID',
      message: expect.stringContaining(`chmod 600 ${path}`),
    });
  });
});

async function secretIn(file: string): Promise<Buffer> {
  const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: { secret: string }[] };
  return Buffer.from(keys[0]!.secret, 'base64url');
}
