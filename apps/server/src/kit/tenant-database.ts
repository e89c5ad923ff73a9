import { openApplicationPool } from '@varve/db';
import { withTenant, type TenantTransaction } from '@varve/db/tenant';
import { ServerError } from './server-error.ts';

/** The database as a user of the server sees it: rows of one tenant, and nothing where no tenant is set. */
export interface TenantDatabase extends AsyncDisposable {
  transaction<Result>(work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result>;
}

/**
 * Opens the database for the users of a tenant, as `varve_app`.
 *
 * @throws ServerError TENANT_UNKNOWN when no tenant has that name
 */
export async function openTenantDatabase(
  connectionString: string,
  tenant: string,
): Promise<TenantDatabase> {
  const pool = openApplicationPool(connectionString, 'server');
  try {
    const { rows } = await pool.query<{ id: string | null }>(
      'SELECT internal.tenant_id_of($1) AS id',
      [tenant],
    );
    const tenantId = rows[0]!.id;
    if (tenantId === null) throw new ServerError('TENANT_UNKNOWN', `there is no tenant ${tenant}`);
    return {
      transaction: (work) => withTenant(pool, tenantId, work),
      [Symbol.asyncDispose]: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
