import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import type { Security } from '../../kit/access/security.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';

/** The caller's account, as the rules for passwords look at it. */
interface OwnUser {
  readonly username: string;
  readonly fullName: string;
  readonly email: string | null;
  readonly hasFactor: boolean;
  readonly passwordHash: string | null;
}

/** Reads the caller's own account. */
async function readOwnUser({ $client }: TenantTransaction, userId: string): Promise<OwnUser> {
  const { rows } = await $client.query<OwnUser>(
    `SELECT username, full_name AS "fullName", email, password_hash AS "passwordHash",
       EXISTS (SELECT FROM totp_factors f WHERE f.user_id = users.id AND f.confirmed_at IS NOT NULL) AS "hasFactor"
     FROM users WHERE id = $1`,
    [userId],
  );
  return rows[0]!;
}

/**
 * Verifies the password of who is logged in already. A wrong one counts as at a login, and is written to the audit log.
 *
 * @returns his account, as it was when its password was verified
 * @throws ServerError CREDENTIALS_WRONG, THROTTLED
 */
export async function verifyOwnPassword(
  { hashes, throttle }: Pick<Security, 'hashes' | 'throttle'>,
  tenant: TenantTransactions,
  access: Access,
  password: string,
): Promise<OwnUser> {
  const user = await tenant.transaction((transaction) => readOwnUser(transaction, access.userId));
  const attempt = {
    tenant: access.tenantId,
    username: user.username,
    address: access.clientAddress ?? '',
    isKnownDevice: true,
  };
  const delay = throttle.check(attempt);
  if (delay !== null)
    throw new ServerError(
      'THROTTLED',
      `too many wrong passwords: try again in ${delay.retryAfterSeconds} s`,
      delay,
    );
  let outcome: 'failed' | 'succeeded' | 'dropped' = 'dropped';
  try {
    const { isRight } = await hashes.verify(user.passwordHash, password);
    outcome = isRight ? 'succeeded' : 'failed';
    if (!isRight) throw new ServerError('CREDENTIALS_WRONG', 'the password is wrong');
    return user;
  } finally {
    throttle[outcome](attempt);
    if (outcome === 'failed')
      await tenant.transaction(({ $client }) =>
        $client.query("SELECT internal.record_event('password_refused', 'users', $1, NULL, $2)", [
          access.userId,
          outcome,
        ]),
      );
  }
}
