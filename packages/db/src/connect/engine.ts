import type { Client, PoolClient } from 'pg';
import { DatabaseError } from '../database-error.ts';

/** Kind of PostgreSQL at the other end. It is detected at connect, never configured. */
export interface Engine {
  readonly kind: 'timescaledb-community' | 'timescaledb-apache' | 'postgresql';
  /** `18.4` */
  readonly postgresVersion: string;
  /** `2.19.3`; undefined where the extension is not in this database. */
  readonly timescaleVersion: string | undefined;
  /** Whether `CREATE EXTENSION timescaledb` can work here: installed on the machine and preloaded. */
  readonly timescaleAvailable: boolean;
}

const MIN_POSTGRES_MAJOR = 15;

const ENGINE_SQL = `
  SELECT current_setting('server_version') AS version,
         current_setting('server_version_num')::int / 10000 AS major,
         (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb') AS timescale,
         current_setting('timescaledb.license', true) AS license,
         EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
           -- A setting of the loaded library: the list of loaded libraries is not everybody's to see.
           AND current_setting('timescaledb.disable_load', true) IS NOT NULL AS available`;

interface EngineRow {
  readonly version: string;
  readonly major: number;
  readonly timescale: string | null;
  readonly license: string | null;
  readonly available: boolean;
}

/**
 * Finds out which engine a connection leads to.
 *
 * @throws DatabaseError ENGINE_TOO_OLD below PostgreSQL 15
 */
export async function detectEngine(client: Client | PoolClient): Promise<Engine> {
  const { rows } = await client.query<EngineRow>(ENGINE_SQL);
  const row = rows[0]!;
  if (row.major < MIN_POSTGRES_MAJOR) {
    throw new DatabaseError(
      'ENGINE_TOO_OLD',
      `expected PostgreSQL ${MIN_POSTGRES_MAJOR} or newer, got ${row.version}`,
    );
  }
  return {
    kind: engineKind(row),
    postgresVersion: row.version.split(' ')[0]!,
    timescaleVersion: row.timescale ?? undefined,
    timescaleAvailable: row.available,
  };
}

function engineKind({ timescale, license }: EngineRow): Engine['kind'] {
  if (timescale === null) return 'postgresql';
  // The Apache build does not know the 'timescale' licence: it says 'apache'.
  return license === 'timescale' ? 'timescaledb-community' : 'timescaledb-apache';
}

/** One line for people: `PostgreSQL 18.4`, `TimescaleDB Community 2.29.2 on PostgreSQL 18.4`. */
export function engineLabel(engine: Engine): string {
  const postgres = `PostgreSQL ${engine.postgresVersion}`;
  if (engine.kind === 'postgresql') return postgres;
  const edition = engine.kind === 'timescaledb-community' ? 'Community' : 'Apache-2';
  return `TimescaleDB ${edition} ${engine.timescaleVersion} on ${postgres}`;
}
