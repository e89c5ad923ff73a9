import type { Done, OneTenantInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { recordForOperator } from './record-for-operator.ts';

/**
 * Closes a tenant, or opens it again. While it is closed nobody of it is let in; what it has stored stays.
 *
 * @throws ServerError NOT_FOUND, also for the operator's own
 */
export async function closeTenant(
  transaction: TenantTransaction,
  { tenantId }: OneTenantInput,
  isClosed: boolean,
): Promise<Done> {
  const event = isClosed ? 'tenant_closed' : 'tenant_reopened';
  await recordForOperator(transaction, { event, tenantId });
  const { rows } = await transaction.$client.query<{ found: boolean }>(
    'SELECT internal.close_tenant($1, $2) AS found',
    [tenantId, isClosed],
  );
  if (!rows[0]!.found)
    throw new ServerError('NOT_FOUND', `there is no tenant ${tenantId} beside the operator's`);
  return {};
}
