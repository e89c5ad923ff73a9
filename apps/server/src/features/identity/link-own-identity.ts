import { ServerError } from '../../kit/server-error.ts';
import { addIdentity } from '../session/index.ts';
import type { Identity } from './ask-identity.ts';
import type { FinishOptions } from './finish-oidc.ts';
import type { AskedNote } from './oidc-note.ts';
import { OidcRefused } from './oidc-refused.ts';
import { userOfSession } from './user-of-session.ts';

/** Links the user of the session in which it was begun to the person that the provider named. @throws OidcRefused stale, taken */
export async function linkOwnIdentity(
  { tenant, tenantId, sessions }: Pick<FinishOptions, 'tenant' | 'tenantId' | 'sessions'>,
  { sessionId }: AskedNote,
  { issuer, subject }: Identity,
): Promise<void> {
  const userId = await userOfSession(sessions, { tenantId, sessionId });
  try {
    await tenant.transaction(async (transaction) => {
      const { $client } = transaction;
      await $client.query(
        "SELECT set_config('varve.user_id', $1, true), set_config('varve.session_id', $2, true)",
        [userId, sessionId],
      );
      await addIdentity(transaction, { userId, issuer, subject });
    });
  } catch (error) {
    if (!(error instanceof ServerError && error.code === 'CONFLICT')) throw error;
    throw new OidcRefused('taken', error.message, { cause: error });
  }
}
