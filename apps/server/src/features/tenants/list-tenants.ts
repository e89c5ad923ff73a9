import {
  MAX_LISTED_TENANTS,
  type Language,
  type TenantInfo,
  type TenantList,
} from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

interface TenantRow {
  readonly id: string;
  readonly name: string;
  readonly display_name: string | null;
  readonly time_zone: string;
  readonly language: Language | null;
  readonly is_operator: boolean;
  readonly created_at: Date;
  readonly closed_at: Date | null;
  readonly user_count: string;
  readonly tag_count: string;
  readonly last_login_at: Date | null;
}

/** Lists all tenants by name, for the operator. */
export async function listTenants({ $client }: TenantTransaction): Promise<TenantList> {
  const { rows } = await $client.query<TenantRow>(
    'SELECT * FROM internal.list_tenants() LIMIT $1',
    [MAX_LISTED_TENANTS + 1],
  );
  return {
    tenants: rows.slice(0, MAX_LISTED_TENANTS).map(tenantOf),
    isCut: rows.length > MAX_LISTED_TENANTS,
  };
}

function tenantOf(row: TenantRow): TenantInfo {
  return {
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    timeZone: row.time_zone,
    language: row.language,
    isOperator: row.is_operator,
    createdAtMs: row.created_at.getTime(),
    closedAtMs: row.closed_at?.getTime() ?? null,
    userCount: Number(row.user_count),
    tagCount: Number(row.tag_count),
    lastLoginAtMs: row.last_login_at?.getTime() ?? null,
  };
}
