-- Foundation of every other table: roles, the tenant of the session, the standard columns, isolation and history.
CREATE SCHEMA internal;
COMMENT ON SCHEMA internal IS 'How the database itself works: tenancy, history, operations. No data of the plant.';

-- Roles belong to the whole server: another database of it may have made them already.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['varve_app', 'varve_system'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        EXECUTE format('COMMENT ON ROLE %I IS %L', role, CASE role
          WHEN 'varve_app' THEN 'What serves users runs as this role and sees one tenant at a time.'
          ELSE 'Members see all tenants: the historian, maintenance, backups.' END);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- Made by a migration of another database just now.
      WHEN insufficient_privilege THEN NULL; -- Said below.
    END;
    -- The owner of the schema becomes either by SET LOCAL ROLE, and sees all tenants as long as this grant lasts.
    BEGIN
      IF NOT pg_has_role(role, 'USAGE') THEN
        EXECUTE format('GRANT %I TO %I', role, current_user);
      END IF;
    EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
      RAISE EXCEPTION '% may not make or join the role %; as a superuser: CREATE ROLE % NOLOGIN; GRANT % TO %', current_user, role, role, role, current_user;
    END;
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'varve_app' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION 'the role varve_app bypasses row-level security'
      USING HINT = 'As a superuser: ALTER ROLE varve_app NOSUPERUSER NOBYPASSRLS;';
  END IF;
END $$;
GRANT USAGE ON SCHEMA internal TO varve_app, varve_system;

CREATE DOMAIN quantity AS double precision
  CONSTRAINT quantity_is_finite CHECK (VALUE > '-infinity' AND VALUE < 'infinity');
COMMENT ON DOMAIN quantity IS 'A measured or calculated number: neither NaN nor infinite. The name of the column says the unit.';
CREATE DOMAIN amount AS numeric(18, 4)
  CONSTRAINT amount_is_a_number CHECK (VALUE <> 'NaN');
COMMENT ON DOMAIN amount IS 'Money, in the currency that stands beside it.';
CREATE DOMAIN currency_code AS text
  CONSTRAINT currency_code_is_iso_4217 CHECK (VALUE ~ '^[A-Z]{3}$');
COMMENT ON DOMAIN currency_code IS 'ISO 4217: USD, COP, EUR.';

CREATE FUNCTION internal.current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('varve.tenant_id', true), '')::uuid;
COMMENT ON FUNCTION internal.current_tenant IS 'The tenant of this transaction, set by withTenant(); null outside of it.';

CREATE FUNCTION internal.current_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('varve.user_id', true), '')::uuid;
COMMENT ON FUNCTION internal.current_actor IS 'The user for whom this transaction works, set by withTenant(); null where no person asked.';

CREATE FUNCTION internal.is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN pg_has_role('varve_system', 'USAGE');
COMMENT ON FUNCTION internal.is_system IS 'Whether the role of this session sees all tenants.';

-- Every lock that Varve takes by pg_advisory_lock() and its siblings. They share one space of keys, so each has a name and nobody
-- writes a number.
CREATE FUNCTION internal.lock_names() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[
  'migrations',         -- One Varve migrates a database at a time; taken before this function exists.
  'spool',              -- One historian uses a spool; the subject is the spool's id.
  'collectors',         -- Shared by servers that follow collectors; without one, collectors tell no values.
  'maintenance',        -- One historian maintains a database at a time.
  'set-up',             -- One session makes the first user of a tenant at a time; the subject is the tenant.
  'tenants',            -- Tenants are made one at a time: the first is the operator.
  'rights',             -- One session changes users' rights of a tenant at a time; the subject is the tenant.
  'audit partitions',   -- One session makes partitions of the audit log at a time.
  'audit seals',        -- One session seals the audit log of a tenant at a time; the subject is the tenant.
  'sample partitions',  -- One session makes partitions of samples at a time.
  'record partitions',  -- One session makes partitions of record series at a time.
  'sample history',     -- Shared by transactions that seal samples; a correction takes it alone.
  'rollup',             -- One session refreshes a rollup at a time; the subject is the rollup.
  'report runs',        -- One transaction counts those of a tenant that wait at a time.
  'energy accounts'     -- One session brings accounts of energy up to date at a time.
];
COMMENT ON FUNCTION internal.lock_names IS 'Names of the advisory locks of Varve.';

CREATE FUNCTION internal.lock_key(lock_name text, subject text DEFAULT '') RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF lock_name = ANY (internal.lock_names()) IS NOT TRUE THEN
    RAISE EXCEPTION 'there is no lock %, only %', lock_name, array_to_string(internal.lock_names(), ', ')
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN hashtextextended('varve ' || lock_name || '/' || subject, 0);
END $$;
COMMENT ON FUNCTION internal.lock_key IS
  'Key of an advisory lock by its name, and by the thing that it guards where there is one for each. Refuses a name that internal.lock_names() does not list.';

-- Copied into every table by LIKE, with its defaults, keys and comments.
CREATE TABLE internal.standard_columns (
  id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id  uuid        NOT NULL DEFAULT internal.current_tenant(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid        DEFAULT internal.current_actor(),
  updated_by uuid        DEFAULT internal.current_actor(),
  deleted_at timestamptz,
  -- What foreign keys point at: with the tenant in them, no row can name a row of another tenant.
  UNIQUE (tenant_id, id)
);
COMMENT ON TABLE internal.standard_columns IS 'Always empty: the columns that tables of the plant have in common.';
COMMENT ON COLUMN internal.standard_columns.id IS 'Names the row, here and in copies of it elsewhere.';
COMMENT ON COLUMN internal.standard_columns.tenant_id IS 'Whose row this is.';
COMMENT ON COLUMN internal.standard_columns.created_at IS 'When the row was made.';
COMMENT ON COLUMN internal.standard_columns.updated_at IS 'When the row was last changed.';
COMMENT ON COLUMN internal.standard_columns.created_by IS 'The user who made it; null where no person did.';
COMMENT ON COLUMN internal.standard_columns.updated_by IS 'The user who last changed it; null where no person did.';
COMMENT ON COLUMN internal.standard_columns.deleted_at IS 'When it was deleted: set instead of removing what others refer to.';

CREATE FUNCTION internal.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;
COMMENT ON FUNCTION internal.touch IS 'Trigger: keeps updated_at.';

CREATE FUNCTION internal.touch_by_actor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  NEW.updated_by := coalesce(internal.current_actor(), NEW.updated_by);
  RETURN NEW;
END $$;
COMMENT ON FUNCTION internal.touch_by_actor IS 'Trigger: keeps updated_at and updated_by.';

-- Comments a table or view and its columns in one place. The first line is about the table, every other one is
-- `column: what it holds`. Refuses a name that is no column, and a column that ends up without a comment.
CREATE PROCEDURE internal.describe(relation regclass, description text) LANGUAGE plpgsql AS $$
DECLARE
  kind     text := CASE (SELECT relkind FROM pg_class WHERE oid = relation) WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END;
  line     text;
  split_at integer;
  headed   boolean := false;
  missing  text;
BEGIN
  FOREACH line IN ARRAY string_to_array(btrim(description, E'\n '), E'\n') LOOP
    IF NOT headed THEN
      EXECUTE format('COMMENT ON %s %s IS %L', kind, relation, btrim(line));
      headed := true;
      CONTINUE;
    END IF;
    split_at := strpos(line, ': ');
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, btrim(left(line, split_at - 1)),
      btrim(substr(line, split_at + 2)));
  END LOOP;
  SELECT string_agg(attname, ', ') INTO missing FROM pg_attribute
  WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND col_description(relation, attnum) IS NULL;
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION '% has columns without a comment: %', relation, missing;
  END IF;
END $$;
COMMENT ON PROCEDURE internal.describe IS 'Comments a table and its columns: a line for the table, then lines of `column: text`.';

-- By default a fifth of a table has to change before it is vacuumed. Rows that are written again and again spread by then.
CREATE PROCEDURE internal.updated_in_place(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05)', relation);
END $$;
COMMENT ON PROCEDURE internal.updated_in_place IS 'Lets a table whose rows are updated, or removed soon, be vacuumed and analyzed early.';

-- Row-level security of a table with a tenant_id, forced: its owner too sees other tenants only as a member of varve_system.
CREATE PROCEDURE internal.isolate(relation regclass, tenant_column name DEFAULT 'tenant_id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', relation);
  -- The scalar subquery is worked out once a statement, so that an index on the tenant is used.
  EXECUTE format('CREATE POLICY tenant_isolation ON %s USING (%2$I = (SELECT internal.current_tenant())) '
    'WITH CHECK (%2$I = (SELECT internal.current_tenant()))', relation, tenant_column);
  EXECUTE format('CREATE POLICY system_access ON %s TO varve_system USING (true) WITH CHECK (true)', relation);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO varve_system', relation);
END $$;
COMMENT ON PROCEDURE internal.isolate IS 'Gives a table forced row-level security by tenant.';

-- Makes a table of standard columns a table of the plant.
CREATE PROCEDURE internal.tenant_table(relation regclass, description text, audited boolean DEFAULT true)
LANGUAGE plpgsql AS $$
DECLARE
  short text := (SELECT relname FROM pg_class WHERE oid = relation);
BEGIN
  CALL internal.describe(relation, description);
  EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', relation, short || '_tenant_id_id_key', short || '_of_tenant');
  EXECUTE format('ALTER TABLE %s '
    'ADD CONSTRAINT %I FOREIGN KEY (tenant_id) REFERENCES public.tenants (id), '
    'ADD CONSTRAINT %I FOREIGN KEY (tenant_id, created_by) REFERENCES public.users (tenant_id, id), '
    'ADD CONSTRAINT %I FOREIGN KEY (tenant_id, updated_by) REFERENCES public.users (tenant_id, id)',
    relation, short || '_has_tenant', short || '_made_by', short || '_changed_by');
  CALL internal.isolate(relation);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO varve_app', relation);
  EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION internal.touch_by_actor()', relation);
  IF audited THEN
    CALL internal.keep_history(relation);
  END IF;
END $$;
COMMENT ON PROCEDURE internal.tenant_table IS 'Gives a table of standard columns its comments, keys, isolation, grants and triggers.';

-- The tables of the runner, which was there first.
CALL internal.describe('varve_migrations', $$
Migrations that this database has.
number: As the file is numbered.
name: As the file is called.
checksum: SHA-256 of the way forward, hexadecimal: an applied file that was edited is refused.
applied_at: When.
$$);
CALL internal.describe('varve_capabilities', $$
Scripts of capabilities/ that were run here, each for an extension.
name: As the file is called.
checksum: SHA-256 of the script, hexadecimal: a changed one is run again.
version: Version of the extension when it was run, with its edition: at another one it is run again.
applied_at: When.
$$);
