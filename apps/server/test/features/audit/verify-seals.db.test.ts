import { connect } from '@varve/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyOwnLog } from '../../../src/features/audit/verify-own-log.ts';
import {
  refusalBy,
  startPeopleServer,
  type Caller,
  type PeopleServer,
} from '../../support/people-server.ts';

let server: PeopleServer;
let admin: Caller;
beforeAll(async () => {
  server = await startPeopleServer();
  admin = await server.callerAs('admin');
});
afterAll(() => server?.[Symbol.asyncDispose]());

/** Seals what has been written; rows of this very moment may wait for the next. */
const seal = (): Promise<unknown> =>
  server.tenant.transaction(({ $client }) => $client.query('SELECT internal.seal_audit(10000)'));

/** Changes that only the owner of a database can make. */
async function tamper(sql: string): Promise<void> {
  const client = await connect(server.database.connectionString, 'test');
  await client.query("SET session_replication_role = 'replica'");
  await client.query(sql);
  await client.end();
}

test('a log without a seal says so, and since when its entries wait', async () => {
  const { unsealedSinceMs, ...seals } = await admin.api.audit.seals.query();
  expect(seals).toEqual({ sealedAtMs: null, sealCount: 0, unsealedCount: expect.any(Number) });
  expect(seals.unsealedCount).toBeGreaterThan(0);
  expect(unsealedSinceMs).toBeLessThanOrEqual(Date.now());
});

test('a sealed log matches, and its verification is an entry that waits for the next seal', async () => {
  await seal();
  expect(await admin.api.audit.seals.query()).toMatchObject({
    sealCount: 1,
    unsealedCount: 0,
    unsealedSinceMs: null,
    sealedAtMs: expect.any(Number),
  });
  const verdict = await admin.api.audit.verify.mutate({});
  expect(verdict).toMatchObject({ sealCount: 1, unsealedCount: 0, problem: null });
  expect(verdict.sealedCount).toBeGreaterThan(0);
  expect((await admin.api.audit.seals.query()).unsealedCount).toBe(1);
  const { entries } = await admin.api.audit.list.query({ action: 'verify' });
  expect(entries).toMatchObject([{ actor: 'admin', after: { problem: null } }]);
  const { entries: same } = await admin.api.audit.list.query({ id: entries[0]!.id });
  expect(same).toEqual(entries);
});

test('a changed entry is found, with its seal, and in the log of its tenant only', async () => {
  const change = (actor: string): Promise<void> =>
    tamper(
      `UPDATE audit_log a SET request_id = ${actor} FROM audit_seals s
       WHERE s.number = 1 AND a.id = s.from_id AND a.tenant_id = s.tenant_id`,
    );
  await change("'forged'");
  const { problem } = await admin.api.audit.verify.mutate({});
  expect(problem).toMatchObject({
    code: 'rows_changed',
    seal: 1,
    fromId: expect.any(Number),
    sealedAtMs: expect.any(Number),
  });
  const other = await server.database.query<{ id: string }>(
    "SELECT id FROM tenants WHERE name = 'other'",
  );
  const access = { tenantId: other[0]!.id };
  expect((await verifyOwnLog(server.tenant, access)).sealCount).toBe(0);
  await change('NULL');
  expect((await admin.api.audit.verify.mutate({})).problem).toBeNull();
});

test('one verification goes on at a time', async () => {
  const { tenantId } = server.tenant;
  const [first, second] = await Promise.allSettled([
    verifyOwnLog(server.tenant, { tenantId }),
    verifyOwnLog(server.tenant, { tenantId }),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'THROTTLED' } });
});

test('who may not read the log learns nothing of its seals', async () => {
  const viewer = await server.callerAs('viewer');
  const refused = [
    await refusalBy(viewer.api.audit.seals.query()),
    await refusalBy(viewer.api.audit.verify.mutate({})),
  ];
  expect(refused.map(({ permission }) => permission)).toEqual(['audit.read', 'audit.read']);
});
