-- Who changed what, when, from what to what. Append-only, a partition a month, secrets masked.
-- The number of the transaction comes first, so that a transaction has its own before a row of it has an id: seals count on that.
CREATE TABLE audit_log (
  transaction_id  xid8        NOT NULL DEFAULT pg_current_xact_id(),
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
  session_id      uuid,
  key_id          uuid,
  request_id      text,
  outcome         text        NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'denied', 'failed')),
  CONSTRAINT audit_log_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);
-- Catches what is written while no partition of its month has been made.
CREATE TABLE audit_log_default PARTITION OF audit_log DEFAULT;
CREATE INDEX audit_log_newest_of_tenant ON audit_log (tenant_id, occurred_at DESC);
CREATE INDEX audit_log_of_resource ON audit_log (tenant_id, resource_type, resource_id, occurred_at DESC);
CREATE INDEX audit_log_of_actor ON audit_log (tenant_id, actor_id, occurred_at DESC);
CALL internal.describe('audit_log', $$
Append-only record of every change of configuration and data by people and programs.
transaction_id: Changes with one number were made together.
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
session_id: The session in which it was asked for; null where none was.
key_id: The API key by which it was asked for; null where none was.
request_id: The request that asked for it: the server's log names it too.
outcome: done; denied: a right was missing; failed: it was tried in vain, as a login by a wrong password.
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
RETURN lower(key) LIKE ANY ('{%pass%,%pwd%,%secret%,%token%,%key%,%credential%,%authorization%,%cookie%,%string%,%hash%}'::text[])
  AND key ~* '(pass(word|wd|phrase|code)|pwd|secret|token|(api|access|account|private|shared|signing|encryption)[ _-]?key|credential|authorization|cookie|connection[ _-]?string|_hash$)';
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
    WHERE n.value IS DISTINCT FROM old_row -> n.key AND n.key NOT IN ('updated_at', 'updated_by', 'last_login_at');
    IF changed IS NULL THEN
      RETURN NULL; -- Nothing but a stamp; a login is an event of its own.
    END IF;
  END IF;
  INSERT INTO public.audit_log (tenant_id, actor_id, action, resource_type, resource_id, before, after, changed_columns, client_address,
    session_id, key_id, request_id)
  VALUES (
    CASE WHEN TG_TABLE_NAME = 'tenants' THEN row_ ->> 'id' ELSE row_ ->> 'tenant_id' END::uuid,
    internal.current_actor(), lower(TG_OP), TG_TABLE_NAME, row_ ->> TG_ARGV[0],
    internal.mask_secrets(old_row), internal.mask_secrets(new_row), changed,
    nullif(current_setting('varve.client_address', true), '')::inet, nullif(current_setting('varve.session_id', true), '')::uuid,
    nullif(current_setting('varve.key_id', true), '')::uuid, nullif(current_setting('varve.request_id', true), ''));
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
CREATE FUNCTION internal.record_event(action text, resource_type text, resource_id text, details jsonb DEFAULT NULL, outcome text DEFAULT 'done')
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_log (tenant_id, actor_id, action, resource_type, resource_id, after, outcome, client_address,
    session_id, key_id, request_id)
  VALUES (internal.current_tenant(), internal.current_actor(), record_event.action, record_event.resource_type,
    record_event.resource_id, internal.mask_secrets(details), record_event.outcome,
    nullif(current_setting('varve.client_address', true), '')::inet, nullif(current_setting('varve.session_id', true), '')::uuid,
    nullif(current_setting('varve.key_id', true), '')::uuid, nullif(current_setting('varve.request_id', true), ''))
$$;
COMMENT ON FUNCTION internal.record_event IS 'Writes an event of the application to the audit log of the tenant of this transaction.';
REVOKE ALL ON FUNCTION internal.record_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.record_event TO varve_app, varve_system;

CALL internal.keep_history('tenants');

-- Writers of the log never wait for its seals: rows are sealed some seconds after their transactions have committed.
CREATE TABLE audit_seals (
  tenant_id      uuid           NOT NULL REFERENCES tenants (id),
  number         bigint         NOT NULL CHECK (number > 0),
  from_id        bigint         NOT NULL,
  to_id          bigint         NOT NULL,
  row_ids        int8multirange NOT NULL CHECK (NOT isempty(row_ids)),
  row_count      integer        NOT NULL CHECK (row_count > 0),
  settled_id     bigint         NOT NULL,
  sealed_at      timestamptz    NOT NULL,
  previous_hash  bytea          NOT NULL CHECK (length(previous_hash) = 32),
  hash           bytea          NOT NULL CHECK (length(hash) = 32),
  transaction_id xid8           NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant_id, number)
);
CREATE INDEX audit_seals_by_newest_row ON audit_seals (tenant_id, to_id);
CALL internal.describe('audit_seals', $$
Hash chain of the audit log of each tenant. A seal is over rows of the log and over the seal before.
tenant_id: Whose rows it seals.
number: 1, 2, 3 and so on, for each tenant.
from_id: Least id of its rows.
to_id: Greatest id of its rows.
row_ids: Ids of its rows: others between them belong to other tenants, to other seals, or to transactions that were rolled back.
row_count: How many they are.
settled_id: Each row of the tenant up to this id is in this seal or in one before: no transaction that could add one goes on.
sealed_at: When.
previous_hash: Hash of the seal before; zeros for the first.
hash: SHA-256 of previous_hash, of tenant, number, row_ids and sealed_at, and of the hash of each row, as internal.audit_seal_hash makes it.
transaction_id: The transaction that sealed. Those with lower numbers began to write before it.
$$);
CALL internal.isolate('audit_seals');
REVOKE INSERT, UPDATE, DELETE ON audit_seals FROM varve_system;
GRANT SELECT ON audit_seals TO varve_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION internal.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION internal.refuse_change();

-- Independent of settings of the session: times are microseconds since 1970, jsonb has one way to be written.
CREATE FUNCTION internal.audit_row_hash(entry public.audit_log) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(jsonb_build_array(
  entry.id, entry.tenant_id, (extract(epoch FROM entry.occurred_at) * 1000000)::bigint, entry.actor_id, entry.database_role,
  entry.action, entry.resource_type, entry.resource_id, entry.before, entry.after, entry.changed_columns, entry.client_address,
  entry.session_id, entry.key_id, entry.request_id, entry.outcome, entry.transaction_id)::text, 'UTF8'));
COMMENT ON FUNCTION internal.audit_row_hash IS 'SHA-256 of a row of the audit log, over its columns as an array of JSON.';

CREATE FUNCTION internal.audit_seal_hash(tenant uuid, seal_number bigint, ids int8multirange, seal_time timestamptz, hash_before bytea)
RETURNS TABLE (hash bytea, row_count bigint) LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(
      hash_before
      || convert_to(jsonb_build_array(tenant, seal_number, ids, (extract(epoch FROM seal_time) * 1000000)::bigint)::text, 'UTF8')
      || coalesce(string_agg(internal.audit_row_hash(entry), ''::bytea ORDER BY entry.id), '')),
    count(*)
  FROM public.audit_log entry
  WHERE entry.tenant_id = tenant AND entry.id BETWEEN lower(ids) AND upper(ids) - 1 AND entry.id <@ ids
$$;
COMMENT ON FUNCTION internal.audit_seal_hash IS 'Hash that a seal has over the rows that are there now, and how many of them are there.';

-- Takes what has committed since, in the order of ids. A row whose transaction commits later has a lower id than rows that are sealed
-- already: it comes into the next seal. `settled_id` says up to where no such row can come any more, so that these are looked for
-- among the newest rows only. The numbers of transactions begin anew in a restored database: those that are ahead of it are over.
CREATE FUNCTION internal.seal_audit(max_rows integer DEFAULT 10000) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant      uuid        := internal.current_tenant();
  this_time   timestamptz := clock_timestamp();
  this_number bigint;
  last        public.audit_seals;
  settled     bigint;
  sealed      int8multirange;
  due         int8multirange;
  due_count   integer;
BEGIN
  IF tenant IS NULL THEN
    RAISE EXCEPTION 'no tenant is set' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RAISE EXCEPTION 'the audit log is sealed in a transaction that has written nothing yet' USING ERRCODE = 'active_sql_transaction';
  END IF;
  IF NOT pg_try_advisory_xact_lock(internal.lock_key('audit seals', tenant::text)) THEN
    RETURN 0; -- Another server is at it.
  END IF;
  SELECT * INTO last FROM public.audit_seals s WHERE s.tenant_id = tenant ORDER BY s.number DESC LIMIT 1;
  SELECT coalesce(range_agg(s.row_ids), '{}'),
    coalesce(max(s.to_id) FILTER (WHERE s.transaction_id < pg_snapshot_xmin(snapshot) OR s.transaction_id >= pg_snapshot_xmax(snapshot)), last.settled_id, 0)
  INTO sealed, settled
  FROM pg_current_snapshot() AS snapshot, public.audit_seals s
  WHERE s.tenant_id = tenant AND s.to_id > coalesce(last.settled_id, 0);
  SELECT range_agg(int8range(chosen.id, chosen.id, '[]')), count(*) INTO due, due_count FROM (
    SELECT a.id FROM public.audit_log a
    WHERE a.tenant_id = tenant AND a.id > coalesce(last.settled_id, 0) AND NOT a.id <@ sealed
    ORDER BY a.id LIMIT max_rows) AS chosen;
  IF due_count = 0 THEN
    RETURN 0;
  END IF;
  IF due_count = max_rows THEN
    settled := least(settled, upper(due) - 1);
  END IF;
  this_number := coalesce(last.number, 0) + 1;
  INSERT INTO public.audit_seals (tenant_id, number, from_id, to_id, row_ids, row_count, settled_id, sealed_at, previous_hash, hash)
  SELECT tenant, this_number, lower(due), upper(due) - 1, due, due_count, settled, this_time, before.hash, made.hash
  FROM (SELECT coalesce(last.hash, decode(repeat('00', 32), 'hex')) AS hash) AS before,
    internal.audit_seal_hash(tenant, this_number, due, this_time, before.hash) AS made;
  RETURN due_count;
END $$;
COMMENT ON FUNCTION internal.seal_audit IS
  'Seals rows of the audit log of this transaction''s tenant that are in no seal yet, at most as many as its argument says; gives how many.';
REVOKE ALL ON FUNCTION internal.seal_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.seal_audit TO varve_app, varve_system;

CREATE FUNCTION internal.verify_audit(tenant uuid)
RETURNS TABLE (problem text, seal_number bigint, from_id bigint, to_id bigint, sealed_at timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  seal     public.audit_seals;
  expected bigint := 0;
  previous bytea := decode(repeat('00', 32), 'hex');
  made     record;
  settled  bigint;
  covered  int8multirange;
BEGIN
  FOR seal IN SELECT * FROM public.audit_seals s WHERE s.tenant_id = tenant ORDER BY s.number LOOP
    expected := expected + 1;
    SELECT * INTO made FROM internal.audit_seal_hash(tenant, seal.number, seal.row_ids, seal.sealed_at, seal.previous_hash);
    problem := CASE
      WHEN seal.number <> expected THEN 'seal_missing'
      WHEN seal.previous_hash <> previous THEN 'chain_broken'
      WHEN made.row_count <> seal.row_count THEN 'rows_missing'
      WHEN made.hash <> seal.hash THEN 'rows_changed' END;
    IF problem IS NOT NULL THEN
      seal_number := CASE problem WHEN 'seal_missing' THEN expected ELSE seal.number END;
      from_id := seal.from_id;
      to_id := seal.to_id;
      sealed_at := seal.sealed_at;
      RETURN NEXT;
      RETURN;
    END IF;
    previous := seal.hash;
    settled := seal.settled_id;
  END LOOP;
  SELECT range_agg(s.row_ids) INTO covered FROM public.audit_seals s WHERE s.tenant_id = tenant;
  SELECT 'rows_added', a.id, a.id INTO problem, from_id, to_id FROM public.audit_log a
  WHERE a.tenant_id = tenant AND a.id <= settled AND NOT a.id <@ covered ORDER BY a.id LIMIT 1;
  IF problem IS NOT NULL THEN
    RETURN NEXT;
  END IF;
END $$;
COMMENT ON FUNCTION internal.verify_audit IS
  'First place at which the audit log of a tenant does not match its seals: seal_missing, chain_broken, rows_missing, rows_changed or rows_added. No row where it matches.';
REVOKE ALL ON FUNCTION internal.verify_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.verify_audit TO varve_app, varve_system;
