import pg from 'pg';
import type { TemplateContent } from '../../../../test/databases/template-content.ts';
import type { TestEngine, TestServer } from './engines.ts';

/** A migrated database of a test file, with two tenants. */
export interface TestDatabase extends AsyncDisposable {
  readonly server: TestServer;
  readonly connectionString: string;
  /** Logs in as the superuser, who owns the schema. */
  readonly pool: pg.Pool;
  readonly acme: string;
  readonly globex: string;
}

/** A pool whose connections may be cut off at the end of a test. */
export function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Opens a migrated database on an engine. */
export async function openDatabase(
  engine: TestEngine,
  content: TemplateContent = 'migrated',
): Promise<TestDatabase> {
  const server = await engine.start();
  const connectionString = await server.copyDatabase(content);
  const pool = openPool(connectionString);
  const { rows } = await pool.query<{ acme: string; globex: string }>(
    "SELECT internal.found_tenant('acme') AS acme, internal.found_tenant('globex') AS globex",
  );
  return {
    server,
    connectionString,
    pool,
    ...rows[0]!,
    async [Symbol.asyncDispose]() {
      await pool.end();
      await server[Symbol.asyncDispose]();
    },
  };
}
