-- Who changed what, when, from what to what. Append-only, a partition a month, secrets masked.
CREATE TABLE audit_log (
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  tenant_id       uuid        NOT NULL REFERENCES tenants (id),
  occurred_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id        uuid,
  database_role   text        NOT NULL DEFAULT session_user,
  action          text        NOT NULL CHECK (action <> ''),
  resource_type   text        NOT NULL CHECK (resource_type <> ''),
  resource_id     text,
  before          jsonb,
  after           jsonb,
  changed_columns text[]      NOT NULL DEFAULT '{}',
  client_address  inet,
  transaction_id  xid8        NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT audit_log_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);
-- Catches what is written while no partition of its month has been made.
CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT;
CREATE INDEX audit_log_newest_of_tenant ON audit_log (tenant_id, occurred_at DESC);
CREATE INDEX audit_log_of_resource ON audit_log (tenant_id, resource_type, resource_id, occurred_at DESC);
CREATE INDEX audit_log_of_actor ON audit_log (tenant_id, actor_id, occurred_at DESC);
CALL internal.describe('audit_log', $$
Append-only record of every change of configuration and data by people and programs.
id: Rises with time.
tenant_id: Whose data were changed.
occurred_at: When, by the clock of the database.
actor_id: The user who asked for it; null where no person did. No foreign key: the record outlives the user.
database_role: The role that the connection logged in as.
action: insert, update, delete for rows; for events a word of the application: login, login_failed, export.
resource_type: Table of the row, or kind of thing of an event.
resource_id: Its id.
before: The row before, secrets masked; null for an insert.
after: The row after, secrets masked; null for a delete. Details of an event.
changed_columns: Columns that an update changed.
client_address: Where the request came from.
transaction_id: Changes with one number were made together.
$$);
CALL internal.isolate('audit_log');
REVOKE INSERT, UPDATE, DELETE ON audit_log FROM varve_system;
GRANT SELECT ON audit_log TO varve_app;

CREATE FUNCTION internal.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
COMMENT ON FUNCTION internal.refuse_change IS 'Trigger: refuses updates, deletes and truncation.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION internal.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION internal.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_log_default
  FOR EACH STATEMENT EXECUTE FUNCTION internal.refuse_change();

-- Makes the monthly partitions (UTC) that times from first_time to last_time need.
CREATE FUNCTION internal.ensure_audit_partitions(first_time timestamptz, last_time timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month     timestamptz := date_trunc('month', first_time, 'UTC');
  next      timestamptz;
  partition text;
BEGIN
  PERFORM pg_advisory_xact_lock(internal.lock_key('audit partitions'));
  WHILE month <= last_time LOOP
    next := date_trunc('month', month + interval '32 days', 'UTC');
    partition := 'audit_log_' || to_char(month AT TIME ZONE 'UTC', 'YYYYMM');
    IF to_regclass('public.' || partition) IS NULL
       AND NOT EXISTS (SELECT FROM public.audit_log_default WHERE occurred_at >= month AND occurred_at < next) THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.audit_log FOR VALUES FROM (%L) TO (%L)', partition, month, next);
      EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.%I '
        'FOR EACH STATEMENT EXECUTE FUNCTION internal.refuse_change()', partition);
    END IF;
    month := next;
  END LOOP;
END $$;
COMMENT ON FUNCTION internal.ensure_audit_partitions IS 'Makes the months of the audit log that a span of time needs; a month that rows in the default partition lie in stays there.';
REVOKE ALL ON FUNCTION internal.ensure_audit_partitions FROM PUBLIC;
SELECT internal.ensure_audit_partitions(now(), now() + interval '3 months');

-- The patterns come first: a regular expression for every column of every row is what the audit log would cost.
CREATE FUNCTION internal.names_a_secret(key text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(key) LIKE ANY ('{%pass%,%pwd%,%secret%,%token%,%key%,%credential%,%authorization%,%cookie%,%string%}'::text[])
  AND key ~* '(pass(word|wd|phrase|code)|pwd|secret|token|(api|access|account|private|shared|signing|encryption)[ _-]?key|credential|authorization|cookie|connection[ _-]?string)';
COMMENT ON FUNCTION internal.names_a_secret IS 'Whether a key says that its value is nobody''s business.';

-- The longest match counts: up to the last @ before a slash, or to the first @ where the password has a slash in it.
CREATE FUNCTION internal.mask_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN strpos(value, '://') = 0 AND strpos(value, '=') = 0 THEN value
  ELSE regexp_replace(
    regexp_replace(value, '(://[^:/@\s]*):([^\s/]*|[^\s@]*)@', '\1:***@', 'g'),
    '((^|[?&;,\s])[\w.-]*(passw(or)?d|pwd|secret|token|api[_-]?key|access[_-]?key|signature)[\w.-]*\s*=\s*)(''[^'']*''|"[^"]*"|[^\s&;,]+)', '\1***', 'gi')
  END;
COMMENT ON FUNCTION internal.mask_text IS 'Replaces passwords in addresses, and values of parameters that are called a secret, by ***.';

CREATE FUNCTION internal.mask_secrets(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN coalesce((
        SELECT jsonb_object_agg(key, CASE
          WHEN internal.names_a_secret(key) AND jsonb_typeof(part) <> 'null' THEN '"***"'::jsonb
          WHEN jsonb_typeof(part) IN ('object', 'array') THEN internal.mask_secrets(part)
          -- Most texts of a row are ids and dates: these are not looked at.
          WHEN jsonb_typeof(part) = 'string' AND (strpos(part #>> '{}', '://') > 0 OR strpos(part #>> '{}', '=') > 0) THEN to_jsonb(internal.mask_text(part #>> '{}'))
          ELSE part END)
        FROM jsonb_each(value) AS pair (key, part)), '{}');
    WHEN 'array' THEN
      RETURN coalesce((SELECT jsonb_agg(internal.mask_secrets(part) ORDER BY at)
        FROM jsonb_array_elements(value) WITH ORDINALITY AS element (part, at)), '[]');
    WHEN 'string' THEN
      RETURN to_jsonb(internal.mask_text(value #>> '{}'));
    ELSE RETURN value;
  END CASE;
END $$;
COMMENT ON FUNCTION internal.mask_secrets IS 'Replaces what keys call a secret, at any depth, and passwords in addresses, by ***.';

-- Runs as the owner: the application may not write the log itself.
CREATE FUNCTION internal.record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  row_    jsonb := coalesce(new_row, old_row);
  changed text[] := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(n.key ORDER BY n.key) INTO changed
    FROM jsonb_each(new_row) AS n (key, value)
    WHERE n.value IS DISTINCT FROM old_row -> n.key AND n.key NOT IN ('updated_at', 'updated_by');
    IF changed IS NULL THEN
      RETURN NULL; -- Nothing but the stamp.
    END IF;
  END IF;
  INSERT INTO public.audit_log (tenant_id, actor_id, action, resource_type, resource_id, before, after, changed_columns, client_address)
  VALUES (
    CASE WHEN TG_TABLE_NAME = 'tenants' THEN row_ ->> 'id' ELSE row_ ->> 'tenant_id' END::uuid,
    internal.current_actor(), lower(TG_OP), TG_TABLE_NAME, row_ ->> TG_ARGV[0],
    internal.mask_secrets(old_row), internal.mask_secrets(new_row), changed,
    nullif(current_setting('varve.client_address', true), '')::inet);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION internal.record_change IS 'Trigger: writes a change to the audit log. Its argument names the column that identifies the row.';
REVOKE ALL ON FUNCTION internal.record_change FROM PUBLIC;

CREATE PROCEDURE internal.keep_history(relation regclass, id_column name DEFAULT 'id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER keep_history AFTER INSERT OR UPDATE OR DELETE ON %s '
    'FOR EACH ROW EXECUTE FUNCTION internal.record_change(%L)', relation, id_column);
END $$;
COMMENT ON PROCEDURE internal.keep_history IS 'Lets every change of a table be written to the audit log.';

-- For events that change no row: logins, exports, commands to devices.
CREATE FUNCTION internal.record_event(action text, resource_type text, resource_id text, details jsonb DEFAULT NULL)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_log (tenant_id, actor_id, action, resource_type, resource_id, after, client_address)
  VALUES (internal.current_tenant(), internal.current_actor(), record_event.action, record_event.resource_type,
    record_event.resource_id, internal.mask_secrets(details),
    nullif(current_setting('varve.client_address', true), '')::inet)
$$;
COMMENT ON FUNCTION internal.record_event IS 'Writes an event of the application to the audit log of the tenant of this transaction.';
REVOKE ALL ON FUNCTION internal.record_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.record_event TO varve_app, varve_system;

CALL internal.keep_history('tenants');
