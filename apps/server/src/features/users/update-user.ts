import type { Changed, UpdateUserInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { requireVersion } from '../../kit/require-version.ts';
import { endSessions, withdrawLinks } from '../session/index.ts';
import { changeRights, type Governor } from './change-rights.ts';
import { readUser } from './read-user.ts';

/** Names that a user has for himself alone, by their indexes. */
export const TAKEN = {
  users_username_in_tenant: { field: 'username', what: 'the user name' },
  users_email_in_tenant: { field: 'email', what: 'the e-mail address' },
};

/**
 * Changes what is said of a user, or lets him in no longer: then his sessions end, and links that he was sent.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING; CONFLICT, with the user as he is now, where he was changed meanwhile
 */
export async function updateUser(
  transaction: TenantTransaction,
  governor: Governor,
  { userId, expectedVersion, ...given }: UpdateUserInput,
): Promise<Changed> {
  const { $client } = transaction;
  await changeRights(transaction, { governor, userId }, async () => {
    // Nobody else changes the row between the reading and the writing.
    await $client.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [userId]);
    const current = await readUser(transaction, userId);
    requireVersion(current, expectedVersion);
    const {
      fullName = current.fullName,
      email = current.email,
      language = current.language,
      enabled = current.state !== 'disabled',
    } = given;
    await refuseTaken(TAKEN, () =>
      $client.query(
        'UPDATE users SET full_name = $2, email = $3, language = $4, enabled = $5 WHERE id = $1',
        [userId, fullName, email, language, enabled],
      ),
    );
    if (enabled) return;
    await withdrawLinks(transaction, userId);
    await endSessions(transaction, { reason: 'ended_by_admin', userId });
  });
  return { version: (await readUser(transaction, userId)).version };
}
