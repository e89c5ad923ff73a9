import type { LogInInput } from '@varve/contract';
import type { Security } from '../../kit/access/security.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransaction } from '@varve/db/tenant';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { LoginAttempt } from '../../kit/throttle/login-throttle.ts';
import { openSession, type Client } from './open-session.ts';
import { takeFactor } from './take-factor.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

/** Options of `logIn`. */
interface LogInOptions {
  readonly security: Pick<Security, 'hashes' | 'throttle' | 'keyring'>;
  /** The tenant that was named; undefined where there is none of that name. */
  readonly tenant: TenantTransactions | undefined;
  /** Attempts at this tenant are counted by this name. */
  readonly tenantName: string;
  /** Where an attempt at no tenant is written down. */
  readonly home: TenantTransactions;
  readonly client: Client;
  /** Whether the client proves that this user has logged in from it before. */
  readonly isKnownDevice: (userId: string) => boolean;
}

/** Entry of the audit log about a login that did not come about, or not yet. */
interface LoginEvent {
  readonly event: 'factor_asked' | 'login_failed' | 'login_throttled';
  /** Undefined where there is no such user. */
  readonly userId: string | undefined;
  readonly outcome: 'done' | 'failed' | 'denied';
}

interface UserRow {
  readonly id: string;
  readonly password_hash: string | null;
  readonly enabled: boolean;
  readonly has_factor: boolean;
}

/**
 * Logs a user in by password and, where he has one, second factor.
 *
 * An unknown tenant, an unknown user, one who is disabled and a wrong password are told apart neither by the answer nor by its time.
 *
 * @throws ServerError CREDENTIALS_WRONG, FACTOR_REQUIRED, THROTTLED
 */
export async function logIn(options: LogInOptions, input: LogInInput): Promise<NewSession> {
  const { security, home, tenantName, client, isKnownDevice } = options;
  const tenant = options.tenant ?? home;
  const { hashes, throttle } = security;
  const user =
    options.tenant === undefined ? undefined : await findUser(options.tenant, input.username);
  const attempt: LoginAttempt = {
    tenant: tenantName,
    username: input.username,
    address: client.address ?? '',
    isKnownDevice: user !== undefined && isKnownDevice(user.id),
  };
  const delay = throttle.check(attempt);
  if (delay !== null) {
    await record(tenant, { event: 'login_throttled', userId: user?.id, outcome: 'denied' });
    throw throttled(delay.retryAfterSeconds);
  }
  let outcome: 'failed' | 'succeeded' | 'dropped' = 'dropped';
  try {
    const verdict = await hashes.verify(user?.password_hash ?? null, input.password);
    if (!verdict.isRight || user === undefined || !user.enabled) {
      outcome = 'failed';
      throw wrong();
    }
    if (user.has_factor && input.factor === undefined) {
      await record(tenant, { event: 'factor_asked', userId: user.id, outcome: 'done' });
      throw new ServerError('FACTOR_REQUIRED', 'enter the code of your second factor');
    }
    const newHash = verdict.needsRehash ? await hashes.hash(input.password) : undefined;
    const session = await tenant.transaction(async (transaction) => {
      if (!(await isUnchanged(transaction, user))) return undefined;
      const isFactorRight =
        !user.has_factor ||
        (await takeFactor(transaction, security.keyring, { userId: user.id, code: input.factor! }));
      if (!isFactorRight) return undefined;
      if (newHash !== undefined)
        await transaction.$client.query('UPDATE users SET password_hash = $2 WHERE id = $1', [
          user.id,
          newHash,
        ]);
      return openSession(transaction, {
        userId: user.id,
        client,
        isRemembered: input.remember,
        by: 'password',
        hasShownFactor: user.has_factor,
      });
    });
    outcome = session === undefined ? 'failed' : 'succeeded';
    if (session === undefined) throw wrong();
    return session;
  } finally {
    throttle[outcome](attempt);
    if (outcome === 'failed')
      await record(tenant, { event: 'login_failed', userId: user?.id, outcome });
  }
}

async function findUser(tenant: TenantTransactions, name: string): Promise<UserRow | undefined> {
  const { rows } = await tenant.transaction(({ $client }) =>
    $client.query<UserRow>(
      `SELECT u.id, u.password_hash, u.enabled,
         EXISTS (SELECT FROM totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS has_factor
       FROM users u WHERE lower(u.username) = lower($1) AND u.kind = 'person' AND u.deleted_at IS NULL`,
      [name],
    ),
  );
  return rows[0];
}

/** Says whether a user may still log in by what was verified: while a password is hashed, it may be changed, or its user disabled. */
async function isUnchanged({ $client }: TenantTransaction, user: UserRow): Promise<boolean> {
  const { rowCount } = await $client.query(
    'SELECT FROM users WHERE id = $1 AND password_hash = $2 AND enabled AND deleted_at IS NULL FOR NO KEY UPDATE',
    [user.id, user.password_hash],
  );
  // After the lock: what was committed while it was waited for is seen.
  const { rowCount: factorCount } = await $client.query(
    'SELECT FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL',
    [user.id],
  );
  return rowCount === 1 && (factorCount === 1) === user.has_factor;
}

/** The name that was typed is not written down: it may be a password in the wrong field. */
async function record(
  tenant: TenantTransactions,
  { event, userId, outcome }: LoginEvent,
): Promise<void> {
  await tenant.transaction(({ $client }) =>
    $client.query("SELECT internal.record_event($1, 'users', $2, NULL, $3)", [
      event,
      userId ?? null,
      outcome,
    ]),
  );
}

function wrong(): ServerError {
  return new ServerError('CREDENTIALS_WRONG', 'user name or password is wrong');
}

function throttled(retryAfterSeconds: number): ServerError {
  return new ServerError(
    'THROTTLED',
    `too many wrong passwords: try again in ${retryAfterSeconds} s`,
    { retryAfterSeconds },
  );
}
