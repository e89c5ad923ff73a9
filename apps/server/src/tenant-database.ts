import { openApplicationPool } from '@varve/db';
import { withTenant, type TenantTransaction } from '@varve/db/tenant';

/** The database as whoever asks the server may see it: rows of one tenant, and nothing where no tenant is set. */
export interface TenantDatabase extends AsyncDisposable {
  transaction<Result>(work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result>;
}

/**
 * Opens the database for the users of a tenant, as `varve_app`.
 *
 * @throws Error when there is no tenant of that name
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
    if (tenantId === null) throw new Error(`there is no tenant ${tenant}`);
    return {
      transaction: (work) => withTenant(pool, tenantId, work),
      [Symbol.asyncDispose]: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
