import { expect, test } from 'vitest';
import {
  createAccessCache,
  type AccessCache,
  type CachedAccess,
} from '../../../src/kit/access/access-cache.ts';
import type { AccessFeed } from '../../../src/kit/access/access-feed.ts';
import { keepAccess } from '../../../src/kit/access/keep-access.ts';

/** A feed whose news come when a test says so, and a reader that answers when it says so. */
function house({ isHearing = true } = {}) {
  const caches: AccessCache<unknown>[] = [];
  const feed = {
    isHearing,
    cache<Value>(): AccessCache<Value> {
      const cache = createAccessCache<Value>();
      caches.push(cache);
      return cache;
    },
  } as AccessFeed;
  const waiting: ((value: string) => void)[] = [];
  const idOf = (id: string): string => id;
  const read = async (id: string) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    waiting.push(resolve);
    const value = await promise;
    const cached: CachedAccess<string> = {
      tenantId: 'acme',
      userId: `user of ${id}`,
      roleIds: [],
      expiresAtMs: Date.now() + 60_000,
      value,
    };
    return cached;
  };
  const find = keepAccess<string, string>(feed, { idOf, read });
  return { find, waiting, caches };
}

test('calls that come at once with one credential read it once', async () => {
  const { find, waiting } = house();
  const calls = [find('s'), find('s'), find('t'), find('s')];
  expect(waiting).toHaveLength(2);
  for (const answer of waiting) answer('rights');
  const found = await Promise.all(calls);
  expect(new Set(found.map((one) => one!.signal)).size).toBe(2);
  expect((await find('s'))!.value).toBe('rights');
  expect(waiting).toHaveLength(2);
});

test('news of others, however many, leave alone what is read meanwhile', async () => {
  const { find, waiting, caches } = house();
  const first = find('s');
  for (let number = 0; number < 100; number++)
    caches[0]!.take({ tenant: 'globex', role: `role ${number}` });
  waiting[0]!('rights');
  expect((await first)!.signal.aborted).toBe(false);
  await find('s');
  expect(waiting).toHaveLength(1);
});

test('who joins a reading that news have made old is given what is read after them', async () => {
  const { find, waiting, caches } = house();
  const first = find('s');
  caches[0]!.take({ tenant: 'acme', user: 'user of s' });
  const second = find('s');
  waiting[0]!('old rights');
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]!('new rights');
  expect((await first)!.value).toBe('new rights');
  expect((await second)!.value).toBe('new rights');
});

test('each call reads for itself while no news are heard', async () => {
  const { find, waiting } = house({ isHearing: false });
  const calls = [find('s'), find('s')];
  expect(waiting).toHaveLength(2);
  for (const answer of waiting) answer('rights');
  await Promise.all(calls);
});

test('a reading that fails is told to all who wait, and the next call reads again', async () => {
  const feed = { isHearing: true, cache: <Value>() => createAccessCache<Value>() } as AccessFeed;
  let reads = 0;
  const find = keepAccess<string, string>(feed, {
    idOf: (id) => id,
    read: async () => {
      reads += 1;
      throw new Error('no connection');
    },
  });
  await expect(Promise.all([find('s'), find('s')])).rejects.toThrow('no connection');
  await expect(find('s')).rejects.toThrow('no connection');
  expect(reads).toBe(2);
});
