import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDatabase } from '../../src/index.ts';
import { openDatabase, type TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

describe.each(RUNNABLE_ENGINES)('the seed of tests on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const one = async (text: string): Promise<Record<string, unknown>> =>
    (await database.pool.query(text)).rows[0] as Record<string, unknown>;

  test('there is no password but the one that was given or is shown once', async () => {
    const report = await seedDatabase(database.connectionString, {
      kind: 'test',
      tenant: 'boreal',
    });
    expect(report.generatedPassword).toMatch(/^[\w-]{20}$/);
    const given = await seedDatabase(database.connectionString, {
      kind: 'test',
      tenant: 'cierzo',
      password: 'correct horse',
    });
    expect(given.generatedPassword).toBeUndefined();
    const { rows } = await database.pool.query<{ hash: string }>(
      'SELECT DISTINCT password_hash AS hash FROM users',
    );
    expect(rows.length).toBe(2);
    for (const { hash } of rows)
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    const everything = await one(
      "SELECT string_agg(a::text, '') AS text FROM audit_log a WHERE resource_type = 'users'",
    );
    expect(everything['text']).not.toContain('argon2id');
  });

  test('a tenant that has something already is refused, and left as it is', async () => {
    const before = await one('SELECT count(*)::int AS rows FROM audit_log');
    await expect(
      seedDatabase(database.connectionString, { kind: 'test', tenant: 'boreal' }),
    ).rejects.toMatchObject({ code: 'SEED_TARGET_NOT_EMPTY' });
    expect(await one('SELECT count(*)::int AS rows FROM audit_log')).toEqual(before);
  });
});
