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
      `WITH administrator AS (SELECT tenant_id, id FROM users WHERE tenant_id = internal.tenant_id_of($1)),
       session AS (
         INSERT INTO sessions (tenant_id, user_id, kind, expires_at)
         SELECT tenant_id, id, 'console', now() + interval '1 day' FROM administrator RETURNING tenant_id, id, user_id),
       viewing AS (
         INSERT INTO user_roles (tenant_id, user_id, role_id)
         SELECT a.tenant_id, a.id, r.id FROM administrator a JOIN roles r ON r.tenant_id = a.tenant_id AND r.name = 'viewer'
         RETURNING tenant_id, user_id, role_id),
       scope AS (
         INSERT INTO user_role_scopes (tenant_id, user_id, role_id, field_id)
         SELECT v.tenant_id, v.user_id, v.role_id, (SELECT f.id FROM fields f WHERE f.tenant_id = v.tenant_id ORDER BY f.id LIMIT 1) FROM viewing v),
       factor AS (INSERT INTO totp_factors (tenant_id, user_id, sealed) SELECT tenant_id, id, '\\x00' FROM administrator),
       recovery AS (INSERT INTO recovery_codes (tenant_id, user_id, code_hash) SELECT tenant_id, id, sha256(convert_to(id::text, 'UTF8')) FROM administrator),
       link AS (
         INSERT INTO one_time_links (tenant_id, user_id, kind, code_hash, expires_at)
         SELECT tenant_id, id, 'login', sha256(convert_to(id::text, 'UTF8')), now() + interval '1 hour' FROM administrator),
       key AS (
         INSERT INTO api_keys (tenant_id, key_id, key_hash, name, owner_id, permissions)
         SELECT tenant_id, left(md5(id::text), 12), sha256(convert_to(id::text, 'UTF8')), 'gateway', id, '{samples.write}' FROM administrator
         RETURNING tenant_id, id),
       key_use AS (INSERT INTO api_key_uses (tenant_id, key_id, last_used_at) SELECT tenant_id, id, now() FROM key)
       INSERT INTO refresh_tokens (tenant_id, session_id, token_hash)
       SELECT tenant_id, id, sha256(convert_to(id::text, 'UTF8')) FROM session`,
      [tenant],
    );
    await tellOfCollector(client, tenant);
    await client.query(
      `BEGIN; SELECT set_config('varve.tenant_id', internal.tenant_id_of('${tenant}')::text, true); SELECT internal.seal_audit(1000); COMMIT`,
    );
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
