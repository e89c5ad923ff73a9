-- Log-in by OpenID Connect: the providers of a tenant, and which of their people are which users.
CREATE TABLE identity_providers (
  LIKE internal.standard_columns INCLUDING ALL,
  name          text    NOT NULL CHECK (name <> ''),
  issuer        text    NOT NULL CHECK (issuer ~ '^https?://'),
  client_id     text    NOT NULL CHECK (client_id <> ''),
  client_secret bytea,
  enabled       boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX identity_providers_name_in_tenant ON identity_providers (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('identity_providers', $$
Servers of OpenID Connect by which users of the tenant may log in.
name: Unique within the tenant, whatever the case; the log-in page shows it.
issuer: Address by which the provider names itself.
client_id: Name that the provider gave to Varve.
client_secret: Secret that the provider gave to Varve, sealed; null where it gave none.
enabled: False lets nobody in by it, and keeps the links of users.
$$);

CREATE TABLE user_identities (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id uuid NOT NULL,
  issuer  text NOT NULL CHECK (issuer ~ '^https?://'),
  subject text NOT NULL CHECK (subject <> ''),
  CONSTRAINT user_identities_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX user_identities_once ON user_identities (tenant_id, issuer, subject);
CREATE INDEX user_identities_by_user ON user_identities (tenant_id, user_id);
CALL internal.tenant_table('user_identities', $$
People of identity providers that are users here: by issuer and subject alone, never by an e-mail address, which somebody else may get.
user_id: The user who logs in by it.
issuer: Address by which the provider names itself.
subject: Name of the person at the provider, which it gives to nobody else.
$$);

CALL internal.add_permission('identity.manage', 'Make and change providers of OpenID Connect by which users log in');

-- A log-in by a provider needs the id of its tenant before it has one. It gets nothing else.
CREATE FUNCTION internal.tenant_of_provider(provider_id text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.tenant_id FROM public.identity_providers p JOIN public.tenants t ON t.id = p.tenant_id
  WHERE p.id = provider_id::uuid AND t.deleted_at IS NULL
$$;
COMMENT ON FUNCTION internal.tenant_of_provider IS 'Open tenant of a provider of identities; null where there is none.';
