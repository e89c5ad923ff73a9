-- Users, sessions, and what roles let users do.
CREATE TABLE users (
  LIKE internal.standard_columns INCLUDING ALL,
  username            text        NOT NULL CHECK (username ~ '^[^\s]+$'),
  full_name           text        NOT NULL DEFAULT '',
  email               text        CHECK (email LIKE '_%@_%'),
  kind                text        NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'service')),
  password_hash       text        CHECK (password_hash LIKE '$argon2id$%'),
  enabled             boolean     NOT NULL DEFAULT true,
  language            text        CHECK (language IN ('es', 'en')),
  last_login_at       timestamptz,
  failed_login_count  integer     NOT NULL DEFAULT 0 CHECK (failed_login_count >= 0),
  locked_until        timestamptz,
  password_changed_at timestamptz
);
CREATE UNIQUE INDEX users_username_in_tenant ON users (tenant_id, lower(username)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_email_in_tenant ON users (tenant_id, lower(email)) WHERE deleted_at IS NULL;

CALL internal.tenant_table('users', $$
People and programs that log in.
username: Typed at login; unique within the tenant, whatever the case.
full_name: For people.
email: Where messages go.
kind: person, or service for an account that devices and programs use.
password_hash: Argon2id in PHC form; null for who may not log in by password.
enabled: False keeps the account and refuses its login.
language: Language of pages and messages; null takes the tenant's.
last_login_at: When the last login succeeded.
failed_login_count: Failed logins since the last one that succeeded.
locked_until: No login before; null where none is due.
password_changed_at: When the password was last set.
$$);

CREATE TABLE roles (
  LIKE internal.standard_columns INCLUDING ALL,
  name        text    NOT NULL CHECK (name <> ''),
  description text    NOT NULL DEFAULT '',
  built_in    boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX roles_name_in_tenant ON roles (tenant_id, name) WHERE deleted_at IS NULL;
CALL internal.tenant_table('roles', $$
Bundles of permissions that users are given.
name: Unique within the tenant: administrator, operator.
description: For people.
built_in: Made with the tenant, the same everywhere.
$$);

CREATE TABLE permissions (
  code        text PRIMARY KEY CHECK (code ~ '^[a-z_]+\.[a-z_]+$'),
  description text NOT NULL
);
CALL internal.describe('permissions', $$
Rights that a role may have: the same for all tenants, changed only by migrations.
code: Area and right: production.read.
description: For people.
$$);
GRANT SELECT ON permissions TO varve_app, varve_system;

CREATE TABLE role_permissions (
  tenant_id       uuid NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  role_id         uuid NOT NULL,
  permission_code text NOT NULL REFERENCES permissions (code) ON DELETE CASCADE,
  PRIMARY KEY (role_id, permission_code),
  CONSTRAINT role_permissions_of_role FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX role_permissions_by_permission ON role_permissions (permission_code);
CREATE INDEX role_permissions_of_tenant ON role_permissions (tenant_id, role_id);
CALL internal.describe('role_permissions', $$
Rights of roles.
tenant_id: Whose row this is.
role_id: The role.
permission_code: A right of the role.
$$);
CALL internal.isolate('role_permissions');
CALL internal.keep_history('role_permissions', 'role_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON role_permissions TO varve_app;

CREATE TABLE user_roles (
  tenant_id uuid NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  user_id   uuid NOT NULL,
  role_id   uuid NOT NULL,
  PRIMARY KEY (user_id, role_id),
  CONSTRAINT user_roles_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT user_roles_of_role FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX user_roles_by_role ON user_roles (tenant_id, role_id);
CREATE INDEX user_roles_of_tenant ON user_roles (tenant_id, user_id);
CALL internal.describe('user_roles', $$
Which roles a user has.
tenant_id: Whose row this is.
user_id: The user.
role_id: A role that the user has.
$$);
CALL internal.isolate('user_roles');
CALL internal.keep_history('user_roles', 'user_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON user_roles TO varve_app;

CREATE TABLE refresh_tokens (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id        uuid        NOT NULL,
  family_id      uuid        NOT NULL,
  token_hash     bytea       NOT NULL CHECK (length(token_hash) = 32),
  expires_at     timestamptz NOT NULL,
  used_at        timestamptz,
  revoked_at     timestamptz,
  client_address inet,
  user_agent     text        NOT NULL DEFAULT '',
  CONSTRAINT refresh_tokens_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT refresh_tokens_end_after_start CHECK (expires_at > created_at)
);
CREATE UNIQUE INDEX refresh_tokens_by_hash ON refresh_tokens (token_hash);
CREATE INDEX refresh_tokens_by_user ON refresh_tokens (tenant_id, user_id);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_to_purge ON refresh_tokens (expires_at);
-- The login itself is an event of the audit log: a row of it a token would say it twice.
CALL internal.tenant_table('refresh_tokens', $$
Sessions: what a browser shows to get a new access token. Never the token, only its hash.
user_id: Whose session.
family_id: The same for all tokens that follow from one login: one used twice ends them all.
token_hash: SHA-256 of the token.
expires_at: No use after this.
used_at: When it was exchanged for the next one.
revoked_at: When it was ended before its time.
client_address: Where the login came from.
user_agent: Name that the browser gave itself.
$$, audited => false);
CALL internal.updated_in_place('refresh_tokens');

INSERT INTO permissions (code, description) VALUES
  ('users.read', 'See users and roles'),
  ('users.write', 'Make and change users and roles'),
  ('configuration.read', 'See sources, tags, rules and alarm definitions'),
  ('configuration.write', 'Change sources, tags, rules and alarm definitions'),
  ('history.read', 'Read samples and trends'),
  ('history.write', 'Write and correct samples'),
  ('alarms.read', 'See alarms'),
  ('alarms.acknowledge', 'Acknowledge and shelve alarms'),
  ('production.read', 'See wells, tests and production'),
  ('production.write', 'Enter and correct production, tests and downtime'),
  ('engineering.read', 'See reservoirs, drilling and coiled tubing'),
  ('engineering.write', 'Change reservoirs, drilling and coiled tubing'),
  ('energy.read', 'See energy, costs and baselines'),
  ('energy.write', 'Change tariffs, factors and baselines'),
  ('business.read', 'See stock, orders, people and accounts'),
  ('business.write', 'Change stock, orders, people and accounts'),
  ('dashboards.read', 'See dashboards'),
  ('dashboards.write', 'Make and share dashboards'),
  ('devices.command', 'Write values to devices'),
  ('audit.read', 'Read the audit log'),
  ('system.manage', 'Backups, maintenance and synchronisation');

-- Makes a tenant with its built-in roles. For the owner of the database, not for the application.
CREATE FUNCTION internal.found_tenant(tenant_name text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  tenant uuid;
BEGIN
  INSERT INTO public.tenants (name) VALUES (tenant_name)
  ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id INTO tenant;
  INSERT INTO public.roles (tenant_id, name, description, built_in)
  SELECT tenant, role, text, true FROM (VALUES
    ('administrator', 'Everything, the configuration of the system included'),
    ('supervisor', 'Runs operations and reads every report'),
    ('engineer', 'Wells, reservoirs, calculations and configuration of tags'),
    ('operator', 'Daily operation and entry of data'),
    ('viewer', 'Reads only'),
    ('scada', 'Account of devices and gateways')) AS built_in (role, text)
  WHERE NOT EXISTS (SELECT FROM public.roles r WHERE r.tenant_id = tenant AND r.name = role AND r.deleted_at IS NULL);
  INSERT INTO public.role_permissions (tenant_id, role_id, permission_code)
  SELECT tenant, r.id, p.code FROM public.roles r CROSS JOIN public.permissions p
  WHERE r.tenant_id = tenant AND r.built_in AND r.deleted_at IS NULL AND CASE r.name
    WHEN 'administrator' THEN true
    WHEN 'supervisor' THEN p.code NOT IN ('users.write', 'configuration.write', 'system.manage', 'history.write')
    WHEN 'engineer' THEN p.code ~ '^(history|configuration|production|engineering|energy|dashboards)\.' OR p.code LIKE 'alarms.%'
    WHEN 'operator' THEN p.code IN ('configuration.read', 'history.read', 'alarms.read', 'alarms.acknowledge', 'production.read',
      'production.write', 'engineering.read', 'energy.read', 'dashboards.read')
    WHEN 'viewer' THEN p.code LIKE '%.read' AND p.code NOT IN ('users.read', 'audit.read')
    WHEN 'scada' THEN p.code IN ('configuration.read', 'history.read', 'history.write')
    END
  ON CONFLICT DO NOTHING;
  RETURN tenant;
END $$;
COMMENT ON FUNCTION internal.found_tenant IS 'Makes a tenant, or brings the one of that name up to date, with its built-in roles.';
REVOKE ALL ON FUNCTION internal.found_tenant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.found_tenant TO varve_system;

-- A login needs the id of its tenant before it has one. It gets nothing else.
CREATE FUNCTION internal.tenant_id_of(tenant_name text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM public.tenants WHERE name = tenant_name AND deleted_at IS NULL
$$;
COMMENT ON FUNCTION internal.tenant_id_of IS 'Id of a tenant by its name; null where there is none.';
