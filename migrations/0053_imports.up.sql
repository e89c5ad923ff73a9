-- Imports of files: a file waits here until its rows are written in one transaction, which can be undone by the import's id.

CREATE TABLE imports (
  LIKE internal.standard_columns INCLUDING ALL,
  kind      text    NOT NULL CHECK (kind <> ''),
  file_name text    NOT NULL,
  layout    jsonb   NOT NULL CHECK (jsonb_typeof(layout) = 'object'),
  state     text    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'undone')),
  made      integer NOT NULL DEFAULT 0 CHECK (made >= 0),
  left_out  integer NOT NULL DEFAULT 0 CHECK (left_out >= 0),
  done_at   timestamptz,
  undone_at timestamptz,
  CONSTRAINT imports_done_have_a_time CHECK ((done_at IS NULL) = (state = 'waiting')),
  CONSTRAINT imports_undone_have_a_time CHECK ((undone_at IS NOT NULL) = (state = 'undone'))
);
CREATE INDEX imports_newest ON imports (tenant_id, kind, created_at DESC, id DESC);
CALL internal.tenant_table('imports', $$
Files that people brought, and what became of them.
kind: Kind of rows: users.
file_name: As it was called where it came from; nothing is opened by this name.
layout: How its bytes are read: encoding, separator, decimal, hasHeader.
state: waiting: nothing is written yet; done: its rows are; undone: they were taken back.
made: Rows of the file that were written.
left_out: Rows that were refused and left out.
done_at: When its rows were written; null before.
undone_at: When they were taken back; null where they were not.
$$);

CREATE TABLE import_files (
  tenant_id uuid  NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  import_id uuid  PRIMARY KEY,
  content   bytea NOT NULL CHECK (octet_length(content) <= 8388608),
  CONSTRAINT import_files_of_import FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX import_files_of_tenant ON import_files (tenant_id, import_id);
-- A file is read once or twice and then goes: compressing it is work for nothing.
ALTER TABLE import_files ALTER COLUMN content SET STORAGE EXTERNAL;
CALL internal.describe('import_files', $$
Bytes of files that wait, for a day at most: apart from the imports, since they are not audited.
tenant_id: Whose row this is.
import_id: The import.
content: The file, 8 MiB at most.
$$);
CALL internal.isolate('import_files');
GRANT SELECT, INSERT, DELETE ON import_files TO varve_app;

CREATE TABLE import_rows (
  tenant_id uuid    NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  import_id uuid    NOT NULL,
  line      integer NOT NULL CHECK (line > 0),
  row_id    uuid    NOT NULL,
  PRIMARY KEY (import_id, line),
  CONSTRAINT import_rows_of_import FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX import_rows_of_tenant ON import_rows (tenant_id, import_id);
CALL internal.describe('import_rows', $$
Rows that an import wrote: by these it is undone.
tenant_id: Whose row this is.
import_id: The import.
line: Line of the file.
row_id: Id of the row that was written, in the table of the import's kind.
$$);
CALL internal.isolate('import_rows');
GRANT SELECT, INSERT, DELETE ON import_rows TO varve_app;

CREATE TABLE import_templates (
  LIKE internal.standard_columns INCLUDING ALL,
  kind   text  NOT NULL CHECK (kind <> ''),
  titles jsonb NOT NULL CHECK (jsonb_typeof(titles) = 'object'),
  CONSTRAINT import_templates_of_kind UNIQUE (tenant_id, kind)
);
CALL internal.tenant_table('import_templates', $$
Which column of a file is which field, as it was chosen last.
kind: Kind of rows: users.
titles: Title of the column by the name of the field.
$$);
