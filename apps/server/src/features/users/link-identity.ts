import type { LinkIdentityInput, UnlinkIdentityInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';
import { addIdentity, removeIdentity } from '../session/index.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { readUser } from './read-user.ts';

/** Lets a user log in as a person of a provider. @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT for a service account, and for a person who is a user already */
export async function linkIdentity(
  transaction: TenantTransaction,
  governor: Governor,
  input: LinkIdentityInput,
): Promise<void> {
  const { userId } = input;
  await changeRights(transaction, { governor, userId }, async () => {
    const { kind } = await readUser(transaction, userId);
    if (kind === 'service') throw new ServerError('CONFLICT', 'a service account does not log in');
    await addIdentity(transaction, input);
  });
}

/** Takes from a user that he logs in as a person of a provider. @throws ServerError NOT_FOUND, PERMISSION_MISSING */
export async function unlinkIdentity(
  transaction: TenantTransaction,
  governor: Governor,
  input: UnlinkIdentityInput,
): Promise<void> {
  const { userId } = input;
  await changeRights(transaction, { governor, userId }, async () => {
    await readUser(transaction, userId);
    await removeIdentity(transaction, input);
  });
}
