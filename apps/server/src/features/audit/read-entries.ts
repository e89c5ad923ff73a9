import type { AuditEntry, AuditFilter } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';

/** Place of an entry in the order of the log: time in microseconds since 1970, then id. */
export const entryPlace = z.strictObject({ timeUs: z.int(), id: z.int() });
export type EntryPlace = z.output<typeof entryPlace>;

/** An entry, and where it stands. */
export interface PlacedEntry {
  readonly entry: AuditEntry;
  readonly place: EntryPlace;
}

interface EntryRow {
  readonly id: string;
  readonly time_us: string;
  readonly actor_id: string | null;
  readonly actor: string | null;
  readonly action: string;
  readonly resource_type: string;
  readonly resource_id: string | null;
  readonly resource_name: string | null;
  readonly before: AuditEntry['before'];
  readonly after: AuditEntry['after'];
  readonly changed_columns: string[];
  readonly client_address: string | null;
  readonly session_id: string | null;
  readonly key_id: string | null;
  readonly request_id: string | null;
  readonly outcome: AuditEntry['outcome'];
}

/** Options of `readEntries`. */
interface EntryQuery {
  readonly filter: AuditFilter;
  /** Only what is older than this. */
  readonly after: EntryPlace | undefined;
  readonly limit: number;
}

const FILTERED = `($1::float8 IS NULL OR l.occurred_at >= 'epoch'::timestamptz + $1 * interval '1 millisecond')
  AND ($2::float8 IS NULL OR l.occurred_at < 'epoch'::timestamptz + $2 * interval '1 millisecond')
  AND ($3::text IS NULL OR l.actor_id = ANY (ARRAY (SELECT id FROM users WHERE lower(username) = lower($3))))
  AND ($4::text IS NULL OR l.action = $4) AND ($5::text IS NULL OR l.resource_type = $5)
  AND ($6::text IS NULL OR l.resource_id = $6) AND ($7::text IS NULL OR l.outcome = $7)
  AND ($8::text IS NULL OR l.request_id = $8) AND ($9::bigint IS NULL OR l.id = $9)`;

/** Reads entries of the tenant's log, the newest first. */
export async function readEntries(
  { $client }: TenantTransaction,
  { filter, after, limit }: EntryQuery,
): Promise<PlacedEntry[]> {
  const { rows } = await $client.query<EntryRow>(
    `SELECT l.id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint AS time_us, l.actor_id, u.username AS actor, l.action,
       l.resource_type, l.resource_id, coalesce(r.username, o.name, l.after ->> 'name', l.before ->> 'name') AS resource_name, l.before, l.after,
       l.changed_columns, host(l.client_address) AS client_address, l.session_id, l.key_id, l.request_id, l.outcome
     FROM audit_log l LEFT JOIN users u ON u.id = l.actor_id
     LEFT JOIN users r ON l.resource_type IN ('users', 'user_roles') AND r.id::text = l.resource_id
     LEFT JOIN roles o ON l.resource_type = 'role_permissions' AND o.id::text = l.resource_id
     WHERE ${FILTERED}
       AND ($10::float8 IS NULL OR (l.occurred_at, l.id) < ('epoch'::timestamptz + $10 * interval '1 microsecond', $11::bigint))
     ORDER BY l.occurred_at DESC, l.id DESC LIMIT $12`,
    [...valuesOf(filter), after?.timeUs ?? null, after?.id ?? null, limit],
  );
  return rows.map(placed);
}

/** Counts the entries that a filter lets through, up to a number. */
export async function countEntries(
  { $client }: TenantTransaction,
  filter: AuditFilter,
  most: number,
): Promise<number> {
  const { rows } = await $client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM audit_log l WHERE ${FILTERED} LIMIT $10) AS found`,
    [...valuesOf(filter), most],
  );
  return rows[0]!.count;
}

function valuesOf(filter: AuditFilter): unknown[] {
  const { fromMs, toMs, actor, action, resourceType, resourceId, outcome, requestId, id } = filter;
  return [fromMs, toMs, actor, action, resourceType, resourceId, outcome, requestId, id].map(
    (value) => value ?? null,
  );
}

function placed(row: EntryRow): PlacedEntry {
  const timeUs = Number(row.time_us);
  const id = Number(row.id);
  const entry = {
    id,
    timeMs: Math.floor(timeUs / 1_000),
    actorId: row.actor_id,
    actor: row.actor,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    before: row.before,
    after: row.after,
    changedColumns: row.changed_columns,
    clientAddress: row.client_address,
    sessionId: row.session_id,
    keyId: row.key_id,
    requestId: row.request_id,
    outcome: row.outcome,
  };
  return { entry, place: { timeUs, id } };
}
