import type { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';
import type { CapabilityScript } from './migrations-folder.ts';

/** A capability by an extension, and whether this database has it. */
export interface CapabilityState {
  /** `pgvector` */
  readonly name: string;
  /**
   * `applied` when its script was run; `absent` where the server does not bring the extension; `forbidden` where it does,
   * and whoever migrates may not create it; `pending` until the migration that it needs is applied.
   */
  readonly state: 'applied' | 'absent' | 'forbidden' | 'pending';
  /** Version of the extension, where this database has it. */
  readonly version: string | undefined;
}

/** Makes the table where it is noted which scripts were run. */
export const CAPABILITIES_SQL = `
  CREATE TABLE IF NOT EXISTS public.varve_capabilities (
    name       text PRIMARY KEY,
    checksum   text NOT NULL,
    version    text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

// These do nothing, or refuse to be created, unless the server loaded them at its start: then a setting of theirs is known.
const SETTING_WHEN_LOADED = {
  timescaledb: 'timescaledb.disable_load',
  pg_stat_statements: 'pg_stat_statements.max',
};

// An edition counts as a version: with another licence TimescaleDB can do other things.
const VERSION_SQL = `
  SELECT extname AS name, concat_ws(' ', extversion, current_setting(extname || '.license', true)) AS version FROM pg_extension`;

const STATES_SQL = `
  SELECT available.name, installed.version, done.checksum,
         NOT $1::jsonb ? available.name OR current_setting($1::jsonb ->> available.name, true) IS NOT NULL AS usable
  FROM pg_available_extensions AS available
  LEFT JOIN (${VERSION_SQL}) AS installed ON installed.name = available.name
  LEFT JOIN public.varve_capabilities AS done ON done.name = $2::jsonb ->> available.name AND done.version = installed.version`;

interface ExtensionRow {
  readonly name: string;
  readonly version: string | null;
  readonly checksum: string | null;
  readonly usable: boolean;
}

/**
 * Runs the scripts of all extensions that this server brings, each once, and again when it or the extension has changed.
 *
 * @param applied - numbers of the migrations that this database has
 * @throws DatabaseError MIGRATION_FAILED with the script and PostgreSQL's reason
 */
export async function applyCapabilities(
  client: Client,
  scripts: readonly CapabilityScript[],
  applied: ReadonlySet<number>,
  onProgress: (step: string) => void,
): Promise<CapabilityState[]> {
  const extensions = await readExtensions(client, scripts);
  const states: CapabilityState[] = [];
  for (const script of scripts) {
    states.push(
      await applyCapability(client, script, extensions.get(script.extension), applied, onProgress),
    );
  }
  return states;
}

/** Says which capabilities this database has, and changes nothing. */
export async function capabilityStates(
  client: Client,
  scripts: readonly CapabilityScript[],
  applied: ReadonlySet<number>,
): Promise<CapabilityState[]> {
  const extensions = await readExtensions(client, scripts);
  return scripts.map((script) => {
    const { name, after, checksum } = script;
    const extension = extensions.get(script.extension);
    const version = extension?.version ?? undefined;
    if (extension === undefined || !extension.usable) return { name, state: 'absent', version };
    const done = applied.has(after) && extension.checksum === checksum;
    return { name, state: done ? 'applied' : 'pending', version };
  });
}

async function readExtensions(
  client: Client,
  scripts: readonly CapabilityScript[],
): Promise<Map<string, ExtensionRow>> {
  const names = Object.fromEntries(scripts.map(({ extension, name }) => [extension, name]));
  const { rows } = await client.query<ExtensionRow>(STATES_SQL, [
    JSON.stringify(SETTING_WHEN_LOADED),
    JSON.stringify(names),
  ]);
  return new Map(rows.map((row) => [row.name, row]));
}

async function applyCapability(
  client: Client,
  script: CapabilityScript,
  extension: ExtensionRow | undefined,
  applied: ReadonlySet<number>,
  onProgress: (step: string) => void,
): Promise<CapabilityState> {
  const { name, after, checksum, sql } = script;
  const version = extension?.version ?? undefined;
  if (extension === undefined || !extension.usable) return { name, state: 'absent', version };
  if (!applied.has(after)) return { name, state: 'pending', version };
  if (extension.checksum === checksum) return { name, state: 'applied', version };
  const created = await createExtension(client, script.extension);
  if (created === undefined) return { name, state: 'forbidden', version };
  onProgress(name);
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO public.varve_capabilities (name, checksum, version) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, version = excluded.version, applied_at = now()`,
      [name, checksum, created],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new DatabaseError('MIGRATION_FAILED', `capability ${name}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return { name, state: 'applied', version: created };
}

/** The version of the extension in this database; undefined where it may not be created. */
async function createExtension(client: Client, extension: string): Promise<string | undefined> {
  try {
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return undefined;
    throw new DatabaseError(
      'MIGRATION_FAILED',
      `extension ${extension}: ${(error as Error).message}`,
      { cause: error },
    );
  }
  const { rows } = await client.query<{ version: string }>(
    `SELECT version FROM (${VERSION_SQL}) AS installed WHERE name = $1`,
    [extension],
  );
  return rows[0]!.version;
}

/** Forgets the scripts that a migration carried, since it is taken back. */
export async function forgetCapabilities(
  client: Client,
  scripts: readonly CapabilityScript[],
  migration: number,
): Promise<void> {
  await client.query('DELETE FROM public.varve_capabilities WHERE name = ANY ($1)', [
    scripts.filter(({ after }) => after === migration).map(({ name }) => name),
  ]);
}
