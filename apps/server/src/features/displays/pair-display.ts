import type { PairDisplayInput, PairedDisplay } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh, type Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import { createServiceUser } from '../users/index.ts';
import { displayHash } from './display-code.ts';

/**
 * Lets in the screen that shows a code: as a service account of its own, whose roles only read.
 *
 * @throws ServerError REAUTHENTICATE; NOT_FOUND where no screen waits with the code; INPUT_INVALID for a role that does more than read, or
 * needs a second factor; PERMISSION_MISSING for a right that the caller lacks
 */
export async function pairDisplay(
  transaction: TenantTransaction,
  access: Access,
  { code, name, roles, landingPath }: PairDisplayInput,
): Promise<PairedDisplay> {
  requireFresh(access);
  const { $client } = transaction;
  const { rows } = await $client.query<{ id: string }>(
    'SELECT id FROM displays WHERE code_hash = $1 AND user_id IS NULL AND expires_at > now() FOR UPDATE',
    [displayHash(code)],
  );
  const display = rows[0];
  if (display === undefined)
    throw new ServerError('NOT_FOUND', 'no screen waits with this code: it holds for ten minutes');
  await requireReadingRoles(
    transaction,
    roles.map(({ roleId }) => roleId),
  );
  const username = `display-${display.id.slice(0, 8)}`;
  const userId = await createServiceUser(transaction, access, { username, fullName: name, roles });
  await $client.query('UPDATE displays SET user_id = $2, landing_path = $3 WHERE id = $1', [
    display.id,
    userId,
    landingPath,
  ]);
  await $client.query("SELECT internal.record_event('display_paired', 'users', $1, $2)", [
    userId,
    { name, landingPath },
  ]);
  return { userId };
}

/** A screen hangs where anybody stands before it. @throws ServerError INPUT_INVALID */
async function requireReadingRoles(
  { $client }: TenantTransaction,
  roleIds: readonly string[],
): Promise<void> {
  const { rows } = await $client.query<{ name: string; right: string | null }>(
    `SELECT r.name, min(p.permission_code) FILTER (WHERE p.permission_code NOT LIKE '%.read') AS right
     FROM roles r LEFT JOIN role_permissions p ON p.role_id = r.id, tenants t
     WHERE r.id = ANY ($1) AND t.id = r.tenant_id GROUP BY r.name, t.factor_roles
     HAVING r.name = ANY (t.factor_roles) OR bool_or(p.permission_code NOT LIKE '%.read') ORDER BY r.name LIMIT 1`,
    [roleIds],
  );
  const [found] = rows;
  if (found === undefined) return;
  const { name, right } = found;
  const why =
    right === null
      ? 'needs a second factor, which a screen has not'
      : `does more than read: ${right}`;
  const message = `the role ${name} ${why}`;
  throw new ServerError('INPUT_INVALID', `roles: ${message}`, {
    issues: [{ path: ['roles'], message }],
  });
}
