import type { TenantTransaction } from '@varve/db/tenant';
import { createOneTimeCode } from '../../kit/access/one-time-code.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';

/** Use of a link: to set a first password, or a new one, or to log in. */
export type LinkKind = 'invitation' | 'reset' | 'login';

const LIFE_HOURS: Readonly<Record<LinkKind, number>> = { invitation: 24, reset: 24, login: 1 };

/** Makes a link that lets a user in once, and takes back those of its kind that he has. @returns the code, whose hash alone is stored */
export async function makeLink(
  { $client }: TenantTransaction,
  { userId, kind }: { readonly userId: string; readonly kind: LinkKind },
): Promise<string> {
  const { code, hash } = createOneTimeCode();
  await $client.query(
    'UPDATE one_time_links SET used_at = now() WHERE user_id = $1 AND kind = $2 AND used_at IS NULL',
    [userId, kind],
  );
  await $client.query(
    `INSERT INTO one_time_links (user_id, kind, code_hash, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
    [userId, kind, hash, LIFE_HOURS[kind]],
  );
  return code;
}

/** Takes back all links of a user: he has set a password, or is to come in no longer by what he was sent. */
export async function withdrawLinks({ $client }: TenantTransaction, userId: string): Promise<void> {
  await $client.query(
    'UPDATE one_time_links SET used_at = now() WHERE user_id = $1 AND used_at IS NULL',
    [userId],
  );
}

/** Makes a link that logs a user in. @throws ServerError NOT_FOUND */
export async function makeLoginLink(tenant: TenantTransactions, username: string): Promise<string> {
  return tenant.transaction(async (transaction) => {
    const { rows } = await transaction.$client.query<{ id: string }>(
      "SELECT id FROM users WHERE lower(username) = lower($1) AND kind = 'person' AND enabled AND deleted_at IS NULL",
      [username],
    );
    const user = rows[0];
    if (user === undefined) throw new ServerError('NOT_FOUND', `there is no user ${username}`);
    return makeLink(transaction, { userId: user.id, kind: 'login' });
  });
}
