import { isSecretName, redactAddress } from '@varve/db';
import { interpolationOf, type SourceDefinition } from '@varve/protocols';
import type { Client } from 'pg';
import type { SourceEntry } from './tag-list.ts';

type Registered = Pick<SourceEntry, 'definition' | 'tags'>;

/** Time without a sign of the database after which a connection that registers, or that reads at the start, is given up. */
export const REGISTER_SILENCE_MS = 120_000;

/** Who feeds sources: the tenant that they belong to, and the spool that their samples pass through. */
export interface Feeder {
  readonly tenant: string;
  readonly spoolId: string;
}

/**
 * Writes tenant, sources and tags to the database, or brings them up to date. Tags that these sources have no more are detached.
 *
 * @returns the database's id of each tag, by its name
 */
export async function registerTags(
  client: Client,
  feeder: Feeder,
  sources: readonly Registered[],
): Promise<ReadonlyMap<string, number>> {
  await client.query('BEGIN');
  try {
    const tenantId = await tenantIdOf(client, feeder.tenant);
    const sourceIds = await upsertSources(client, { ...feeder, tenantId }, sources);
    const tagIds = await upsertTags(client, tenantId, sourceIds, sources);
    await client.query(
      'UPDATE timeseries.tags SET source_id = NULL WHERE source_id = ANY ($1::int[]) AND id <> ALL ($2::int[])',
      [sourceIds, [...tagIds.values()]],
    );
    await client.query('COMMIT');
    return tagIds;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function tenantIdOf(client: Client, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO tenants (name) VALUES ($1)
     ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`,
    [name],
  );
  return rows[0]!.id;
}

async function upsertSources(
  client: Client,
  { tenantId, spoolId }: Feeder & { readonly tenantId: string },
  sources: readonly Registered[],
): Promise<number[]> {
  const rows = sources.map(({ definition }) => ({
    name: definition.name,
    protocol: definition.protocol,
    definition: publicDefinition(definition),
  }));
  const result = await client.query<{ id: number; name: string }>(
    `INSERT INTO timeseries.sources (tenant_id, name, protocol, definition, spool_id)
     SELECT $1, name, protocol, definition, $3
     FROM jsonb_to_recordset($2) AS given (name text, protocol text, definition jsonb)
     ON CONFLICT (tenant_id, name) DO UPDATE
     SET protocol = excluded.protocol, definition = excluded.definition, spool_id = excluded.spool_id, updated_at = now()
     RETURNING id, name`,
    [tenantId, JSON.stringify(rows), spoolId],
  );
  const ids = new Map(result.rows.map(({ id, name }) => [name, id]));
  return sources.map(({ definition }) => ids.get(definition.name)!);
}

/** Description of a source for the database: no secret, and no tags, which have a table of their own. */
function publicDefinition(definition: SourceDefinition): object {
  const { name: _name, protocol: _protocol, ...rest } = definition;
  const tagless = { ...rest, tags: undefined, topics: undefined };
  return JSON.parse(JSON.stringify(tagless, withoutSecrets)) as object;
}

/** Leaves secrets out at any depth, and out of any address. */
function withoutSecrets(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (isSecretName(key)) return undefined;
  return value.includes('@') || value.includes('=') ? redactAddress(value) : value;
}

async function upsertTags(
  client: Client,
  tenantId: string,
  sourceIds: readonly number[],
  sources: readonly Registered[],
): Promise<ReadonlyMap<string, number>> {
  const given = sources.flatMap(({ tags }, source) =>
    tags.map((tag) => ({ tag, sourceId: sourceIds[source]! })),
  );
  const rows = given.map(({ tag, sourceId }) => ({
    source_id: sourceId,
    name: tag.name,
    description: tag.description ?? '',
    unit: tag.unit ?? '',
    data_type: tag.dataType ?? 'analog',
    states: tag.states ?? [],
    interpolation: interpolationOf(tag),
    range_low: tag.range?.low ?? null,
    range_high: tag.range?.high ?? null,
    filter: tag.filter ?? {},
  }));
  const result = await client.query<{ id: number; name: string }>(
    `INSERT INTO timeseries.tags (tenant_id, source_id, name, description, unit, data_type, states,
                                  interpolation, range_low, range_high, filter)
     SELECT $1, source_id, name, description, unit, data_type, states, interpolation, range_low, range_high, filter
     FROM jsonb_to_recordset($2) AS given (source_id int, name text, description text, unit text, data_type text,
       states text[], interpolation text, range_low float8, range_high float8, filter jsonb)
     ON CONFLICT (tenant_id, name) DO UPDATE
     SET source_id = excluded.source_id, description = excluded.description, unit = excluded.unit,
         data_type = excluded.data_type, states = excluded.states, interpolation = excluded.interpolation,
         range_low = excluded.range_low, range_high = excluded.range_high, filter = excluded.filter,
         updated_at = now()
     RETURNING id, name`,
    [tenantId, JSON.stringify(rows)],
  );
  return new Map(result.rows.map(({ id, name }) => [name, id]));
}

/** Says of the sources of a spool that are not among the given that nothing feeds them any more; what is stored of them stays. */
export async function releaseOtherSources(
  client: Client,
  spoolId: string,
  sources: readonly Registered[],
): Promise<void> {
  await client.query(
    'UPDATE timeseries.sources SET spool_id = NULL WHERE spool_id = $1 AND name <> ALL ($2)',
    [spoolId, sources.map(({ definition }) => definition.name)],
  );
}

/** Says of tags that nothing feeds them any more; what is stored of them stays. */
export async function detachTags(client: Client, tagIds: readonly number[]): Promise<void> {
  await client.query(
    'UPDATE timeseries.tags SET source_id = NULL, updated_at = now() WHERE id = ANY ($1::int[])',
    [tagIds],
  );
}
