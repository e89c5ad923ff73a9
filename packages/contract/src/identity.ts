import { z } from 'zod';
import { version } from './version.ts';
import { rowId } from './row-id.ts';
import { nextAddress } from './next-address.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';

/** Most people of providers that one user is. */
export const MAX_IDENTITIES = 20;

/** Address by which a provider of OpenID Connect names itself. */
const issuer = z
  .string()
  .trim()
  .max(500)
  .refine(isIssuer, 'expected an http or https address without user, query and fragment');

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password + url.search + url.hash === '' &&
    /^[\x21-\x7e]+$/.test(text)
  );
}

/** Name of a person at a provider, which it gives to nobody else (OpenID Connect Core, 2: `sub`, at most 255 characters). */
const subject = textLine(255).min(1);

/** A person of a provider, as an administrator names it. */
export const givenIdentity = z.strictObject({ issuer, subject });
export type GivenIdentity = z.infer<typeof givenIdentity>;

/** A person of a provider that is a user here. */
export const userIdentity = z.strictObject({
  id: rowId,
  issuer: z.string(),
  subject: z.string(),
  linkedAtMs: timeMs,
});
export type UserIdentity = z.infer<typeof userIdentity>;

/** Output of `session.identities`: the caller's own. */
export const ownIdentities = z.array(userIdentity).max(MAX_IDENTITIES);

/** Most providers of a tenant. */
export const MAX_PROVIDERS = 20;

const providerName = textLine(100).min(1);
const clientId = textLine(500).min(1);
const clientSecret = textLine(500).min(1);

/** A provider of OpenID Connect by which users log in: of its secret, whether it is there. */
export const identityProvider = z.strictObject({
  id: rowId,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  enabled: z.boolean(),
  version,
});
export type IdentityProvider = z.infer<typeof identityProvider>;

/** Output of `identity.providers.list`: all of them, by name. */
export const identityProviders = z.strictObject({
  providers: z.array(identityProvider).max(MAX_PROVIDERS),
});
export type IdentityProviders = z.infer<typeof identityProviders>;

/** Input of `identity.providers.create`. The secret is never read back. */
export const createProviderInput = z.strictObject({
  name: providerName,
  issuer,
  clientId,
  /** Without one the provider knows Varve as a public client. */
  clientSecret: clientSecret.optional(),
  enabled: z.boolean().default(true),
});
export type CreateProviderInput = z.infer<typeof createProviderInput>;

/** Input of `identity.providers.update`. The issuer stays, since users are linked by it and the secret is for it. */
export const updateProviderInput = z.strictObject({
  id: rowId,
  expectedVersion: version,
  name: providerName,
  clientId,
  /** Without one the secret stays; null takes it away. */
  clientSecret: clientSecret.nullable().optional(),
  enabled: z.boolean(),
});
export type UpdateProviderInput = z.infer<typeof updateProviderInput>;

/** Output of `identity.providers.check`: why log-ins by the provider would fail; null where it answers as they need it. */
export const providerCheck = z.strictObject({ problem: z.string().nullable() });
export type ProviderCheck = z.infer<typeof providerCheck>;

/** Query of the address that leads to a provider. */
export const beginOidcQuery = z.strictObject({
  /**
   * `login`: to log in; `link`: to be known by the provider from now on; `fresh`: to show again who one is, for what needs a fresh password.
   */
  purpose: z.enum(['login', 'link', 'fresh']).default('login'),
  next: nextAddress.optional(),
});
export type BeginOidcQuery = z.infer<typeof beginOidcQuery>;

/** Why a provider let nobody in: `refused` in the address of the page that says so. */
export const oidcRefusal = z.enum([
  /** The page was open for longer than ten minutes, or another browser began. */
  'expired',
  /** The provider did not confirm who somebody is: it was cancelled there, or it refused. */
  'denied',
  /** The provider is not there, or its answer cannot be trusted. */
  'failed',
  /** The person of the provider is no user here, or one who may not log in. */
  'unlinked',
  /** The person of the provider is another user already. */
  'taken',
  /** The session in which it was begun is over, or its user showed his password too long ago. */
  'stale',
  /** The provider does not say when it saw the password, although it was asked: its ID token lacks `auth_time`. */
  'undated',
]);
export type OidcRefusal = z.infer<typeof oidcRefusal>;

/** Body of the second factor of somebody whom a provider has named. */
export const oidcFactorInput = z.strictObject({ code: z.string().trim().min(6).max(40) });
