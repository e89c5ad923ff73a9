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
name: Unique within the tenant: admin, operator.
description: For people.
built_in: Made with the tenant, the same everywhere.
$$);

CREATE TABLE permissions (
  code        text PRIMARY KEY CHECK (code ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
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
  CONSTRAINT user_roles_of_tenant UNIQUE (tenant_id, user_id, role_id),
  CONSTRAINT user_roles_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT user_roles_of_role FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX user_roles_by_role ON user_roles (tenant_id, role_id);
CALL internal.describe('user_roles', $$
Which roles a user has.
tenant_id: Whose row this is.
user_id: The user.
role_id: A role that the user has.
$$);
CALL internal.isolate('user_roles');
CALL internal.keep_history('user_roles', 'user_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON user_roles TO varve_app;

CREATE TABLE sessions (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id          uuid        NOT NULL,
  kind             text        NOT NULL CHECK (kind IN ('console', 'program', 'display')),
  name             text        NOT NULL DEFAULT '',
  client_address   inet,
  user_agent       text        NOT NULL DEFAULT '',
  remembered       boolean     NOT NULL DEFAULT false,
  authenticated_at timestamptz NOT NULL DEFAULT now(),
  factor_at        timestamptz,
  last_used_at     timestamptz NOT NULL DEFAULT now(),
  expires_at       timestamptz NOT NULL,
  generation       integer     NOT NULL DEFAULT 0,
  ended_at         timestamptz,
  end_reason       text        CHECK (end_reason IN ('logged_out', 'ended_by_user', 'ended_by_admin', 'password_changed', 'token_reuse', 'too_many', 'idle', 'expired')),
  CONSTRAINT sessions_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT sessions_end_with_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CONSTRAINT sessions_end_after_start CHECK (expires_at > created_at)
);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id, last_used_at DESC);
CREATE INDEX sessions_to_purge ON sessions (expires_at);
-- Login and logout are events of the audit log: a row of it for each use would bury them.
CALL internal.tenant_table('sessions', $$
Logins that last: one a browser or program, from a login until it is ended.
user_id: Whose session.
kind: console for a browser, program for a client of the API, display for a screen on a wall.
name: Given by its user, to tell it from others; empty where none was given.
client_address: Where the login came from.
user_agent: Name that the browser or program gave itself.
remembered: Whether it lasts for weeks instead of hours.
authenticated_at: When its user last showed a password.
factor_at: When its user last showed a second factor; null where none was asked for.
last_used_at: When it was last used, to the minute.
expires_at: It ends then, however much it is used.
generation: Which tokens of it hold: a changed password ends those before.
ended_at: When it was ended before its time.
end_reason: By what it was ended.
$$, audited => false);
CALL internal.updated_in_place('sessions');

CREATE TABLE refresh_tokens (
  LIKE internal.standard_columns INCLUDING ALL,
  session_id uuid        NOT NULL,
  token_hash bytea       NOT NULL CHECK (length(token_hash) = 32),
  used_at    timestamptz,
  CONSTRAINT refresh_tokens_of_session FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX refresh_tokens_by_hash ON refresh_tokens (token_hash);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (tenant_id, session_id);
CALL internal.tenant_table('refresh_tokens', $$
What a session shows to get a new access token. Never the token, only its hash. One that is shown twice ends its session.
session_id: The session that it continues.
token_hash: SHA-256 of the token.
used_at: When it was exchanged for the next one.
$$, audited => false);
CALL internal.updated_in_place('refresh_tokens');

CREATE TABLE totp_factors (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id      uuid   NOT NULL,
  sealed       bytea  NOT NULL,
  last_step    bigint NOT NULL DEFAULT 0,
  confirmed_at timestamptz,
  CONSTRAINT totp_factors_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX totp_factors_one_a_user ON totp_factors (tenant_id, user_id);
CALL internal.tenant_table('totp_factors', $$
Second factors of users: a code that changes every 30 seconds, RFC 6238.
user_id: Whose factor.
sealed: The shared secret, encrypted by a key that is not in the database.
last_step: Newest step of 30 seconds whose code was used: none is used twice.
confirmed_at: When its user first showed a code; null while it is being set up, and not asked for.
$$, audited => false);
CALL internal.updated_in_place('totp_factors');

CREATE TABLE recovery_codes (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id   uuid  NOT NULL,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  used_at   timestamptz,
  CONSTRAINT recovery_codes_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX recovery_codes_of_user ON recovery_codes (tenant_id, user_id, code_hash);
CALL internal.tenant_table('recovery_codes', $$
Codes that stand in for a lost second factor, each once.
user_id: Whose code.
code_hash: SHA-256 of the code.
used_at: When it was used.
$$, audited => false);

CREATE TABLE one_time_links (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id    uuid        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('invitation', 'reset', 'login')),
  code_hash  bytea       NOT NULL CHECK (length(code_hash) = 32),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  CONSTRAINT one_time_links_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX one_time_links_by_hash ON one_time_links (code_hash);
CREATE INDEX one_time_links_by_user ON one_time_links (tenant_id, user_id);
CREATE INDEX one_time_links_to_purge ON one_time_links (expires_at);
CALL internal.tenant_table('one_time_links', $$
Links that let a user in once. Never the code of the link, only its hash.
user_id: Who it lets in.
kind: invitation or reset: the user sets a password; login: the user is logged in.
code_hash: SHA-256 of the code.
expires_at: No use after this.
used_at: When it was used, or taken back by a newer one.
$$, audited => false);

CREATE TABLE api_keys (
  LIKE internal.standard_columns INCLUDING ALL,
  key_id       text        NOT NULL CHECK (key_id ~ '^[0-9A-Za-z]{8,16}$'),
  key_hash     bytea       NOT NULL CHECK (length(key_hash) = 32),
  name         text        NOT NULL CHECK (name <> ''),
  owner_id     uuid        NOT NULL,
  permissions  text[]      NOT NULL CHECK (cardinality(permissions) > 0),
  sources      text[],
  networks     cidr[],
  expires_at   timestamptz,
  revoked_at   timestamptz,
  CONSTRAINT api_keys_of_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX api_keys_by_key_id ON api_keys (key_id);
CREATE INDEX api_keys_by_owner ON api_keys (tenant_id, owner_id);
CALL internal.tenant_table('api_keys', $$
Keys by which programs and devices use the API. Never the key, only its hash.
key_id: The part of the key that names it.
key_hash: SHA-256 of the secret part.
name: Unique only to people: what the key is for.
owner_id: The user whose rights bound those of the key.
permissions: Rights of the key: it has those that its owner has too.
sources: Names of the sources whose samples it may write; null for all.
networks: Addresses from which it is taken; null for any.
expires_at: No use after this; null for a key without an end.
revoked_at: When it was taken back.
$$);

CREATE TABLE api_key_uses (
  tenant_id    uuid        NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  key_id       uuid        PRIMARY KEY,
  last_used_at timestamptz NOT NULL,
  last_address inet,
  CONSTRAINT api_key_uses_of_key FOREIGN KEY (tenant_id, key_id) REFERENCES api_keys (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX api_key_uses_of_tenant ON api_key_uses (tenant_id, key_id);
CALL internal.describe('api_key_uses', $$
When keys were last used: apart from the keys, since it changes with every minute and is not audited.
tenant_id: Whose row this is.
key_id: The key.
last_used_at: To the minute.
last_address: Where that use came from.
$$);
CALL internal.isolate('api_key_uses');
CALL internal.updated_in_place('api_key_uses');
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key_uses TO varve_app;

-- Servers keep in memory who may do what. They hear here that it changed, whoever changed it.
CREATE FUNCTION internal.tell_access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_ jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  PERFORM pg_notify('varve_access', json_build_object('tenant', row_ ->> 'tenant_id', TG_ARGV[0], row_ ->> TG_ARGV[1])::text);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION internal.tell_access_changed IS
  'Trigger: tells servers that the rights of a user, role, session or key have changed. Its arguments: what changed, and the column with its id.';
CREATE TRIGGER tell_access AFTER UPDATE OF enabled, deleted_at, username OR DELETE ON users
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('user', 'id');
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OR DELETE ON user_roles
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('user', 'user_id');
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OR DELETE ON role_permissions
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('role', 'role_id');
CREATE TRIGGER tell_access AFTER UPDATE OF ended_at, authenticated_at, generation OR DELETE ON sessions
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('session', 'id');
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OF confirmed_at OR DELETE ON totp_factors
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('user', 'user_id');
CREATE TRIGGER tell_access AFTER UPDATE OR DELETE ON api_keys
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('key', 'key_id');

-- Roles that every tenant has, and what they may do. An area adds to both in its own migration.
CREATE TABLE internal.built_in_roles (
  name        text PRIMARY KEY,
  description text NOT NULL
);
CALL internal.describe('internal.built_in_roles', $$
Roles that every tenant is given.
name: As in the roles of each tenant.
description: For people.
$$);
CREATE TABLE internal.built_in_rights (
  role_name       text REFERENCES internal.built_in_roles (name) ON DELETE CASCADE,
  permission_code text REFERENCES permissions (code) ON DELETE CASCADE,
  PRIMARY KEY (role_name, permission_code)
);
CREATE INDEX built_in_rights_by_permission ON internal.built_in_rights (permission_code);
CALL internal.describe('internal.built_in_rights', $$
Rights of the roles that every tenant is given. The role admin has every right, and none here.
role_name: The role.
permission_code: A right of the role.
$$);

CREATE PROCEDURE internal.add_permission(code text, description text, VARIADIC role_names text[] DEFAULT '{}') LANGUAGE sql AS $$
  INSERT INTO public.permissions (code, description) VALUES (code, description);
  INSERT INTO internal.built_in_rights (role_name, permission_code) SELECT role_name, code FROM unnest(role_names) AS role_name;
$$;
COMMENT ON PROCEDURE internal.add_permission IS 'Adds a right, and gives it to built-in roles; admin has it without being named.';

INSERT INTO internal.built_in_roles (name, description) VALUES
  ('admin', 'Everything, the configuration of the system included'),
  ('supervisor', 'Runs operations and reads every report'),
  ('engineer', 'Wells, reservoirs, calculations and configuration of tags'),
  ('operator', 'Daily operation and entry of data'),
  ('viewer', 'Reads only'),
  ('scada', 'Account of devices and gateways');

CALL internal.add_permission('users.read', 'See users and roles', 'supervisor');
CALL internal.add_permission('users.write', 'Make and change users and roles');
CALL internal.add_permission('sessions.manage', 'See and end the sessions of others, and pair displays');
CALL internal.add_permission('keys.manage', 'Make and revoke API keys');
CALL internal.add_permission('audit.read', 'Read the audit log', 'supervisor');
CALL internal.add_permission('metrics.read', 'Read the metrics of the server', 'engineer');
CALL internal.add_permission('system.manage', 'See, run and cancel jobs');
CALL internal.add_permission('status.read', 'See how collectors, database and server are doing', 'supervisor', 'engineer', 'operator', 'viewer');
CALL internal.add_permission('configuration.read', 'See sources, rules, alarm definitions, calendars and settings', 'supervisor', 'engineer', 'operator', 'viewer', 'scada');
CALL internal.add_permission('configuration.write', 'Change sources, tags, rules, alarm definitions, calendars and settings', 'engineer');
CALL internal.add_permission('tags.read', 'See tags', 'supervisor', 'engineer', 'operator', 'viewer', 'scada');
CALL internal.add_permission('live.read', 'See values as they change', 'supervisor', 'engineer', 'operator', 'viewer', 'scada');
CALL internal.add_permission('trends.read', 'Read samples and trends', 'supervisor', 'engineer', 'operator', 'viewer', 'scada');
CALL internal.add_permission('samples.write', 'Write and correct samples', 'engineer', 'scada');
CALL internal.add_permission('devices.command', 'Write values to devices', 'supervisor');
CALL internal.add_permission('alarms.read', 'See alarms', 'supervisor', 'engineer', 'operator', 'viewer');
CALL internal.add_permission('alarms.acknowledge', 'Acknowledge and shelve alarms', 'supervisor', 'engineer', 'operator');
CALL internal.add_permission('dashboards.read', 'See dashboards', 'supervisor', 'engineer', 'operator', 'viewer');
CALL internal.add_permission('dashboards.write', 'Make and share dashboards', 'supervisor', 'engineer');
CALL internal.add_permission('tenants.manage', 'Make and close organisations, and invite their administrators');
CALL internal.add_permission('production.read', 'See wells, tests and production', 'supervisor', 'engineer', 'operator', 'viewer');
CALL internal.add_permission('production.write', 'Enter and correct production, tests and downtime', 'supervisor', 'engineer', 'operator');
CALL internal.add_permission('engineering.read', 'See reservoirs, drilling and coiled tubing', 'supervisor', 'engineer', 'operator', 'viewer');
CALL internal.add_permission('engineering.write', 'Change reservoirs, drilling and coiled tubing', 'supervisor', 'engineer');
CALL internal.add_permission('energy.read', 'See energy, costs and baselines', 'supervisor', 'engineer', 'operator', 'viewer');
CALL internal.add_permission('energy.write', 'Change tariffs, factors and baselines', 'supervisor', 'engineer');

CREATE FUNCTION internal.update_built_in_roles(tenant uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.roles (tenant_id, name, description, built_in)
  SELECT tenant, b.name, b.description, true FROM internal.built_in_roles b
  WHERE NOT EXISTS (SELECT FROM public.roles r WHERE r.tenant_id = tenant AND r.name = b.name AND r.deleted_at IS NULL);
  WITH due AS (
    SELECT r.id AS role_id, p.code FROM public.roles r CROSS JOIN public.permissions p
    WHERE r.tenant_id = tenant AND r.built_in AND r.deleted_at IS NULL
      AND (p.code <> 'tenants.manage' OR EXISTS (SELECT FROM public.tenants t WHERE t.id = tenant AND t.is_operator))
      AND (r.name = 'admin' OR EXISTS (SELECT FROM internal.built_in_rights b WHERE b.role_name = r.name AND b.permission_code = p.code))
  ), gone AS (
    DELETE FROM public.role_permissions rp USING public.roles r
    WHERE rp.tenant_id = tenant AND r.tenant_id = tenant AND r.id = rp.role_id AND r.built_in
      AND NOT EXISTS (SELECT FROM due WHERE due.role_id = rp.role_id AND due.code = rp.permission_code)
  )
  INSERT INTO public.role_permissions (tenant_id, role_id, permission_code)
  SELECT tenant, role_id, code FROM due ON CONFLICT DO NOTHING;
$$;
COMMENT ON FUNCTION internal.update_built_in_roles IS 'Gives a tenant the built-in roles that it lacks, and each of them its rights: no more, no fewer.';
REVOKE ALL ON FUNCTION internal.update_built_in_roles FROM PUBLIC;

-- For the owner of the database, not for the application.
CREATE FUNCTION internal.found_tenant(tenant_name text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  tenant uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(internal.lock_key('tenants'));
  INSERT INTO public.tenants (name, is_operator) VALUES (tenant_name, NOT EXISTS (SELECT FROM public.tenants))
  ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id INTO tenant;
  PERFORM internal.update_built_in_roles(tenant);
  RETURN tenant;
END $$;
COMMENT ON FUNCTION internal.found_tenant IS 'Makes a tenant, or brings the one of that name up to date, with its built-in roles.';
REVOKE ALL ON FUNCTION internal.found_tenant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.found_tenant, internal.update_built_in_roles TO varve_system;
GRANT SELECT ON internal.built_in_roles, internal.built_in_rights TO varve_system;

-- Whoever shows a credential needs the id of its tenant before he has one. He gets nothing else.
CREATE FUNCTION internal.tenant_id_of(tenant_name text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM public.tenants WHERE name = tenant_name AND deleted_at IS NULL
$$;
COMMENT ON FUNCTION internal.tenant_id_of IS 'Id of a tenant by its name; null where there is none.';
CREATE FUNCTION internal.tenant_of_key(presented text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.tenant_id FROM public.api_keys k JOIN public.tenants t ON t.id = k.tenant_id WHERE k.key_id = presented AND t.deleted_at IS NULL
$$;
COMMENT ON FUNCTION internal.tenant_of_key IS 'Open tenant of an API key, by the part that names it; null where there is none.';
CREATE FUNCTION internal.tenant_of_refresh_token(presented bytea) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.tenant_id FROM public.refresh_tokens r JOIN public.tenants t ON t.id = r.tenant_id WHERE r.token_hash = presented AND t.deleted_at IS NULL
$$;
COMMENT ON FUNCTION internal.tenant_of_refresh_token IS 'Open tenant of a refresh token, by its hash; null where there is none.';
CREATE FUNCTION internal.tenant_of_link(presented bytea) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.tenant_id FROM public.one_time_links l JOIN public.tenants t ON t.id = l.tenant_id WHERE l.code_hash = presented AND t.deleted_at IS NULL
$$;
COMMENT ON FUNCTION internal.tenant_of_link IS 'Open tenant of a one-time link, by the hash of its code; null where there is none.';
CREATE FUNCTION internal.all_tenants() RETURNS TABLE (id uuid, is_open boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.id, t.deleted_at IS NULL FROM public.tenants t ORDER BY t.created_at, t.id
$$;
COMMENT ON FUNCTION internal.all_tenants IS 'Ids of the tenants, and whether they are open.';

-- What the operator does to other tenants, whose rows nobody of his may see otherwise.
CREATE FUNCTION internal.require_operator() RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.tenants WHERE id = internal.current_tenant() AND is_operator) THEN
    RAISE EXCEPTION 'only the operator manages tenants' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
COMMENT ON FUNCTION internal.require_operator IS 'Refuses whoever does not work for the operator.';
CREATE FUNCTION internal.list_tenants() RETURNS TABLE (
  id uuid, name text, display_name text, time_zone text, language text, is_operator boolean,
  created_at timestamptz, closed_at timestamptz, user_count bigint, tag_count bigint, last_login_at timestamptz
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM internal.require_operator();
  RETURN QUERY
    SELECT t.id, t.name, t.display_name, t.time_zone, t.language, t.is_operator, t.created_at, t.deleted_at,
      (SELECT count(*) FROM public.users u WHERE u.tenant_id = t.id AND u.kind = 'person' AND u.deleted_at IS NULL),
      (SELECT count(*) FROM timeseries.tags g WHERE g.tenant_id = t.id),
      (SELECT max(u.last_login_at) FROM public.users u WHERE u.tenant_id = t.id)
    FROM public.tenants t ORDER BY t.name;
END $$;
COMMENT ON FUNCTION internal.list_tenants IS 'All tenants, for the operator.';
CREATE FUNCTION internal.make_tenant(tenant_name text, shown_as text, zone text, spoken text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made uuid;
  actor text := current_setting('varve.user_id', true);
BEGIN
  PERFORM internal.require_operator();
  -- Nobody of the new tenant made its roles.
  PERFORM set_config('varve.user_id', '', true);
  INSERT INTO public.tenants (name, display_name, time_zone, language) VALUES (tenant_name, shown_as, zone, spoken) RETURNING id INTO made;
  PERFORM internal.update_built_in_roles(made);
  PERFORM set_config('varve.user_id', coalesce(actor, ''), true);
  RETURN made;
END $$;
COMMENT ON FUNCTION internal.make_tenant IS 'Makes a tenant with its built-in roles, for the operator.';
CREATE FUNCTION internal.close_tenant(closed uuid, is_closed boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM internal.require_operator();
  UPDATE public.tenants SET deleted_at = CASE WHEN is_closed THEN coalesce(deleted_at, now()) END WHERE id = closed AND NOT is_operator;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION internal.close_tenant IS 'Closes a tenant, or opens it again, for the operator, who cannot close his own. False where there is none.';
CREATE FUNCTION internal.tell_tenant_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('varve_access', json_build_object('tenant', NEW.id)::text);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION internal.tell_tenant_changed IS 'Trigger: tells servers that something of everybody of a tenant has changed.';
CREATE TRIGGER tell_access AFTER UPDATE OF deleted_at, factor_roles ON tenants
  FOR EACH ROW WHEN ((OLD.deleted_at, OLD.factor_roles) IS DISTINCT FROM (NEW.deleted_at, NEW.factor_roles))
  EXECUTE FUNCTION internal.tell_tenant_changed();
REVOKE ALL ON FUNCTION internal.require_operator, internal.list_tenants, internal.make_tenant, internal.close_tenant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.require_operator, internal.list_tenants, internal.make_tenant, internal.close_tenant TO varve_app;
