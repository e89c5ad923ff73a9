import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatPhcString, parsePhcString } from '../../src/users/phc-string.ts';
import { hashPassword, verifyPassword } from '../../src/index.ts';

const RIGHT = { isRight: true, needsRehash: false };
const WRONG = { isRight: false, needsRehash: false };
const SALT = Buffer.from('somesaltsomesalt');

function stored({ memoryKib = 64, passes = 1, parallelism = 1, salt = SALT, tagLength = 32 }) {
  const hash = argon2Sync('argon2id', {
    message: 'password',
    nonce: salt,
    parallelism,
    tagLength,
    memory: memoryKib,
    passes,
  });
  return formatPhcString({ memoryKib, passes, parallelism, salt, hash });
}

describe('a password is verified against a stored hash', () => {
  test.each([' spaces  stay ', 'contraseña larga', 'x'.repeat(256)])(
    'and %j is right for its own hash only',
    async (password) => {
      const hash = await hashPassword(password);
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
      expect(await verifyPassword(hash, password)).toEqual(RIGHT);
      expect(await verifyPassword(hash, `${password} `)).toEqual(WRONG);
      expect(await hashPassword(password)).not.toBe(hash);
    },
  );

  // Made by the reference implementation, phc-winner-argon2: its test.c, hashtest(2, 16, 1, "password", "somesalt", …, Argon2_id).
  test('that another Argon2 library made', async () => {
    const hash =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword(hash, 'password')).toEqual({ isRight: true, needsRehash: true });
    expect(await verifyPassword(hash, 'Password')).toEqual(WRONG);
  });

  test.each([
    { memoryKib: 19_456, passes: 1 },
    { memoryKib: 9_728, passes: 2 },
    { memoryKib: 19_456, passes: 2, parallelism: 2 },
    { memoryKib: 19_456, passes: 2, tagLength: 16 },
    { memoryKib: 38_912, passes: 2 },
  ])('and one of the costs %j is to be made anew', async (costs) => {
    const hash = stored(costs);
    expect(await verifyPassword(hash, 'password')).toEqual({ isRight: true, needsRehash: true });
    expect(await verifyPassword(hash, 'wrong')).toEqual(WRONG);
  });
});

describe('a text is no hash', () => {
  const good = stored({});
  test.each([
    ['where it is empty', ''],
    ['where it is a word', 'password'],
    ['of another variant', good.replace('argon2id', 'argon2i')],
    ['of another version', good.replace('v=19', 'v=16')],
    ['without a version', good.replace('$v=19', '')],
    ['with costs in another order', good.replace('m=64,t=1', 't=1,m=64')],
    ['with memory above 128 MiB', good.replace('m=64', 'm=131073')],
    ['with memory of many digits', good.replace('m=64', 'm=99999999999')],
    ['with more than 16 passes', good.replace('t=1', 't=17')],
    ['with more than 4 lanes', good.replace('p=1', 'p=5')],
    ['with less memory than Argon2 can do with', good.replace('m=64', 'm=7')],
    ['with a leading zero', good.replace('m=64', 'm=064')],
    ['with a salt of 7 bytes', stored({}).replace(/\$[^$]+(\$[^$]+)$/, '$c29tZXNhbA$1')],
    ['with a hash of 15 bytes', good.replace(/[^$]+$/, 'AAAAAAAAAAAAAAAAAAAA')],
    ['with base64 that is not canonical', good.replace(/.$/, '/')],
    ['with padding', `${good}=`],
    ['with a line behind the hash', `${good}\n`],
  ])('%s', (_, text) => {
    expect(parsePhcString(text)).toBe(null);
  });

  test('unless it has the form that is written', () => {
    expect(parsePhcString(good)).toMatchObject({ memoryKib: 64, passes: 1, parallelism: 1 });
  });

  test('and no password is right for it, nor is one for an unknown user', async () => {
    expect(await verifyPassword(good.replace('argon2id', 'argon2i'), 'password')).toEqual(WRONG);
    expect(await verifyPassword('', '')).toEqual(WRONG);
    expect(await verifyPassword(null, '')).toEqual(WRONG);
  });
});

test('an unknown user, or a hash that is none, takes as long as a wrong password', async () => {
  const hashes = [await hashPassword('correct horse battery'), null, '$argon2id$x'];
  const timesMs = hashes.map((): number[] => []);
  for (let run = 0; run < 5; run += 1) {
    for (const [index, hash] of hashes.entries()) timesMs[index]!.push(await elapsedMs(hash));
  }
  const [known, unknown, broken] = timesMs.map((times) => Math.min(...times));
  // A call that left the hash out would be a thousand times faster; a machine that others use too is never that uneven.
  expect(unknown! / known!).toBeGreaterThan(0.2);
  expect(broken! / known!).toBeGreaterThan(0.2);
});

async function elapsedMs(hash: string | null): Promise<number> {
  const startMs = performance.now();
  await verifyPassword(hash, 'wrong');
  return performance.now() - startMs;
}
