import { MAX_IDENTITIES, type GivenIdentity, type UserIdentity } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { ServerError } from '../../kit/server-error.ts';

interface IdentityRow {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly created_at: Date;
}

/** Lists the people of providers by which a user logs in. */
export async function listIdentities(
  { $client }: TenantTransaction,
  userId: string,
): Promise<UserIdentity[]> {
  const { rows } = await $client.query<IdentityRow>(
    `SELECT id, issuer, subject, created_at FROM user_identities WHERE user_id = $1 AND deleted_at IS NULL ORDER BY issuer, subject LIMIT ${MAX_IDENTITIES}`,
    [userId],
  );
  return rows.map(({ created_at, ...row }) => ({ ...row, linkedAtMs: created_at.getTime() }));
}

/** Lets a user log in as a person of a provider. @throws ServerError CONFLICT where that person is a user already, or this user is too many */
export async function addIdentity(
  { $client }: TenantTransaction,
  { userId, issuer, subject }: GivenIdentity & { readonly userId: string },
): Promise<void> {
  const { rowCount } = await refuseTaken(
    { user_identities_once: { field: 'subject', what: 'this person of the provider' } },
    () =>
      $client.query(
        `INSERT INTO user_identities (user_id, issuer, subject)
       SELECT $1, $2, $3 WHERE (SELECT count(*) FROM user_identities WHERE user_id = $1) < ${MAX_IDENTITIES}`,
        [userId, issuer, subject],
      ),
  );
  if (rowCount === 0)
    throw new ServerError('CONFLICT', `the user has ${MAX_IDENTITIES} links: remove one first`);
}

/** Takes from a user that he logs in as a person of a provider. @throws ServerError NOT_FOUND */
export async function removeIdentity(
  { $client }: TenantTransaction,
  { userId, identityId }: { readonly userId: string; readonly identityId: string },
): Promise<void> {
  // Removed for good: the person may become another user.
  const { rowCount } = await $client.query(
    'DELETE FROM user_identities WHERE id = $1 AND user_id = $2',
    [identityId, userId],
  );
  if (rowCount !== 1) throw new ServerError('NOT_FOUND', `the user has no link ${identityId}`);
}
