import type { SetUpInput } from '@varve/contract';
import type { Security } from '../../kit/access/security.ts';
import { passwordProblem } from '../../kit/passwords/password-problem.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { openSession, type Client } from './open-session.ts';
import { passwordWeak } from './password-weak.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

/** Options of `setUp`. */
interface SetUpOptions {
  readonly security: Pick<Security, 'hashes' | 'setUpCode'>;
  readonly tenant: TenantTransactions;
  readonly tenantId: string;
  readonly client: Client;
}

/**
 * Makes the first user of a tenant, who may do everything, and logs him in.
 *
 * @throws ServerError SET_UP_CODE_WRONG, SET_UP_DONE, PASSWORD_WEAK
 */
export async function setUp(
  { security, tenant, tenantId, client }: SetUpOptions,
  { code, username, fullName, password }: SetUpInput,
): Promise<NewSession> {
  if (await isSetUp(tenant)) throw setUpDone();
  if (!security.setUpCode.isRight(code)) {
    await tenant.transaction(({ $client }) =>
      $client.query(
        "SELECT internal.record_event('set_up_refused', 'tenants', $1, NULL, 'failed')",
        [tenantId],
      ),
    );
    throw new ServerError(
      'SET_UP_CODE_WRONG',
      'the set-up code is wrong, or holds no longer: the server prints it when it starts',
    );
  }
  const problem = await passwordProblem(password, {
    username,
    fullName,
    email: null,
    hasFactor: false,
  });
  if (problem !== null) throw passwordWeak(problem);
  const hash = await security.hashes.hash(password);
  const session = await tenant.transaction(async (transaction) => {
    const { $client } = transaction;
    await $client.query("SELECT pg_advisory_xact_lock(internal.lock_key('set-up', $1))", [
      tenantId,
    ]);
    const { rows } = await $client.query<{ id: string }>(
      `WITH made AS (
         INSERT INTO users (username, full_name, password_hash, password_changed_at)
         SELECT $1, $2, $3, now() WHERE NOT EXISTS (SELECT FROM users WHERE kind = 'person' AND deleted_at IS NULL) RETURNING id)
       INSERT INTO user_roles (user_id, role_id)
       SELECT made.id, r.id FROM made, roles r WHERE r.name = 'admin' AND r.built_in AND r.deleted_at IS NULL RETURNING user_id AS id`,
      [username, fullName, hash],
    );
    const user = rows[0];
    if (user === undefined) throw setUpDone();
    return openSession(transaction, {
      userId: user.id,
      client,
      isRemembered: false,
      by: 'set-up',
      hasShownFactor: false,
    });
  });
  await security.setUpCode.withdraw();
  return session;
}

/** Says whether a tenant has somebody who can log in. */
export async function isSetUp(tenant: TenantTransactions): Promise<boolean> {
  const { rows } = await tenant.transaction(({ $client }) =>
    $client.query<{ is_set_up: boolean }>(
      "SELECT EXISTS (SELECT FROM users WHERE kind = 'person' AND deleted_at IS NULL) AS is_set_up",
    ),
  );
  return rows[0]!.is_set_up;
}

function setUpDone(): ServerError {
  return new ServerError('SET_UP_DONE', 'the first user has been made: log in');
}
