import type { Identity } from './ask-identity.ts';
import type { FinishOptions } from './finish-oidc.ts';
import type { AskedNote } from './oidc-note.ts';
import { OidcRefused } from './oidc-refused.ts';
import { userOfSession } from './user-of-session.ts';

/** Makes a session fresh by a provider, as its user's password would. @throws OidcRefused stale, unlinked where it named somebody else */
export async function refreshByIdentity(
  { tenant, tenantId, sessions }: Pick<FinishOptions, 'tenant' | 'tenantId' | 'sessions'>,
  { sessionId }: AskedNote,
  { issuer, subject, authenticatedAtMs }: Identity,
): Promise<void> {
  const userId = await userOfSession(sessions, { tenantId, sessionId });
  const { rowCount } = await tenant.transaction(({ $client }) =>
    $client.query(
      `UPDATE sessions s SET authenticated_at = greatest(s.authenticated_at, to_timestamp($4::float8 / 1000)) FROM user_identities i
       WHERE s.id = $1 AND s.ended_at IS NULL AND i.user_id = s.user_id AND i.issuer = $2 AND i.subject = $3 AND i.deleted_at IS NULL`,
      [sessionId, issuer, subject, authenticatedAtMs],
    ),
  );
  sessions.forget({ tenantId, userId });
  if (rowCount !== 1)
    throw new OidcRefused(
      'unlinked',
      'the provider named somebody else than the user of the session',
    );
}
