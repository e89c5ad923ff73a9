-- Documents: rows with a life. What a life allows holds in SQL too: transitions, locked rows, numbers without gaps, four eyes.

CREATE TABLE internal.document_tables (
  relation      text   PRIMARY KEY,
  initial_state text   NOT NULL,
  open_states   text[] NOT NULL,
  moved_columns text[] NOT NULL
);
CALL internal.describe('internal.document_tables', $$
Tables whose rows are documents, made by internal.document_table().
relation: Name of the table.
initial_state: The state in which a document is made.
open_states: States in which a document may be changed; in all others its row is locked.
moved_columns: Columns that a transition may write on a locked row.
$$);
CREATE TABLE internal.document_transitions (
  relation   text    NOT NULL REFERENCES internal.document_tables ON DELETE CASCADE,
  name       text    NOT NULL,
  from_state text    NOT NULL,
  to_state   text    NOT NULL,
  four_eyes  boolean NOT NULL,
  PRIMARY KEY (relation, from_state, to_state)
);
CALL internal.describe('internal.document_transitions', $$
Transitions that documents may take; any other is refused.
relation: Name of the table.
name: The transition: approve.
from_state: State before.
to_state: State after.
four_eyes: Whoever brought the document into the state before may not take it.
$$);

-- A row is locked from the number that it gives until the end of the transaction, so that a rollback gives the number back.
CREATE TABLE document_numbers (
  tenant_id   uuid    NOT NULL REFERENCES tenants (id),
  series      text    NOT NULL CHECK (series <> ''),
  year        integer NOT NULL,
  last_number integer NOT NULL CHECK (last_number > 0),
  PRIMARY KEY (tenant_id, series, year)
);
CALL internal.describe('document_numbers', $$
Series of numbers of documents, without gaps.
tenant_id: Whose row this is.
series: Table of the documents.
year: Year by the clock of the tenant.
last_number: The number that was given last, from 1.
$$);
CALL internal.isolate('document_numbers');
CALL internal.updated_in_place('document_numbers');
REVOKE INSERT, UPDATE, DELETE ON document_numbers FROM varve_system;
GRANT SELECT ON document_numbers TO varve_app;

CREATE TABLE document_moves (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id      uuid        NOT NULL REFERENCES tenants (id),
  document_table text        NOT NULL CHECK (document_table <> ''),
  document_id    uuid        NOT NULL,
  transition     text        NOT NULL CHECK (transition <> ''),
  from_state     text,
  to_state       text        NOT NULL,
  reason         text        NOT NULL DEFAULT '',
  moved_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_by       uuid,
  CONSTRAINT document_moves_by_user FOREIGN KEY (tenant_id, moved_by) REFERENCES users (tenant_id, id)
);
CREATE INDEX document_moves_of_document ON document_moves (tenant_id, document_id, id DESC);
CREATE INDEX document_moves_of_user ON document_moves (tenant_id, moved_by);
CALL internal.describe('document_moves', $$
Lives of documents, append-only: a row for each state that a document came into.
id: Rises with time.
tenant_id: Whose row this is.
document_table: Table of the document.
document_id: Its id.
transition: Its name in the life; create for a new document.
from_state: State before; null for a new document.
to_state: State after.
reason: Why, in words of who did it; empty where nobody was asked.
moved_at: When, by the clock of the database.
moved_by: The user who did it; null where no person did.
$$);
CALL internal.isolate('document_moves');
REVOKE INSERT, UPDATE, DELETE ON document_moves FROM varve_system;
GRANT SELECT ON document_moves TO varve_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON document_moves
  FOR EACH ROW EXECUTE FUNCTION internal.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON document_moves
  FOR EACH STATEMENT EXECUTE FUNCTION internal.refuse_change();

CREATE FUNCTION internal.refuse_document(said text, rule text, relation name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', said USING ERRCODE = 'insufficient_privilege', CONSTRAINT = rule, TABLE = relation;
END $$;
COMMENT ON FUNCTION internal.refuse_document IS 'Refuses a change of a document, by the name of the rule that it breaks.';

-- The tables of lives are nobody's to read but the owner's: who writes asks these.
CREATE FUNCTION internal.life_of(relation text) RETURNS internal.document_tables LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT t FROM internal.document_tables t WHERE t.relation = life_of.relation
$$;
COMMENT ON FUNCTION internal.life_of IS 'What holds for the documents of a table.';
CREATE FUNCTION internal.transition_of(relation text, from_state text, to_state text) RETURNS internal.document_transitions LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t FROM internal.document_transitions t
  WHERE t.relation = transition_of.relation AND t.from_state = transition_of.from_state AND t.to_state = transition_of.to_state
$$;
COMMENT ON FUNCTION internal.transition_of IS 'The transition between two states; null where the life has none.';

-- Runs with the rights of who writes: the owner of the table may do what a migration or a restore has to.
CREATE FUNCTION internal.guard_document() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  life       internal.document_tables := internal.life_of(TG_TABLE_NAME);
  transition internal.document_transitions;
  touched    text;
BEGIN
  IF (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) = current_user THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> life.initial_state OR NEW.document_number IS NOT NULL THEN
      PERFORM internal.refuse_document(format('%s: a new document is %s and has no number', TG_TABLE_NAME, life.initial_state),
        'document_begins', TG_TABLE_NAME);
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.status <> OLD.status THEN
    transition := internal.transition_of(TG_TABLE_NAME, OLD.status, NEW.status);
    IF transition.name IS NULL THEN
      PERFORM internal.refuse_document(format('%s: no transition leads from %s to %s', TG_TABLE_NAME, OLD.status, NEW.status),
        'document_transition', TG_TABLE_NAME);
    ELSIF transition.four_eyes AND (internal.current_actor() IS NULL OR internal.current_actor() = internal.mover_of(OLD.id)) THEN
      PERFORM internal.refuse_document(format('%s: whoever made it %s may not make it %s', TG_TABLE_NAME, OLD.status, NEW.status),
        'document_four_eyes', TG_TABLE_NAME);
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    touched := CASE WHEN OLD.status <> ALL (life.open_states) THEN 'its removal' END;
  ELSE
    SELECT string_agg(n.key, ', ' ORDER BY n.key) INTO touched
    FROM jsonb_each(to_jsonb(NEW)) AS n (key, value)
    WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key
      AND (n.key = 'document_number' OR OLD.status <> ALL (life.open_states)
        AND n.key NOT IN ('status', 'updated_at', 'updated_by') AND NOT (transition.name IS NOT NULL AND n.key = ANY (life.moved_columns)));
  END IF;
  IF touched IS NOT NULL THEN
    PERFORM internal.refuse_document(format('%s: a document that is %s is locked: %s refused', TG_TABLE_NAME, OLD.status, touched),
      'document_locked', TG_TABLE_NAME);
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
COMMENT ON FUNCTION internal.guard_document IS 'Trigger: refuses what the life of a document does not allow.';

CREATE FUNCTION internal.mover_of(document uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT moved_by FROM public.document_moves WHERE tenant_id = internal.current_tenant() AND document_id = document ORDER BY id DESC LIMIT 1
$$;
COMMENT ON FUNCTION internal.mover_of IS 'The user who brought a document into the state that it has; null where no person did.';

-- Run as the owner: nobody else writes numbers and moves.
CREATE FUNCTION internal.number_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this_year integer := (SELECT extract(year FROM now() AT TIME ZONE time_zone) FROM public.tenants WHERE id = NEW.tenant_id);
  given     text;
BEGIN
  INSERT INTO public.document_numbers AS n (tenant_id, series, year, last_number) VALUES (NEW.tenant_id, TG_TABLE_NAME, this_year, 1)
  ON CONFLICT (tenant_id, series, year) DO UPDATE SET last_number = n.last_number + 1 RETURNING last_number::text INTO given;
  NEW.document_number := format('%s-%s-%s', TG_ARGV[0], this_year, lpad(given, greatest(4, length(given)), '0'));
  RETURN NEW;
END $$;
COMMENT ON FUNCTION internal.number_document IS 'Trigger: gives a document the next number of its tenant and year. Its argument comes before the number.';
REVOKE ALL ON FUNCTION internal.number_document FROM PUBLIC;

CREATE FUNCTION internal.record_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old_state text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END;
  named     text := (internal.transition_of(TG_TABLE_NAME, old_state, NEW.status)).name;
BEGIN
  IF old_state IS DISTINCT FROM NEW.status THEN
    INSERT INTO public.document_moves (tenant_id, document_table, document_id, transition, from_state, to_state, reason, moved_by)
    VALUES (NEW.tenant_id, TG_TABLE_NAME, NEW.id, coalesce(named, CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'set' END), old_state, NEW.status,
      coalesce(current_setting('varve.reason', true), ''), internal.current_actor());
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION internal.record_move IS 'Trigger: writes each state that a document comes into to document_moves, with varve.reason.';
REVOKE ALL ON FUNCTION internal.record_move FROM PUBLIC;

-- transitions: a line each, `approve: submitted -> approved, four eyes`.
CREATE PROCEDURE internal.document_table(relation regclass, transitions text, initial_state text, open_states text[],
  numbered_state text, number_prefix text, moved_columns text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
DECLARE
  short text := (SELECT relname FROM pg_class WHERE oid = relation);
  line  text;
  part  text[];
  going text[] := '{}';
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN document_number text, ADD COLUMN corrects_id uuid, '
    'ADD CONSTRAINT %I FOREIGN KEY (tenant_id, corrects_id) REFERENCES %1$s (tenant_id, id)', relation, short || '_corrects');
  EXECUTE format('COMMENT ON COLUMN %s.document_number IS %L', relation,
    format('%s-year-number, without gaps, given when it becomes %s; null before.', number_prefix, numbered_state));
  EXECUTE format('COMMENT ON COLUMN %s.corrects_id IS %L', relation, 'The locked document that this one corrects; null where it corrects none.');
  EXECUTE format('CREATE UNIQUE INDEX %I ON %s (tenant_id, document_number)', short || '_document_number', relation);
  EXECUTE format('CREATE INDEX %I ON %s (tenant_id, corrects_id) WHERE corrects_id IS NOT NULL', short || '_corrections', relation);
  INSERT INTO internal.document_tables VALUES (short, initial_state, open_states, moved_columns);
  FOREACH line IN ARRAY string_to_array(btrim(transitions, E'\n '), E'\n') LOOP
    part := regexp_match(line, '^\s*(\w+): (\w+) -> (\w+)(, four eyes)?$');
    IF part IS NULL THEN
      RAISE EXCEPTION '"%" is no transition: expected `name: state -> state`, and `, four eyes` behind it where it asks for them', line;
    END IF;
    INSERT INTO internal.document_transitions VALUES (short, part[1], part[2], part[3], part[4] IS NOT NULL);
    going := going || part[2];
  END LOOP;
  -- A correction is open while it has no number and a transition leads on. Two at once would not know of each other.
  EXECUTE format('CREATE UNIQUE INDEX %I ON %s (tenant_id, corrects_id) '
    'WHERE corrects_id IS NOT NULL AND document_number IS NULL AND deleted_at IS NULL AND status = ANY (%L::text[])',
    short || '_open_correction', relation, going);
  -- Triggers run in the order of their names: who writes a number himself is refused before one is given.
  EXECUTE format('CREATE TRIGGER document_guard BEFORE INSERT OR UPDATE OR DELETE ON %s '
    'FOR EACH ROW EXECUTE FUNCTION internal.guard_document()', relation);
  EXECUTE format('CREATE TRIGGER document_number BEFORE UPDATE ON %s FOR EACH ROW '
    'WHEN (NEW.status = %L AND NEW.document_number IS NULL) EXECUTE FUNCTION internal.number_document(%L)', relation, numbered_state, number_prefix);
  EXECUTE format('CREATE TRIGGER document_record AFTER INSERT OR UPDATE ON %s '
    'FOR EACH ROW EXECUTE FUNCTION internal.record_move()', relation);
END $$;
COMMENT ON PROCEDURE internal.document_table IS
  'Makes the rows of a table with a column status documents: gives it number, correction, locks, transitions and the record of moves.';

CREATE PROCEDURE internal.plain_table(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TRIGGER document_guard ON %s', relation);
  EXECUTE format('DROP TRIGGER document_number ON %s', relation);
  EXECUTE format('DROP TRIGGER document_record ON %s', relation);
  EXECUTE format('ALTER TABLE %s DROP COLUMN document_number, DROP COLUMN corrects_id', relation);
  DELETE FROM internal.document_tables t WHERE t.relation = (SELECT relname FROM pg_class WHERE oid = plain_table.relation);
END $$;
COMMENT ON PROCEDURE internal.plain_table IS 'The way back of internal.document_table().';

CREATE FUNCTION internal.wells_in_scope(asking_user uuid, permission text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT w.id FROM public.wells w
  WHERE EXISTS (SELECT FROM public.user_role_scopes s JOIN public.role_permissions p ON p.role_id = s.role_id
    WHERE s.user_id = asking_user AND s.deleted_at IS NULL AND p.permission_code = permission AND (s.field_id = w.field_id OR s.well_id = w.id))
$$;
COMMENT ON FUNCTION internal.wells_in_scope IS 'Wells at the places to which the roles that give a user a right are bound. For a user who has the right everywhere, all wells are in scope, and this is not asked.';
GRANT EXECUTE ON FUNCTION internal.wells_in_scope TO varve_app;

ALTER TABLE drilling_programs DROP CONSTRAINT drilling_programs_status_check, ADD CONSTRAINT drilling_programs_status_check
  CHECK (status IN ('draft', 'submitted', 'approved', 'in_progress', 'completed', 'cancelled'));
CREATE INDEX drilling_programs_newest ON drilling_programs (tenant_id, created_at DESC, id DESC);
CALL internal.document_table('drilling_programs', $$
  submit: draft -> submitted
  discard: draft -> cancelled
  return: submitted -> draft
  approve: submitted -> approved, four eyes
  start: approved -> in_progress
  complete: in_progress -> completed
  cancel: approved -> cancelled
$$, initial_state => 'draft', open_states => '{draft}', numbered_state => 'approved', number_prefix => 'DP',
  moved_columns => '{approved_by,started_on,finished_on}');
CALL internal.add_permission('engineering.approve', 'Approve and cancel drilling programs', 'supervisor');
