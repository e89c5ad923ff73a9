DROP FUNCTION internal.tenant_id_of(text);
DROP FUNCTION internal.found_tenant(text);
REVOKE ALL ON tenants, timeseries.sources, timeseries.tags FROM varve_app, varve_system;
REVOKE UPDATE (display_name, time_zone, currency, language) ON tenants FROM varve_app;
ALTER TABLE timeseries.tags ALTER COLUMN tenant_id DROP DEFAULT;
ALTER TABLE timeseries.sources ALTER COLUMN tenant_id DROP DEFAULT;
DO $$
DECLARE
  relation regclass;
BEGIN
  FOREACH relation IN ARRAY ARRAY['tenants', 'timeseries.sources', 'timeseries.tags']::regclass[] LOOP
    EXECUTE format('DROP TRIGGER keep_history ON %s', relation);
    EXECUTE format('DROP TRIGGER touch ON %s', relation);
    EXECUTE format('DROP POLICY system_access ON %s', relation);
    EXECUTE format('DROP POLICY tenant_isolation ON %s', relation);
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', relation);
  END LOOP;
END $$;
DROP TABLE refresh_tokens;
DROP TABLE user_roles;
DROP TABLE role_permissions;
DROP TABLE permissions;
DROP TABLE roles;
DROP TABLE users;
ALTER TABLE tenants
  DROP COLUMN display_name,
  DROP COLUMN time_zone,
  DROP COLUMN currency,
  DROP COLUMN language,
  DROP COLUMN deleted_at;
