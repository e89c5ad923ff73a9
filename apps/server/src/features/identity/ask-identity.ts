import * as client from 'openid-client';
import { openOidcClient, whileAsking, type OidcParts } from './oidc-client.ts';
import { OIDC_SECONDS, type AskedNote } from './oidc-note.ts';
import { OidcRefused } from './oidc-refused.ts';
import type { readProvider } from './read-provider.ts';

/** Person of a provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** When the provider saw the password last. */
  readonly authenticatedAtMs: number;
}

/**
 * Exchanges what a provider sent by the browser for the person that it names.
 *
 * @param query - of the address at which the provider sent the browser back
 * @throws OidcRefused denied, undated; ServerError PROVIDER_FAILED for an answer that cannot be trusted, or a log-in that is too old
 */
export async function askIdentity(
  parts: OidcParts,
  provider: Awaited<ReturnType<typeof readProvider>>,
  { note, query }: { readonly note: AskedNote; readonly query: string },
): Promise<Identity> {
  const configuration = await openOidcClient(parts, provider);
  const { claims } = await whileAsking(async () => {
    const tokens = await client
      .authorizationCodeGrant(configuration, new URL(`${note.redirectUri}${query}`), {
        pkceCodeVerifier: note.codeVerifier,
        expectedState: note.state,
        expectedNonce: note.nonce,
        idTokenExpected: true,
        maxAge: maxAgeOf(note),
      })
      .catch(refused);
    return { claims: tokens.claims()! };
  });
  const { sub: subject, auth_time: seenAt } = claims;
  // A time to come would be fresh for too long.
  const authenticatedAtMs = Math.min(seenAt! * 1_000, Date.now());
  return { issuer: provider.issuer, subject, authenticatedAtMs };
}

/** The age that was asked for (OpenID Connect Core 1.0, 3.1.3.7), and the time that somebody needed at the provider since. */
function maxAgeOf({ maxAgeSeconds, expiresAtMs }: AskedNote): number {
  const begunAtMs = expiresAtMs - OIDC_SECONDS * 1_000;
  return maxAgeSeconds + Math.max(0, Math.ceil((Date.now() - begunAtMs) / 1_000));
}

/** Says why, where the page has words for it. */
function refused(error: unknown): never {
  // What the provider says is not shown: anybody can write it into an address.
  if (error instanceof client.AuthorizationResponseError)
    throw new OidcRefused('denied', `the identity provider refused: ${error.error}`);
  if (isUndated(error))
    throw new OidcRefused(
      'undated',
      'the identity provider has to send auth_time in its ID token where it is asked by max_age (OpenID Connect Core 1.0, 3.1.2.1)',
      { cause: error },
    );
  throw error;
}

/** Whether the ID token was refused, and does not say when its user was seen. */
function isUndated(error: unknown): boolean {
  // The library puts what it has read beside what it found wrong.
  const found = (error as Error).cause as { readonly cause?: { readonly claims?: object } } | null;
  const claims = found?.cause?.claims;
  return claims !== undefined && !('auth_time' in claims);
}
