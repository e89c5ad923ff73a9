import type { RenameSessionInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Gives one of the caller's sessions a name. @throws ServerError NOT_FOUND for one that is over, or another's */
export async function renameSession(
  { $client }: TenantTransaction,
  { userId }: Pick<Access, 'userId'>,
  { sessionId, name }: RenameSessionInput,
): Promise<void> {
  const { rowCount } = await $client.query(
    'UPDATE sessions SET name = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL AND expires_at > now()',
    [sessionId, userId, name],
  );
  if (rowCount === 0) throw new ServerError('NOT_FOUND', `there is no session ${sessionId}`);
}
