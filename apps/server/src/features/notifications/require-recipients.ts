import type { CreateRuleInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { ServerError } from '../../kit/server-error.ts';

/**
 * Sees to it that a rule reaches somebody: a mail goes to users who are there, a webhook to no user.
 *
 * @throws ServerError NOT_FOUND for a channel or a user that is not there, QUERY_INVALID for recipients that the channel does not have
 */
export async function requireRecipients(
  { $client }: TenantTransaction,
  { channelId, recipientIds }: Pick<CreateRuleInput, 'channelId' | 'recipientIds'>,
): Promise<void> {
  const { rows } = await $client.query<{ kind: string; missing: string[] }>(
    `SELECT kind, ARRAY(SELECT given FROM unnest($2::uuid[]) AS given
       WHERE NOT EXISTS (SELECT FROM users WHERE id = given AND deleted_at IS NULL))::text[] AS missing
     FROM notification_channels WHERE id = $1 AND deleted_at IS NULL`,
    [channelId, recipientIds],
  );
  const [found] = rows;
  if (found === undefined) throw new ServerError('NOT_FOUND', `there is no channel ${channelId}`);
  if (found.missing.length > 0)
    throw new ServerError('NOT_FOUND', `there is no user ${found.missing.join(', ')}`);
  if ((found.kind === 'mail') === recipientIds.length > 0) return;
  throw new ServerError(
    'QUERY_INVALID',
    found.kind === 'mail'
      ? 'a rule that sends mails names users'
      : 'a rule that calls a webhook names no user',
  );
}
