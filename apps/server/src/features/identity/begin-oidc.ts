import type { BeginOidcQuery } from '@varve/contract';
import * as client from 'openid-client';
import { requireFresh, type Access } from '../../kit/access/access.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { openOidcClient, type OidcParts } from './oidc-client.ts';
import { OIDC_SECONDS, sealNote } from './oidc-note.ts';
import { OidcRefused } from './oidc-refused.ts';
import { readProvider } from './read-provider.ts';

/** Options of `beginOidc`. */
interface BeginOptions extends OidcParts {
  readonly tenant: TenantTransactions;
  /** Who is logged in; null where nobody is. */
  readonly access: Access | null;
  readonly providerId: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
}

/** A log-in by a provider older than this is asked for anew there. */
const MAX_AGE_SECONDS = 12 * 3_600;

/**
 * Begins a log-in by a provider: authorization code flow with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0, 3.1).
 *
 * @returns the provider's address to go to, and the note that the browser keeps meanwhile
 * @throws OidcRefused, ServerError NOT_FOUND, PROVIDER_FAILED, UNAUTHENTICATED, REAUTHENTICATE
 */
export async function beginOidc(
  { tenant, access, providerId, redirectUri, ...parts }: BeginOptions,
  { purpose, next }: BeginOidcQuery,
): Promise<{ readonly address: URL; readonly note: string }> {
  if (purpose !== 'login') requireSession(access);
  if (purpose === 'link') requireFresh(access!);
  const provider = await tenant.transaction((tx) => readProvider(tx, providerId));
  if (!provider.enabled) throw new OidcRefused('denied', `${provider.name} lets nobody in`);
  const configuration = await openOidcClient(parts, provider);
  const codeVerifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const maxAgeSeconds = purpose === 'fresh' ? 0 : MAX_AGE_SECONDS;
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    // Makes the provider say when it saw the password last.
    max_age: String(maxAgeSeconds),
    ...(purpose === 'fresh' && { prompt: 'login' }),
  });
  const note = sealNote(parts.keyring, {
    step: 'asked',
    purpose,
    sessionId: purpose === 'login' ? null : access!.sessionId,
    providerId,
    next,
    state,
    nonce,
    codeVerifier,
    redirectUri,
    maxAgeSeconds,
    expiresAtMs: Date.now() + OIDC_SECONDS * 1_000,
  });
  return { address, note };
}

function requireSession(access: Access | null): void {
  if (access === null) throw new ServerError('UNAUTHENTICATED', 'log in first');
  if (access.sessionId === null)
    throw new ServerError('SESSION_REQUIRED', 'this needs a session: a key may not do it');
}
