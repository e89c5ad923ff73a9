import type { IdentityProvider } from '@varve/contract';
import { versionSql } from '../../kit/require-version.ts';

/** SQL of what is told of a provider `p`. */
export const PROVIDER_COLUMNS = `p.id, p.name, p.issuer, p.client_id AS "clientId", p.client_secret IS NOT NULL AS "hasSecret", p.enabled,
  ${versionSql('p')} AS version`;

/** A row of providers, as `PROVIDER_COLUMNS` reads it, is a provider of the contract. */
export type ProviderRow = IdentityProvider;

/** Names that a provider has for itself alone, by their indexes. */
export const TAKEN = {
  identity_providers_name_in_tenant: { field: 'name', what: 'the name of the provider' },
};
