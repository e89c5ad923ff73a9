import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/index.ts';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { openPool } from '../support/database.ts';
import { RUNNABLE_ENGINES, type TestServer } from '../support/engines.ts';

describe.each(RUNNABLE_ENGINES)(
  'a server where the schema belongs to no superuser, on $name',
  (engine) => {
    const owner = `owner_${randomBytes(4).toString('hex')}`;
    let server: TestServer;
    let superuser: pg.Pool;
    let pool: pg.Pool;

    beforeAll(async () => {
      server = await engine.start();
      superuser = openPool(server.superuser);
      await superuser.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'secret'`);
      for (const role of ['varve_app', 'varve_system']) {
        await superuser.query(
          `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$; GRANT ${role} TO ${owner}`,
        );
      }
      const url = new URL(await server.createDatabase(owner));
      url.username = owner;
      url.password = 'secret';
      await migrate(url.href);
      pool = openPool(url.href);
    });
    afterAll(async () => {
      await pool.end();
      await superuser.query(`REASSIGN OWNED BY ${owner} TO current_user`).catch(() => undefined);
      await superuser.end();
      await server[Symbol.asyncDispose]();
    });

    test('the owner registers tags and copies samples and records, though row-level security is forced', async () => {
      await pool.query(`
      INSERT INTO tenants (name) VALUES ('acme'), ('globex') ON CONFLICT (name) DO UPDATE SET name = excluded.name;
      INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) SELECT id, 'thp', 'analog', 'linear' FROM tenants;
      SELECT timeseries.ensure_sample_partitions(now(), now() + interval '1 minute');
      INSERT INTO factories (tenant_id, name) SELECT id, 'Plant' FROM tenants;
      INSERT INTO machines (tenant_id, factory_id, name, kind) SELECT tenant_id, id, 'Pump', 'pump' FROM factories;`);
      const { rows } = await pool.query<{ tag: number; machine: string }>(
        'SELECT (SELECT id FROM timeseries.tags LIMIT 1) AS tag, (SELECT id FROM machines LIMIT 1) AS machine',
      );
      const { tag, machine } = rows[0]!;
      const now = new Date().toISOString();
      const client = await pool.connect();
      await pipeline(
        [`${now}\t1.5\t${tag}\t0\n`],
        client.query(from('COPY timeseries.sample_rows (time, value, tag_id, status) FROM STDIN')),
      );
      await pipeline(
        [`${now}\t${machine}\t0\t12\n`],
        client.query(
          from('COPY timeseries.energy_readings (time, machine_id, status, power_kw) FROM STDIN'),
        ),
      );
      client.release();
      expect((await pool.query('SELECT value FROM samples')).rows).toEqual([{ value: 1.5 }]);
      expect((await pool.query('SELECT power_kw FROM energy_readings')).rows).toEqual([
        { power_kw: 12 },
      ]);
    });

    test('a tenant sees its own', async () => {
      const acme = (await pool.query<{ id: string }>("SELECT id FROM tenants WHERE name = 'acme'"))
        .rows[0]!.id;
      const names = await withTenant(
        pool,
        acme,
        async ({ $client }) => (await $client.query('SELECT name FROM machines')).rows,
      );
      expect(names).toEqual([{ name: 'Pump' }]);
    });

    test('without varve_system the owner sees nothing outside of a tenant, and within one only that', async () => {
      const acme = (await pool.query<{ id: string }>("SELECT id FROM tenants WHERE name = 'acme'"))
        .rows[0]!.id;
      await superuser.query(`REVOKE varve_system FROM ${owner}`);
      try {
        expect((await pool.query('SELECT FROM machines')).rowCount).toBe(0);
        await expect(
          pool.query("INSERT INTO factories (tenant_id, name) VALUES ($1, 'Other')", [acme]),
        ).rejects.toMatchObject({ code: '42501' });
        expect(
          await withTenant(
            pool,
            acme,
            async ({ $client }) => (await $client.query('SELECT FROM machines')).rowCount,
          ),
        ).toBe(1);
      } finally {
        await superuser.query(`GRANT varve_system TO ${owner}`);
      }
      expect((await pool.query('SELECT FROM machines')).rowCount).toBe(2);
    });
  },
);
