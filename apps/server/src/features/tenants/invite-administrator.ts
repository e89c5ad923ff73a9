import type { InvitedAdministrator, InviteAdministratorInput } from '@varve/contract';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { Tenants } from '../../kit/tenants.ts';
import { makeAdministrator } from '../users/index.ts';
import { recordForOperator } from './record-for-operator.ts';

/** Parts that an invitation needs. */
interface InvitationParts {
  /** Transactions in the name of the operator's user. */
  readonly operator: TenantTransactions;
  readonly operatorId: string;
  readonly tenants: Tenants;
}

/**
 * Makes an administrator of a tenant, and a link by which he sets his password: its first one, or one for those who lost theirs.
 *
 * Both audit logs say so, the operator's first. His own administrators are made by those who may write users.
 *
 * @throws ServerError NOT_FOUND, CONFLICT
 */
export async function inviteAdministrator(
  { operator, operatorId, tenants }: InvitationParts,
  { tenantId, ...person }: InviteAdministratorInput,
): Promise<InvitedAdministrator> {
  await operator.transaction((transaction) =>
    recordForOperator(transaction, { event: 'administrator_invited', tenantId }),
  );
  const open = (await tenants.open()).find((tenant) => tenant.tenantId === tenantId);
  if (open === undefined || tenantId === operatorId)
    throw new ServerError('NOT_FOUND', `there is no open tenant ${tenantId} beside the operator's`);
  const code = await open.transaction(async (transaction) => {
    await transaction.$client.query(
      "SELECT internal.record_event('administrator_invited', 'tenants', $1, $2)",
      [tenantId, { by: 'operator', username: person.username }],
    );
    return makeAdministrator(transaction, person);
  });
  return { tenantId, code };
}
