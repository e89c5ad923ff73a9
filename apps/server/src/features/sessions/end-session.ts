import type { EndedSessions, EndSessionInput, EndUserSessionsInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import { endSessions } from '../session/index.ts';

/** Ends a session of any user. @throws ServerError NOT_FOUND for one that is over */
export async function endSession(
  transaction: TenantTransaction,
  { sessionId }: EndSessionInput,
): Promise<void> {
  const ended = await endSessions(transaction, { reason: 'ended_by_admin', sessionId });
  if (ended === 0) throw new ServerError('NOT_FOUND', `there is no session ${sessionId}`);
}

/** Ends all sessions of a user, but the one in which is asked. */
export async function endUserSessions(
  transaction: TenantTransaction,
  { sessionId: except }: Pick<Access, 'sessionId'>,
  { userId }: EndUserSessionsInput,
): Promise<EndedSessions> {
  return { ended: await endSessions(transaction, { reason: 'ended_by_admin', userId, except }) };
}
