import { permission, type KeyInfo, type KeyPage, type ListKeysInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';

interface KeyRow {
  readonly id: string;
  readonly key_id: string;
  readonly name: string;
  readonly owner_id: string;
  readonly username: string;
  readonly permissions: string[];
  readonly sources: string[] | null;
  readonly networks: string[] | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly last_address: string | null;
}

const place = z.strictObject({ createdAtMs: z.number(), id: z.uuid() });

/** Lists a page of the API keys of all users, those made last first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listKeyPage(
  { $client }: TenantTransaction,
  { cursor, limit }: ListKeysInput,
): Promise<KeyPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const { rows } = await $client.query<KeyRow>(
    `SELECT k.id, k.key_id, k.name, k.owner_id, u.username, k.permissions, k.sources, k.networks::text[] AS networks, k.created_at,
       k.expires_at, k.revoked_at, n.last_used_at, host(n.last_address) AS last_address
     FROM api_keys k JOIN users u ON u.id = k.owner_id LEFT JOIN api_key_uses n ON n.key_id = k.id
     WHERE k.deleted_at IS NULL
       AND ($1::bigint IS NULL OR (date_trunc('milliseconds', k.created_at), k.id) < (to_timestamp($1::bigint / 1000.0), $2::uuid))
     ORDER BY date_trunc('milliseconds', k.created_at) DESC, k.id DESC LIMIT $3`,
    [after?.createdAtMs ?? null, after?.id ?? null, limit + 1],
  );
  const { rows: keys, nextCursor } = cutPage(place, rows.map(keyOf), limit);
  return { keys, nextCursor };
}

function keyOf(row: KeyRow): KeyInfo {
  return {
    id: row.id,
    prefix: `varve_${row.key_id}`,
    name: row.name,
    ownerId: row.owner_id,
    ownerName: row.username,
    // A right that a newer version left behind is none that this one knows.
    permissions: row.permissions.flatMap((code) => permission.safeParse(code).data ?? []),
    sources: row.sources,
    networks: row.networks,
    createdAtMs: row.created_at.getTime(),
    expiresAtMs: row.expires_at?.getTime() ?? null,
    revokedAtMs: row.revoked_at?.getTime() ?? null,
    lastUsedAtMs: row.last_used_at?.getTime() ?? null,
    lastAddress: row.last_address,
  };
}
