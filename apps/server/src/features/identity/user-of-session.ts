import type { Security } from '../../kit/access/security.ts';
import { OidcRefused } from './oidc-refused.ts';

/** Finds the user of the session in which a provider was asked: the browser shows no cookie of it here. @throws OidcRefused stale */
export async function userOfSession(
  sessions: Security['sessions'],
  { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string | null },
): Promise<string> {
  const session = sessionId === null ? undefined : await sessions.find({ tenantId, sessionId });
  if (session !== undefined) return session.userId;
  throw new OidcRefused('stale', 'the session is over: log in again');
}
