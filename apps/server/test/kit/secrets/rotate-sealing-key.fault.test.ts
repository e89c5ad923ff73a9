import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateSealingKey } from '../../../src/kit/secrets/rotate-sealing-key.ts';
import { SEALED_COLUMNS } from '../../../src/kit/secrets/sealed-columns.ts';
import { openSealedSecret, sealSecret } from '../../../src/kit/secrets/sealed-secret.ts';
import { openKeyring } from '../../../src/kit/secrets/keyring.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const PROGRAM = fileURLToPath(new URL('../../support/rotate-secrets.child.ts', import.meta.url));
const USERS = 2_000;
const KEY_BYTES = 32;

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await database.query("SELECT internal.found_tenant('acme'), internal.found_tenant('globex')");
  await database.query(
    `INSERT INTO users (tenant_id, username) SELECT t.id, 'user-' || n FROM tenants t, generate_series(1, ${USERS / 2}) AS n
     WHERE t.name IN ('acme', 'globex')`,
  );
  const keyring = await openKeyring(database.directory);
  const users = await database.query<{ id: string; tenant_id: string }>(
    'SELECT id, tenant_id FROM users',
  );
  await database.query(
    `INSERT INTO totp_factors (id, tenant_id, user_id, sealed)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $1::uuid[], $3::bytea[])`,
    [
      users.map(({ id }) => id),
      users.map(({ tenant_id: tenantId }) => tenantId),
      users.map(({ id }) => sealSecret(keyring, placeOf('factor', id), Buffer.from(id))),
    ],
  );
  for (const { table, column, key, rest } of [
    { ...SEALED_COLUMNS.channel, key: 'channel', rest: "kind, settings) VALUES ('mail', '{}'," },
    {
      ...SEALED_COLUMNS.provider,
      key: 'provider',
      rest: "issuer, client_id) VALUES ('https://x.example', 'varve',",
    },
  ] as const) {
    const [id, tenantId] = [crypto.randomUUID(), users[0]!.tenant_id];
    const sealed = sealSecret(keyring, placeOf(key, id), Buffer.from(id));
    const [names, values] = rest.split(') VALUES (');
    await database.query(
      `INSERT INTO ${table} (id, tenant_id, name, ${column}, ${names}) VALUES ($1, $2, 'one', $3, ${values!.replace(/,$/, '')})`,
      [id, tenantId, sealed],
    );
  }
});
afterAll(async () => database?.[Symbol.asyncDispose]());

const placeOf = (key: keyof typeof SEALED_COLUMNS, id: string) => ({
  id,
  purpose: SEALED_COLUMNS[key].purpose,
});
const keyFile = (): Promise<Buffer> => readFile(join(database.directory, 'keys', 'secrets'));

/** Opens every secret with the keys of the file. @returns how many there are */
async function openAll(): Promise<number> {
  const keyring = await openKeyring(database.directory);
  let count = 0;
  for (const key of Object.keys(SEALED_COLUMNS) as (keyof typeof SEALED_COLUMNS)[]) {
    const { table, column } = SEALED_COLUMNS[key];
    const rows = await database.query<{ id: string; sealed: Buffer }>(
      `SELECT id, ${column} AS sealed FROM ${table}`,
    );
    for (const { id, sealed } of rows)
      expect(openSealedSecret(keyring, placeOf(key, id), sealed).toString()).toBe(id);
    count += rows.length;
  }
  return count;
}

test('a rotation that is killed loses nothing, and the next one finishes it', async () => {
  const running = await openKeyring(database.directory);
  const old = await keyFile();
  const child = spawn(
    process.execPath,
    ['-C', '@varve/source', PROGRAM, database.directory, database.connectionString],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await ended;
  const between = await keyFile();
  expect(between).toHaveLength(2 * KEY_BYTES);
  expect(between.subarray(KEY_BYTES).equals(old)).toBe(true);
  expect(await openAll()).toBe(USERS + 2);
  // A server that has run all the time seals with the new key.
  expect(running.current.equals(between.subarray(0, KEY_BYTES))).toBe(true);
  const { sealed, unreadable } = await rotateSealingKey({
    directory: database.directory,
    database: database.connectionString,
  });
  expect(sealed).toBeGreaterThan(0);
  expect(sealed).toBeLessThan(USERS + 2);
  expect(unreadable).toEqual([]);
  expect(await keyFile()).toEqual(between.subarray(0, KEY_BYTES));
  expect(running.previous).toEqual([]);
  expect(await openAll()).toBe(USERS + 2);
});

test('a rotation names a secret that no key opens, and leaves it', async () => {
  const [factor] = await database.query<{ id: string }>('SELECT id FROM totp_factors LIMIT 1');
  const stranger = { current: Buffer.alloc(KEY_BYTES, 7), previous: [] };
  const lost = sealSecret(stranger, placeOf('factor', factor!.id), Buffer.from('lost'));
  await database.query('UPDATE totp_factors SET sealed = $2 WHERE id = $1', [factor!.id, lost]);
  const { unreadable, sealed } = await rotateSealingKey({
    directory: database.directory,
    database: database.connectionString,
  });
  expect(unreadable).toEqual([`second factor of ${factor!.id}`]);
  expect(sealed).toBe(USERS + 1);
});
