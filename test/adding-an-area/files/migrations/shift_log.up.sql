-- What the people of a shift write down for those who come after them.
CREATE TABLE shift_log_entries (
  LIKE internal.standard_columns INCLUDING ALL,
  body text NOT NULL CHECK (body <> '')
);
CREATE INDEX shift_log_entries_newest ON shift_log_entries (tenant_id, created_at DESC, id DESC);
CALL internal.tenant_table('shift_log_entries', $$
Entries of the shift log; created_at and created_by say when and by whom.
body: What was written.
$$);

CALL internal.add_permission('shift-log.read', 'Read the shift log', 'operator', 'viewer');
CALL internal.add_permission('shift-log.write', 'Write into the shift log', 'operator');
