import { randomUUID } from 'node:crypto';
import { connect } from '@varve/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistorianEvent } from '../../src/historian-event.ts';
import { claimSpool } from '../../src/running/claim-spool.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await ENGINES[0]!.open();
});
afterAll(async () => database?.[Symbol.asyncDispose]());

function claim(spoolId: string, onEvent: (event: HistorianEvent) => void = () => undefined) {
  const { connectionString } = database;
  return claimSpool({
    database: connectionString,
    spoolId,
    folder: '/spool',
    onEvent,
    patienceMs: 500,
  });
}

test('a second historian on a copy of a spool is refused while the first runs, and may start afterwards', async () => {
  const spoolId = randomUUID();
  const first = await claim(spoolId);
  await expect(claim(spoolId)).rejects.toMatchObject({
    code: 'SPOOL_IN_USE',
    message: expect.stringContaining(spoolId) as string,
  });
  await using other = await claim(randomUUID());
  expect(other).toBeDefined();
  await first[Symbol.asyncDispose]();
  await using second = await claim(spoolId);
  expect(second).toBeDefined();
});

test('a claim whose connection breaks is made again', async () => {
  const spoolId = randomUUID();
  const events: HistorianEvent[] = [];
  await using first = await claim(spoolId, (event) => events.push(event));
  expect(first).toBeDefined();
  const holders = () =>
    database.query<{ pid: number }>(
      `SELECT l.pid FROM pg_locks l
       WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND (l.classid::bigint << 32) | l.objid::bigint = internal.lock_key('spool', $1)`,
      [spoolId],
    );
  const [broken] = await holders();
  await database.query('SELECT pg_terminate_backend($1, 5000)', [broken!.pid]);
  // A busy machine may take longer than that to end it.
  const isAnother = async () => (await holders()).map(({ pid }) => pid !== broken!.pid);
  await expect.poll(isAnother).toEqual([true]);
  expect(events).toEqual([]);
});

test('a historian is told that its spool is shared where another claimed it while the connection was broken', async () => {
  const spoolId = randomUUID();
  const events: HistorianEvent[] = [];
  await using first = await claim(spoolId, (event) => events.push(event));
  expect(first).toBeDefined();
  const rival = await connect(database.connectionString, 'rival');
  const waiting = rival.query(`SELECT pg_advisory_lock(internal.lock_key('spool', $1))`, [spoolId]);
  await expect
    .poll(() =>
      database.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      ),
    )
    .toHaveLength(1);
  await database.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'varve claim' AND datname = current_database()`,
  );
  await waiting;
  await expect.poll(() => events).toMatchObject([{ kind: 'spool-shared' }]);
  expect(first.refusal()).toMatchObject({ code: 'SPOOL_IN_USE' });
  await rival.end();
  await expect.poll(() => first.refusal()).toBeUndefined();
});
