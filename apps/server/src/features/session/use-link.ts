import type { UseLinkInput } from '@varve/contract';
import { oneTimeCodeHash } from '../../kit/access/one-time-code.ts';
import type { Security } from '../../kit/access/security.ts';
import { passwordProblem } from '../../kit/passwords/password-problem.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { endSessions } from './end-sessions.ts';
import { withdrawLinks, type LinkKind } from './make-login-link.ts';
import { openSession, type Client } from './open-session.ts';
import { passwordWeak } from './password-weak.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

/** Options of `useLink`. */
interface UseLinkOptions {
  readonly security: Pick<Security, 'hashes'>;
  readonly tenant: TenantTransactions;
  readonly client: Client;
}

interface LinkRow {
  readonly id: string;
  readonly kind: LinkKind;
  readonly user_id: string;
  readonly username: string;
  readonly full_name: string;
  readonly email: string | null;
  readonly has_factor: boolean;
}

/**
 * Lets a user in by a link that holds once. An invitation or a reset sets his password.
 *
 * @returns null where he has a second factor, which a reset leaves: he is to log in by both
 * @throws ServerError LINK_INVALID, PASSWORD_WEAK; INPUT_INVALID where the link needs a password and none came
 */
export async function useLink(
  { security, tenant, client }: UseLinkOptions,
  { code, password }: UseLinkInput,
): Promise<NewSession | null> {
  const hash = oneTimeCodeHash(code);
  const link = hash === null ? undefined : await findLink(tenant, hash);
  if (hash === null || link === undefined) {
    await recordFailure(tenant);
    throw linkInvalid();
  }
  const passwordHash = await hashNewPassword(security, link, password);
  return tenant.transaction(async (transaction) => {
    const { $client } = transaction;
    await $client.query("SELECT set_config('varve.user_id', $1, true)", [link.user_id]);
    const { rowCount } = await $client.query(
      `UPDATE one_time_links l SET used_at = now() FROM users u
       WHERE l.id = $1 AND l.used_at IS NULL AND l.expires_at > now() AND u.id = l.user_id AND u.enabled AND u.deleted_at IS NULL`,
      [link.id],
    );
    if (rowCount !== 1) throw linkInvalid();
    if (passwordHash !== undefined) {
      await $client.query(
        'UPDATE users SET password_hash = $2, password_changed_at = now() WHERE id = $1',
        [link.user_id, passwordHash],
      );
      await $client.query("SELECT internal.record_event('password_changed', 'users', $1, $2)", [
        link.user_id,
        { by: link.kind },
      ]);
      await withdrawLinks(transaction, link.user_id);
      await endSessions(transaction, { reason: 'password_changed', userId: link.user_id });
    }
    if (link.kind !== 'login' && link.has_factor) return null;
    return openSession(transaction, {
      userId: link.user_id,
      client,
      isRemembered: false,
      by: 'link',
      hasShownFactor: false,
    });
  });
}

async function findLink(tenant: TenantTransactions, hash: Buffer): Promise<LinkRow | undefined> {
  const { rows } = await tenant.transaction(({ $client }) =>
    $client.query<LinkRow>(
      `SELECT l.id, l.kind, u.id AS user_id, u.username, u.full_name, u.email,
         EXISTS (SELECT FROM totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS has_factor
       FROM one_time_links l JOIN users u ON u.id = l.user_id
       WHERE l.code_hash = $1 AND l.used_at IS NULL AND l.expires_at > now() AND u.enabled AND u.deleted_at IS NULL`,
      [hash],
    ),
  );
  return rows[0];
}

async function hashNewPassword(
  { hashes }: Pick<Security, 'hashes'>,
  { kind, username, full_name: fullName, email, has_factor: hasFactor }: LinkRow,
  password: string | undefined,
): Promise<string | undefined> {
  if (kind === 'login') return undefined;
  if (password === undefined)
    throw new ServerError('INPUT_INVALID', 'password: the link asks for a password to set', {
      issues: [{ path: ['password'], message: 'the link asks for a password to set' }],
    });
  const problem = await passwordProblem(password, { username, fullName, email, hasFactor });
  if (problem !== null) throw passwordWeak(problem);
  return hashes.hash(password);
}

async function recordFailure(tenant: TenantTransactions): Promise<void> {
  await tenant.transaction(({ $client }) =>
    $client.query(
      "SELECT internal.record_event('link_refused', 'one_time_links', NULL, NULL, 'failed')",
    ),
  );
}

function linkInvalid(): ServerError {
  return new ServerError('LINK_INVALID', 'the link was used already, or is too old');
}
