import { connect, migrate, seedDatabase } from '../../packages/db/src/index.ts';

/** Tenants of a seeded template; each has something in every table. */
const TENANTS = ['acme', 'globex'];

/** A database that others are copied from: `migrated` has the schema alone, `seeded` the tenants `acme` and `globex` too. */
export type TemplateContent = 'migrated' | 'seeded';

/** Fills an empty or a migrated database. */
export async function fillTemplate(
  connectionString: string,
  content: TemplateContent,
): Promise<void> {
  await migrate(connectionString);
  if (content === 'migrated') return;
  const client = await connect(connectionString, 'test');
  for (const tenant of TENANTS) await client.query('SELECT internal.found_tenant($1)', [tenant]);
  for (const tenant of TENANTS) {
    await seedDatabase(connectionString, { kind: 'test', tenant, password: 'correct horse' });
    await client.query(
      `INSERT INTO refresh_tokens (tenant_id, user_id, family_id, token_hash, expires_at)
       SELECT tenant_id, id, id, sha256(convert_to(id::text, 'UTF8')), now() + interval '1 day' FROM users WHERE tenant_id = internal.tenant_id_of($1)`,
      [tenant],
    );
    await tellOfCollector(client, tenant);
  }
  await client.end();
}

/** Writes what a running collector tells of itself: no seed has it. */
async function tellOfCollector(
  client: Awaited<ReturnType<typeof connect>>,
  tenant: string,
): Promise<void> {
  await client.query(
    `WITH collector AS (
       INSERT INTO timeseries.collectors (spool_id, tenant_id, run_id, host, started_at, heard_at, revision, tags_revision, report)
       VALUES (gen_random_uuid(), internal.tenant_id_of($1), gen_random_uuid(), 'box', now(), now(), 1, 1, '{}') RETURNING spool_id, tenant_id)
     INSERT INTO timeseries.snapshots (tag_id, spool_id, revision, "time", value, status)
     SELECT t.id, c.spool_id, 1, now(), 1, 0 FROM collector c JOIN timeseries.tags t USING (tenant_id)`,
    [tenant],
  );
}
