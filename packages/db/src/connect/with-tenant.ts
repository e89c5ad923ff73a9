import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool, PoolClient } from 'pg';
import { DatabaseError } from '../database-error.ts';

/** Whose rows a transaction sees, and for whom it works. */
export interface TenantContext {
  readonly tenantId: string;
  /** Written to created_by, updated_by and the audit log. @default nobody */
  readonly userId?: string;
  /** Written to the audit log: an IPv4 or IPv6 address. */
  readonly clientAddress?: string;
  /** Written to the audit log: the session or the API key that was used, and the request. */
  readonly sessionId?: string;
  readonly keyId?: string;
  /** Letters, digits and dashes. */
  readonly requestId?: string;
}

/** A transaction of one tenant: Drizzle, and as `$client` the connection for plain SQL. */
export type TenantTransaction = NodePgDatabase & { readonly $client: PoolClient };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// A connection on which an answer was waited for in vain gives none to this either.
const ROLLBACK = { text: 'ROLLBACK', query_timeout: 2_000 };
const ADDRESS = /^[0-9a-f:.]+$/i;
const REQUEST_ID = /^[0-9a-z-]{1,64}$/i;

/**
 * Works in a transaction that sees and writes the rows of one tenant only.
 *
 * The transaction runs as `varve_app`, which row-level security binds, whoever the pool logs in as; role and tenant end
 * with it. A pool that logs in as a role of its own needs `GRANT varve_app TO …` and nothing else.
 *
 * @param tenant - the tenant's id, or with it who asks
 * @param work - must not end the transaction; what it throws rolls back
 * @throws DatabaseError TENANT_INVALID when an id is not a UUID or an address is none
 */
export async function withTenant<Result>(
  pool: Pool,
  tenant: string | TenantContext,
  work: (transaction: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  const opening = openingOf(typeof tenant === 'string' ? { tenantId: tenant } : tenant);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // One round trip: a query string of several statements.
    await client.query(opening);
    const result = await work(drizzle(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query(ROLLBACK).catch((failure: Error) => {
      broken = failure; // A connection in an unknown state must not serve the next tenant.
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function openingOf(context: TenantContext): string {
  const { tenantId, userId = '', clientAddress = '', sessionId = '', keyId = '' } = context;
  const settings = [
    setting('varve.tenant_id', tenantId, UUID),
    setting('varve.user_id', userId, UUID),
    setting('varve.client_address', clientAddress, ADDRESS),
    setting('varve.session_id', sessionId, UUID),
    setting('varve.key_id', keyId, UUID),
    setting('varve.request_id', context.requestId ?? '', REQUEST_ID),
  ];
  return `BEGIN; SET LOCAL ROLE varve_app; ${settings.join(' ')}`;
}

function setting(name: string, value: string, pattern: RegExp): string {
  // Quoted by its pattern: nothing that matches has a quote.
  if (value !== '' ? pattern.test(value) : name !== 'varve.tenant_id')
    return `SET LOCAL ${name} = '${value}';`;
  throw new DatabaseError(
    'TENANT_INVALID',
    `expected ${pattern} for ${name}, got ${JSON.stringify(value)}`,
  );
}
