import { openApplicationPool } from '@varve/db';
import { ServerError } from './server-error.ts';
import type { Access } from './access/access.ts';
import { tenantDatabase, type TenantDatabase, type TenantTransactions } from './tenant-database.ts';

/** The tenants of a server. Whoever shows a credential is of one of them, and sees nothing of the others. */
export interface Tenants extends AsyncDisposable {
  /** The tenant that the server was started for: whoever names none when he logs in is of it. */
  readonly home: TenantDatabase;
  /** The tenant of an id that a credential proves. */
  of(tenantId: string): TenantDatabase;
  /** Transactions of somebody who has shown a credential, in his name. */
  actingFor(access: Access): TenantTransactions;
  /** The open tenant of that name. */
  named(name: string): Promise<TenantDatabase | undefined>;
  /** The tenant of an API key, by the part that names it. */
  ofKey(keyId: string): Promise<TenantDatabase | undefined>;
  /** The tenant of a refresh token, by its hash. */
  ofRefreshToken(hash: Buffer): Promise<TenantDatabase | undefined>;
  /** The tenant of a one-time link, by the hash of its code. */
  ofLink(hash: Buffer): Promise<TenantDatabase | undefined>;
  /** The tenant of a provider of identities. */
  ofProvider(providerId: string): Promise<TenantDatabase | undefined>;
  /** Every tenant that is open. */
  open(): Promise<readonly TenantDatabase[]>;
  /** Every tenant, closed ones too. */
  all(): Promise<readonly TenantDatabase[]>;
}

/**
 * Opens the database for the users of its tenants, as `varve_app`.
 *
 * @param homeName - the tenant that the server is started for
 * @throws ServerError TENANT_UNKNOWN when no tenant has that name
 */
export async function openTenants(connectionString: string, homeName: string): Promise<Tenants> {
  const pool = openApplicationPool(connectionString, 'server');
  const find = async (sql: string, value: string | Buffer): Promise<TenantDatabase | undefined> => {
    const { rows } = await pool.query<{ id: string | null }>(`SELECT ${sql} AS id`, [value]);
    const id = rows[0]!.id;
    return id === null ? undefined : tenantDatabase(pool, id);
  };
  const list = async (which: 'WHERE is_open' | ''): Promise<TenantDatabase[]> => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM internal.all_tenants() ${which}`,
    );
    return rows.map(({ id }) => tenantDatabase(pool, id));
  };
  const named = (name: string) => find('internal.tenant_id_of($1)', name);
  try {
    const home = await named(homeName);
    if (home === undefined)
      throw new ServerError('TENANT_UNKNOWN', `there is no tenant ${homeName}`);
    return {
      home,
      of: (tenantId) => tenantDatabase(pool, tenantId),
      actingFor: (access) => tenantDatabase(pool, access.tenantId).actingFor(access),
      named,
      ofKey: (keyId) => find('internal.tenant_of_key($1)', keyId),
      ofRefreshToken: (hash) => find('internal.tenant_of_refresh_token($1)', hash),
      ofLink: (hash) => find('internal.tenant_of_link($1)', hash),
      ofProvider: (providerId) => find('internal.tenant_of_provider($1)', providerId),
      open: () => list('WHERE is_open'),
      all: () => list(''),
      [Symbol.asyncDispose]: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
