import type { TenantTransaction } from '@varve/db/tenant';
import type { Security } from '../../kit/access/security.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { openSession, type Client } from '../session/index.ts';
import { askIdentity, type Identity } from './ask-identity.ts';
import type { OidcParts } from './oidc-client.ts';
import { linkOwnIdentity } from './link-own-identity.ts';
import { OIDC_SECONDS, sealNote, type AskedNote } from './oidc-note.ts';
import { OidcRefused } from './oidc-refused.ts';
import { readProvider } from './read-provider.ts';
import { refreshByIdentity } from './refresh-by-identity.ts';
import type { NewSession } from '../../kit/access/new-session.ts';

/** Options of `finishOidc`. */
export interface FinishOptions extends OidcParts {
  readonly tenant: TenantTransactions;
  readonly tenantId: string;
  readonly sessions: Security['sessions'];
  readonly client: Client;
}

/** How a log-in by a provider ended. */
export type OidcOutcome =
  | { readonly kind: 'in'; readonly session: NewSession }
  /** The code of the second factor is asked for. */
  | { readonly kind: 'factor'; readonly note: string }
  /** The session, in which it was begun, has what was asked for. */
  | { readonly kind: 'done' };

/**
 * Finishes what a browser has begun at a provider. The person that it names logs in as the user to whom he is linked; nobody is matched by
 * e-mail, and nobody is made.
 *
 * A user's second factor is asked for whatever the provider says of its own.
 *
 * @param query - of the address at which the provider sent the browser back
 * @throws OidcRefused, ServerError NOT_FOUND, PROVIDER_FAILED
 */
export async function finishOidc(
  options: FinishOptions,
  note: AskedNote,
  query: string,
): Promise<OidcOutcome> {
  const { tenant, keyring } = options;
  const provider = await tenant.transaction((tx) => readProvider(tx, note.providerId));
  if (!provider.enabled) throw new OidcRefused('denied', `${provider.name} lets nobody in`);
  const identity = await askIdentity(options, provider, { note, query });
  if (note.purpose === 'link') {
    await linkOwnIdentity(options, note, identity);
    return { kind: 'done' };
  }
  if (note.purpose === 'fresh') {
    await refreshByIdentity(options, note, identity);
    return { kind: 'done' };
  }
  return tenant.transaction(async (transaction) => {
    const user = await findUser(transaction, identity);
    const { authenticatedAtMs } = identity;
    if (user.hasFactor) {
      const expiresAtMs = Date.now() + OIDC_SECONDS * 1_000;
      const { providerId, next } = note;
      const named = {
        step: 'named',
        userId: user.id,
        subject: identity.subject,
        authenticatedAtMs,
      } as const;
      return {
        kind: 'factor',
        note: sealNote(keyring, { ...named, providerId, next, expiresAtMs }),
      };
    }
    const session = await openSession(transaction, {
      userId: user.id,
      client: options.client,
      isRemembered: false,
      by: 'oidc',
      hasShownFactor: false,
      authenticatedAtMs,
    });
    return { kind: 'in', session };
  });
}

/** Finds the user who is linked to a person of a provider, and may log in. @throws OidcRefused unlinked */
async function findUser(
  { $client }: TenantTransaction,
  { issuer, subject }: Identity,
): Promise<{ readonly id: string; readonly hasFactor: boolean }> {
  const { rows } = await $client.query<{ id: string; hasFactor: boolean }>(
    `SELECT u.id, EXISTS (SELECT FROM totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS "hasFactor"
     FROM user_identities i JOIN users u ON u.id = i.user_id
     WHERE i.issuer = $1 AND i.subject = $2 AND i.deleted_at IS NULL AND u.kind = 'person' AND u.enabled AND u.deleted_at IS NULL
     FOR NO KEY UPDATE OF u`,
    [issuer, subject],
  );
  const user = rows[0];
  if (user !== undefined) return user;
  throw new OidcRefused('unlinked', 'this person of the provider is no user here');
}
