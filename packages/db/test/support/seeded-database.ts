import { seedDatabase } from '../../src/index.ts';
import { openDatabase, type TestDatabase } from './database.ts';
import type { TestEngine } from './engines.ts';

/** Starts an engine with two tenants that have something in every table. */
export async function openSeededDatabase(engine: TestEngine): Promise<TestDatabase> {
  const database = await openDatabase(engine);
  for (const tenant of ['acme', 'globex']) {
    await seedDatabase(database.connectionString, {
      kind: 'test',
      tenant,
      password: 'correct horse',
    });
    await database.pool.query(
      `INSERT INTO refresh_tokens (tenant_id, user_id, family_id, token_hash, expires_at)
       SELECT tenant_id, id, id, sha256(convert_to(id::text, 'UTF8')), now() + interval '1 day' FROM users WHERE tenant_id = internal.tenant_id_of($1)`,
      [tenant],
    );
  }
  return database;
}
