import type { CreateKeyInput, InputIssue, NewKey } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import {
  hasPermission,
  permissionMissing,
  requireFresh,
  type Access,
} from '../../kit/access/access.ts';
import { createApiKey } from '../../kit/access/api-key.ts';
import { createAddressList } from '../../kit/network/address-list.ts';
import { ServerError } from '../../kit/server-error.ts';

/**
 * Makes an API key that belongs to the caller.
 *
 * @throws ServerError REAUTHENTICATE; PERMISSION_MISSING, which names a right that the caller lacks; INPUT_INVALID, with the field, for a
 * network that is none, or an end that has passed
 */
export async function createKey(
  { $client }: TenantTransaction,
  access: Access,
  { name, permissions, sources, networks, expiresAtMs }: CreateKeyInput,
): Promise<NewKey> {
  requireFresh(access);
  const lacking = permissions.find((code) => !hasPermission(access, code));
  if (lacking !== undefined) throw permissionMissing(lacking);
  if (networks !== undefined) refuseWrongNetworks(networks);
  if (expiresAtMs !== undefined && expiresAtMs <= Date.now())
    throw invalid({
      path: ['expiresAtMs'],
      message: 'expected a time to come',
      code: 'time_past',
    });
  const { id: publicPart, secret, hash } = createApiKey();
  const { rows } = await $client.query<{ id: string }>(
    `INSERT INTO api_keys (key_id, key_hash, name, owner_id, permissions, sources, networks, expires_at)
     SELECT $1, $2, $3, $4, $5, $6, (SELECT array_agg(network(n::inet)) FROM unnest($7::text[]) AS n), to_timestamp($8::float8 / 1000)
     RETURNING id`,
    [
      publicPart,
      hash,
      name,
      access.userId,
      [...new Set(permissions)],
      sources ?? null,
      networks ?? null,
      expiresAtMs ?? null,
    ],
  );
  return { id: rows[0]!.id, secret };
}

function refuseWrongNetworks(networks: readonly string[]): void {
  for (const [index, network] of networks.entries())
    try {
      createAddressList([network]);
    } catch (error) {
      const { message } = error as Error;
      throw invalid({ path: ['networks', index], message, code: 'network_unknown' }, error);
    }
}

function invalid(issue: InputIssue, cause?: unknown): ServerError {
  return new ServerError('INPUT_INVALID', issue.message, { issues: [issue], cause });
}
