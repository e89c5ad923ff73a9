import type { Pool } from 'pg';
import { withTenant, type TenantContext, type TenantTransaction } from '@varve/db/tenant';
import type { Access } from './access/access.ts';

/** Transactions that see and write the rows of one tenant. */
export interface TenantTransactions {
  transaction<Result>(work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result>;
}

/** The database as users of a tenant see it: rows of that tenant only. */
export interface TenantDatabase extends TenantTransactions {
  readonly tenantId: string;
  /** Transactions that work for somebody: what they write and record names him. */
  actingFor(actor: Actor): TenantTransactions;
}

/** For whom a transaction works. Before a login only the request is known. */
type Actor = Pick<Access, 'clientAddress' | 'requestId'> &
  Partial<Pick<Access, 'userId' | 'sessionId' | 'keyId'>>;

/** Makes of connections as `varve_app` the database of a tenant. */
export function tenantDatabase(pool: Pool, tenantId: string): TenantDatabase {
  return {
    tenantId,
    transaction: (work) => withTenant(pool, tenantId, work),
    actingFor: (actor) => {
      const context = contextOf(tenantId, actor);
      return { transaction: (work) => withTenant(pool, context, work) };
    },
  };
}

function contextOf(tenantId: string, actor: Actor): TenantContext {
  const { userId, clientAddress, sessionId, keyId, requestId } = actor;
  return {
    tenantId,
    requestId,
    ...(userId === undefined ? {} : { userId }),
    ...(clientAddress === null ? {} : { clientAddress }),
    ...(sessionId === undefined || sessionId === null ? {} : { sessionId }),
    ...(keyId === undefined || keyId === null ? {} : { keyId }),
  };
}
