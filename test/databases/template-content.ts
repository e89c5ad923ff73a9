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
  }
  await client.end();
}
