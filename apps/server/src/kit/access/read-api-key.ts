import type { Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { readRights } from './read-rights.ts';

/** A key that holds, as it was read, with the rights that it shares with its owner. */
export interface ApiKeyRights {
  readonly id: string;
  readonly hash: Buffer;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly scoped: ReadonlySet<Permission>;
  readonly roleIds: readonly string[];
  /** Names of the sources whose samples it may write; null for all. */
  readonly sources: readonly string[] | null;
  /** In CIDR form; null for any address. */
  readonly networks: readonly string[] | null;
  /** Infinity for a key without an end. */
  readonly expiresAtMs: number;
  /** When its last use was written down; 0 where none was. */
  readonly lastUsedAtMs: number;
}

interface KeyRow {
  readonly id: string;
  readonly key_hash: Buffer;
  readonly owner_id: string;
  readonly username: string;
  readonly permissions: string[];
  readonly sources: string[] | null;
  readonly networks: string[] | null;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
}

/** Reads a key by the part that names it; undefined where it was revoked or its owner may not log in. */
export async function readApiKey(
  transaction: TenantTransaction,
  keyId: string,
): Promise<ApiKeyRights | undefined> {
  const { rows } = await transaction.$client.query<KeyRow>(
    `SELECT k.id, k.key_hash, k.owner_id, u.username, k.permissions, k.sources, k.networks::text[] AS networks, k.expires_at, n.last_used_at
     FROM api_keys k JOIN users u ON u.id = k.owner_id JOIN tenants t ON t.id = k.tenant_id LEFT JOIN api_key_uses n ON n.key_id = k.id
     WHERE k.key_id = $1 AND k.revoked_at IS NULL AND k.deleted_at IS NULL AND u.enabled AND u.deleted_at IS NULL AND t.deleted_at IS NULL`,
    [keyId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { permissions, scoped, roleIds } = await readRights(transaction, row.owner_id);
  const granted = new Set(row.permissions);
  const shared = (rights: ReadonlySet<Permission>): ReadonlySet<Permission> =>
    new Set([...rights].filter((code) => granted.has(code)));
  return {
    id: row.id,
    hash: row.key_hash,
    ownerId: row.owner_id,
    ownerName: row.username,
    permissions: shared(permissions),
    scoped: shared(scoped),
    roleIds,
    sources: row.sources,
    networks: row.networks,
    expiresAtMs: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
    lastUsedAtMs: row.last_used_at?.getTime() ?? 0,
  };
}
