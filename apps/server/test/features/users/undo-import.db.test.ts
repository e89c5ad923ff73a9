import { connect } from '@varve/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startImportHouse, type ImportHouse } from '../../support/import-house.ts';
import { refusalBy, type Caller, type PeopleServer } from '../../support/people-server.ts';

let house: ImportHouse;
let server: PeopleServer;
let admin: Caller;
beforeAll(async () => {
  house = await startImportHouse();
  ({ server, admin } = house);
});
afterAll(() => house?.[Symbol.asyncDispose]());

describe('writing', () => {
  test('that is cut in the middle leaves nothing', async () => {
    const { connectionString } = server.database;
    const uploaded = await house.upload('username\ncut1\ncut2\ncut3\n');
    const { mapping, acceptedCount } = await house.preview(uploaded);
    // Somebody else is about to take the second name: the import waits for him.
    const other = await connect(connectionString, 'test');
    await other.query('BEGIN');
    await other.query(
      "INSERT INTO users (tenant_id, username) SELECT id, 'cut2' FROM tenants WHERE name = 'default'",
    );
    const running = admin.api.users.imports.write
      .mutate({ ...uploaded, mapping, acceptedCount })
      .then(
        () => 'written',
        () => 'failed',
      );
    const kill = () =>
      server.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO users%'`,
      );
    await expect.poll(kill).toHaveLength(1);
    expect(await running).toBe('failed');
    await other.query('ROLLBACK');
    await other.end();
    expect(await house.usernames('cut')).toEqual([]);
    expect(await house.preview(uploaded)).toMatchObject({ acceptedCount: 3 });
    const again = await admin.api.users.imports.write.mutate({
      ...uploaded,
      mapping,
      acceptedCount,
    });
    expect(again.made).toBe(3);
    expect(await house.usernames('cut')).toEqual(['cut1', 'cut2', 'cut3']);
  });
});

describe('an import', () => {
  test('is listed and undone, once', async () => {
    const { id } = await house.importAll('username\nundo1\nundo2\n');
    const { imports } = await admin.api.users.imports.list.query({ limit: 1 });
    expect(imports).toMatchObject([
      { id, fileName: 'people.csv', state: 'done', made: 2, leftOut: 0, doneBy: 'admin' },
    ]);
    await admin.api.users.imports.undo.mutate({ id });
    expect(await house.usernames('undo')).toEqual([]);
    expect(await refusalBy(admin.api.users.imports.undo.mutate({ id }))).toMatchObject({
      reason: 'NOT_FOUND',
    });
  });

  test('is not undone where one of its users has entered, and then nothing is', async () => {
    const { id, links } = await house.importAll('username\nstays1\nstays2\n');
    await server.enter('stays2', links[1]!.code);
    const refused = await refusalBy(admin.api.users.imports.undo.mutate({ id }));
    expect(refused).toMatchObject({ reason: 'CONFLICT' });
    expect(refused.message).toContain('stays2');
    expect(await house.usernames('stays')).toEqual(['stays1', 'stays2']);
  });

  test('needs a password that was just shown', async () => {
    const uploaded = await house.upload('username\nstale\n');
    const { mapping, acceptedCount } = await house.preview(uploaded);
    await server.database.query(
      "UPDATE sessions SET authenticated_at = now() - interval '6 minutes'",
    );
    const wrong = { ...uploaded, mapping, acceptedCount: acceptedCount + 1 };
    await expect
      .poll(() => refusalBy(admin.api.users.imports.write.mutate(wrong)))
      .toMatchObject({ reason: 'REAUTHENTICATE' });
  });
});
