-- Settings of a tenant: pages go by the browser's language until somebody chooses one for all.

ALTER TABLE tenants ALTER COLUMN language DROP DEFAULT, ALTER COLUMN language DROP NOT NULL;
COMMENT ON COLUMN tenants.language IS
  'Language of pages and messages, where a user chose none; null: pages take that of the browser, and messages are in Spanish.';

-- The table of migrations is the owner's alone; which one a database is at, everybody may know.
CREATE FUNCTION internal.newest_migration() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_char(number, 'FM0000') || '_' || name FROM public.varve_migrations ORDER BY number DESC LIMIT 1
$$;
COMMENT ON FUNCTION internal.newest_migration IS 'The newest migration of this database, as its file is called: 0054_settings.';
REVOKE ALL ON FUNCTION internal.newest_migration FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.newest_migration TO varve_app, varve_system;
