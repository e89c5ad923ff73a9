import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectorsElsewhere } from '../../src/kit/collectors-elsewhere.ts';
import { openTenants, type Tenants } from '../../src/kit/tenants.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

const IDLE_MS = 100;

let database: TestDatabase;
let tenants: Tenants;
let ids: readonly string[];
beforeAll(async () => {
  database = await startTestDatabase();
  await database.query("SELECT internal.found_tenant('acme'), internal.found_tenant('globex')");
  tenants = await openTenants(database.connectionString, 'acme');
  ids = (await tenants.open()).map(({ tenantId }) => tenantId);
});
afterAll(async () => {
  await tenants?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

const follow = (maxFollowed: number) =>
  collectorsElsewhere({
    database: database.connectionString,
    tenants,
    onFailed: () => undefined,
    maxFollowed,
    idleMs: IDLE_MS,
  });

test('a tenant is followed once for all who ask, and let go when nobody does', async () => {
  await using elsewhere = follow(2);
  const [first, again] = await Promise.all([elsewhere.of(ids[0]!), elsewhere.of(ids[0]!)]);
  expect(again).toBe(first);
  await expect
    .poll(async () => {
      await delay(2 * IDLE_MS);
      return (await elsewhere.of(ids[0]!)) === first;
    })
    .toBe(false);
});

test('a stream keeps its tenant, and no more than so many are followed', async () => {
  await using elsewhere = follow(1);
  const collector = await elsewhere.of(ids[0]!);
  const leaving = new AbortController();
  const stream = collector.follow(undefined, leaving.signal)[Symbol.asyncIterator]();
  // Nobody has a sample: it goes on without one.
  const pending = stream.next();
  await delay(4 * IDLE_MS);
  await expect(elsewhere.of(ids[1]!)).rejects.toMatchObject({ code: 'THROTTLED' });
  leaving.abort();
  await pending;
  await expect.poll(() => elsewhere.of(ids[1]!).catch(() => null)).not.toBeNull();
});
