import type { CreateUserInput, InvitedUser } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { addIdentity, makeLink } from '../session/index.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { replaceRoles } from './set-roles.ts';
import { TAKEN } from './update-user.ts';

/** Makes a person's account and a link by which he sets his password. @throws ServerError CONFLICT, NOT_FOUND, PERMISSION_MISSING */
export async function createUser(
  transaction: TenantTransaction,
  governor: Governor,
  { username, fullName, email, language, roles, identity }: CreateUserInput,
): Promise<InvitedUser> {
  const userId = crypto.randomUUID();
  return changeRights(transaction, { governor, userId }, async () => {
    await refuseTaken(TAKEN, () =>
      transaction.$client.query(
        'INSERT INTO users (id, username, full_name, email, language) VALUES ($1, $2, $3, $4, $5)',
        [userId, username, fullName, email, language],
      ),
    );
    await replaceRoles(transaction, userId, roles);
    if (identity !== undefined) await addIdentity(transaction, { userId, ...identity });
    return { userId, code: await makeLink(transaction, { userId, kind: 'invitation' }) };
  });
}
