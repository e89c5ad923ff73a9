import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACCESS_TOKEN_SECONDS,
  signAccessToken,
  verifyAccessToken,
} from '../../../src/kit/access/access-token.ts';
import {
  readSigningKeys,
  rotateSigningKey,
  type SigningKeys,
} from '../../../src/kit/access/signing-keys.ts';

const NOW_MS = Date.UTC(2026, 10, 29, 12);
const MINUTE_MS = 60_000;
const CLAIMS = { userId: 'u1', sessionId: 's1', tenantId: 't1', generation: 3 };
const INVALID = { state: 'invalid' };

let directory: string;
let keys: SigningKeys;
let secret: Buffer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-tokens-'));
  keys = await readSigningKeys(directory, NOW_MS);
  const file = await readFile(join(directory, 'keys', 'access-tokens.json'), 'utf8');
  const [stored] = (JSON.parse(file) as { keys: { secret: string }[] }).keys;
  secret = Buffer.from(stored!.secret, 'base64url');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;

const header = () => ({ alg: 'HS256', typ: 'at+jwt', kid: keys[0].kid });
const payload = {
  iss: 'varve',
  aud: 'varve',
  sub: 'u1',
  sid: 's1',
  gen: 3,
  tid: 't1',
  iat: NOW_MS / 1_000,
  exp: NOW_MS / 1_000 + 300,
};

/** A token by hand, after RFC 7515. */
function tokenOf(head: object, body: object, key = secret, algorithm = 'sha256'): string {
  const text = `${encode(head)}.${encode(body)}`;
  return `${text}.${createHmac(algorithm, key).update(text).digest('base64url')}`;
}

describe('an access token', () => {
  test('is a JWT of these claims, signed by HMAC with SHA-256', async () => {
    const token = await signAccessToken(keys, CLAIMS, NOW_MS);
    const [head, body] = token.split('.');
    expect(decode(head!)).toEqual(header());
    expect(decode(body!)).toEqual(payload);
    expect(token).toBe(tokenOf(decode(head!), decode(body!)));
  });

  test('is valid for its five minutes', async () => {
    const token = await signAccessToken(keys, CLAIMS, NOW_MS);
    expect(ACCESS_TOKEN_SECONDS).toBe(300);
    for (const sinceMs of [0, 1, 4 * MINUTE_MS, 5 * MINUTE_MS - 1]) {
      expect(await verifyAccessToken(keys, token, NOW_MS + sinceMs)).toEqual({
        state: 'valid',
        claims: CLAIMS,
      });
    }
  });

  test('is expired after that, and still says whose it was', async () => {
    const token = await signAccessToken(keys, CLAIMS, NOW_MS);
    for (const sinceMs of [5 * MINUTE_MS, 60 * MINUTE_MS]) {
      expect(await verifyAccessToken(keys, token, NOW_MS + sinceMs)).toEqual({
        state: 'expired',
        claims: CLAIMS,
      });
    }
  });

  test('outlives a rotation of the key that signed it', async () => {
    const rotating = join(directory, 'rotating');
    const before = await readSigningKeys(rotating, NOW_MS);
    const early = await signAccessToken(before, CLAIMS, NOW_MS);
    await rotateSigningKey(rotating, NOW_MS);
    const after = await readSigningKeys(rotating, NOW_MS);
    expect(await verifyAccessToken(after, early, NOW_MS)).toMatchObject({ state: 'valid' });
    // A process that has not read the file again for two minutes has read what the others sign with.
    const lateMs = NOW_MS + 2 * MINUTE_MS;
    const late = await signAccessToken(after, CLAIMS, lateMs);
    expect(late.split('.')[0]).not.toBe(early.split('.')[0]);
    expect(await verifyAccessToken(after, late, lateMs)).toMatchObject({ state: 'valid' });
    const lastMs = NOW_MS + 12 * MINUTE_MS;
    expect(await verifyAccessToken(after, early, lastMs - 1)).toMatchObject({ state: 'expired' });
    expect(await verifyAccessToken(after, early, lastMs)).toEqual(INVALID);
  });
});

describe('a token that was verified before', () => {
  test('is expired when its time is over', async () => {
    const token = await signAccessToken(keys, CLAIMS, NOW_MS);
    const stateAt = async (nowMs: number) => (await verifyAccessToken(keys, token, nowMs)).state;
    expect(await stateAt(NOW_MS)).toBe('valid');
    expect(await stateAt(NOW_MS + 5 * MINUTE_MS)).toBe('expired');
    expect(await stateAt(NOW_MS)).toBe('valid');
  });

  test('is invalid as soon as its key is gone from the file, though another has the same name', async () => {
    const renewed = join(directory, 'renewed');
    const before = await readSigningKeys(renewed, NOW_MS);
    const token = await signAccessToken(before, CLAIMS, NOW_MS);
    expect(await verifyAccessToken(before, token, NOW_MS)).toMatchObject({ state: 'valid' });
    const path = join(renewed, 'keys', 'access-tokens.json');
    const file = JSON.parse(await readFile(path, 'utf8')) as { keys: { secret: string }[] };
    file.keys[0]!.secret = Buffer.alloc(32).toString('base64url');
    await writeFile(path, JSON.stringify(file));
    const after = await readSigningKeys(renewed, NOW_MS);
    expect(after[0].kid).toBe(before[0].kid);
    expect(await verifyAccessToken(after, token, NOW_MS)).toEqual(INVALID);
  });

  test('does not make another with the same claims valid', async () => {
    const token = await signAccessToken(keys, CLAIMS, NOW_MS);
    await verifyAccessToken(keys, token, NOW_MS);
    const unsigned = token.slice(0, token.lastIndexOf('.') + 1);
    expect(await verifyAccessToken(keys, unsigned, NOW_MS)).toEqual(INVALID);
  });
});

describe('a token is invalid', () => {
  const without = (name: keyof typeof payload) => {
    const { [name]: _, ...rest } = payload;
    return rest;
  };
  const changes: readonly [string, () => string][] = [
    ['of alg none', () => `${encode({ ...header(), alg: 'none' })}.${encode(payload)}.`],
    ['of alg None, signed', () => tokenOf({ ...header(), alg: 'None' }, payload)],
    ['of HS512', () => tokenOf({ ...header(), alg: 'HS512' }, payload, secret, 'sha512')],
    ['of RS256', () => tokenOf({ ...header(), alg: 'RS256' }, payload)],
    ['of another type', () => tokenOf({ ...header(), typ: 'JWT' }, payload)],
    ['of no type', () => tokenOf({ alg: 'HS256', kid: keys[0].kid }, payload)],
    ['of an unknown kid', () => tokenOf({ ...header(), kid: 'other' }, payload)],
    ['of no kid', () => tokenOf({ alg: 'HS256', typ: 'at+jwt' }, payload)],
    ['of a kid that is a number', () => tokenOf({ ...header(), kid: 7 }, payload)],
    [
      'with a key of its own',
      () => tokenOf({ ...header(), jwk: { kty: 'oct', k: 'AA' } }, payload, Buffer.alloc(32)),
    ],
    ['with an unknown critical header', () => tokenOf({ ...header(), crit: ['x'], x: 1 }, payload)],
    ['signed with another key', () => tokenOf(header(), payload, Buffer.alloc(32))],
    ['signed with no key', () => tokenOf(header(), payload, Buffer.alloc(0))],
    ['without its signature', () => `${encode(header())}.${encode(payload)}.`],
    ['of two parts', () => `${encode(header())}.${encode(payload)}`],
    ['for another audience', () => tokenOf(header(), { ...payload, aud: 'other' })],
    ['of another issuer', () => tokenOf(header(), { ...payload, iss: 'other' })],
    ['that is not valid yet', () => tokenOf(header(), { ...payload, nbf: payload.iat + 60 })],
    ['that expires at no number', () => tokenOf(header(), { ...payload, exp: 'never' })],
    ['whose user is no text', () => tokenOf(header(), { ...payload, sub: 7 })],
    ['whose session is empty', () => tokenOf(header(), { ...payload, sid: '' })],
    [
      'expired and signed with another key',
      () => tokenOf(header(), { ...payload, exp: 1 }, Buffer.alloc(32)),
    ],
    [
      'expired and for another audience',
      () => tokenOf(header(), { ...payload, exp: 1, aud: 'other' }),
    ],
    ['expired and without a session', () => tokenOf(header(), { ...without('sid'), exp: 1 })],
    ...(['iss', 'aud', 'sub', 'sid', 'gen', 'tid', 'iat', 'exp'] as const).map(
      (name): [string, () => string] => [`without ${name}`, () => tokenOf(header(), without(name))],
    ),
    ['that is empty', () => ''],
    ['that is very long', () => tokenOf(header(), { ...payload, x: 'x'.repeat(3_000) })],
  ];

  test.each(changes)('%s', async (_, make) => {
    expect(await verifyAccessToken(keys, make(), NOW_MS)).toEqual(INVALID);
  });

  test('and the one that all of these were made of is valid', async () => {
    const token = tokenOf(header(), payload);
    expect(await verifyAccessToken(keys, token, NOW_MS)).toEqual({
      state: 'valid',
      claims: CLAIMS,
    });
  });

  test('with any character of it changed', async () => {
    const token = await signAccessToken(keys, CLAIMS, NOW_MS);
    // The last character holds bits that belong to no byte.
    for (let at = 0; at < token.length - 1; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      expect(await verifyAccessToken(keys, changed, NOW_MS), `${at}`).toEqual(INVALID);
    }
  });

  test('where it is any other text', async () => {
    const part = fc.oneof(fc.string(), fc.json(), fc.base64String());
    const dotted = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.'));
    const signed = fc.tuple(fc.object(), fc.object()).map(([head, body]) => tokenOf(head, body));
    await fc.assert(
      fc.asyncProperty(fc.oneof(dotted, signed), async (text) => {
        expect(await verifyAccessToken(keys, text, NOW_MS)).toEqual(INVALID);
      }),
    );
  });
});
