import type { GivenRoles } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { changeRights, type Governor } from './change-rights.ts';
import { replaceRoles } from './set-roles.ts';

/** Makes an account that nobody logs in to. @returns its id @throws ServerError NOT_FOUND for a role or a place, PERMISSION_MISSING */
export async function createServiceUser(
  transaction: TenantTransaction,
  governor: Governor,
  account: {
    readonly username: string;
    readonly fullName: string;
    readonly roles: GivenRoles;
  },
): Promise<string> {
  const userId = crypto.randomUUID();
  return changeRights(transaction, { governor, userId }, async () => {
    await transaction.$client.query(
      "INSERT INTO users (id, kind, username, full_name) VALUES ($1, 'service', $2, $3)",
      [userId, account.username, account.fullName],
    );
    await replaceRoles(transaction, userId, account.roles);
    return userId;
  });
}
