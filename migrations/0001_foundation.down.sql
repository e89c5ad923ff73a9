DO $$
DECLARE
  named record;
BEGIN
  FOR named IN SELECT attrelid::regclass AS relation, attname AS name FROM pg_attribute
    WHERE attrelid IN ('public.varve_migrations'::regclass, 'public.varve_capabilities'::regclass) AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS NULL', named.relation, named.name);
  END LOOP;
  COMMENT ON TABLE public.varve_migrations IS NULL;
  COMMENT ON TABLE public.varve_capabilities IS NULL;
END $$;
DROP PROCEDURE internal.tenant_table(regclass, text, boolean);
DROP PROCEDURE internal.isolate(regclass, name);
DROP PROCEDURE internal.updated_in_place(regclass);
DROP PROCEDURE internal.describe(regclass, text);
DROP FUNCTION internal.touch_by_actor();
DROP FUNCTION internal.touch();
DROP TABLE internal.standard_columns;
DROP FUNCTION internal.lock_key(text, text);
DROP FUNCTION internal.lock_names();
DROP FUNCTION internal.is_system();
DROP FUNCTION internal.current_actor();
DROP FUNCTION internal.current_tenant();
DROP DOMAIN currency_code;
DROP DOMAIN amount;
DROP DOMAIN quantity;
DROP SCHEMA internal;
-- The roles go with the last database of the server that uses them.
DO $$
BEGIN
  DROP ROLE varve_app;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN NULL;
END $$;
DO $$
BEGIN
  DROP ROLE varve_system;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN NULL;
END $$;
