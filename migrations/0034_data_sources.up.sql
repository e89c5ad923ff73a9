-- Other systems, and the data that come from them.
CREATE TABLE data_sources (
  LIKE internal.standard_columns INCLUDING ALL,
  name           text NOT NULL CHECK (name <> ''),
  kind           text NOT NULL CHECK (kind IN ('csv', 'excel', 'api', 'database', 'webhook', 'manual')),
  settings       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  secret_name    text CHECK (secret_name <> ''),
  enabled        boolean NOT NULL DEFAULT true,
  schedule       text CHECK (schedule <> ''),
  last_run_at    timestamptz,
  last_error     text
);
CREATE UNIQUE INDEX data_sources_name_in_tenant ON data_sources (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('data_sources', $$
Connectors to other systems.
name: Unique within the tenant.
kind: Kind of system.
settings: Everything that it needs but secrets.
secret_name: Under which name the vault or the environment has its secret.
enabled: False keeps it and does not run it.
schedule: Cron expression; null for one that is only run by hand.
last_run_at: When it last ran.
last_error: Why the last run failed; null where it did not.
$$);

CREATE TABLE processed_data (
  LIKE internal.standard_columns INCLUDING ALL,
  data_source_id uuid        NOT NULL,
  record_type    text        NOT NULL CHECK (record_type <> ''),
  external_id    text,
  recorded_at    timestamptz NOT NULL,
  data           jsonb       NOT NULL CHECK (jsonb_typeof(data) = 'object'),
  content_hash   bytea       NOT NULL CHECK (length(content_hash) = 32),
  CONSTRAINT processed_data_from_source FOREIGN KEY (tenant_id, data_source_id) REFERENCES data_sources (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX processed_data_stored_once ON processed_data (tenant_id, data_source_id, content_hash);
CREATE INDEX processed_data_newest_of_source ON processed_data (tenant_id, data_source_id, recorded_at DESC);
CREATE INDEX processed_data_by_content ON processed_data USING gin (data jsonb_path_ops);
CALL internal.tenant_table('processed_data', $$
Records of data sources, cleaned and in one form.
data_source_id: Where it comes from.
record_type: Kind of record: sale, ticket, reading.
external_id: Its id over there.
recorded_at: When it happened over there.
data: Its fields by their names.
content_hash: SHA-256 of the record as it came: it is not stored twice.
$$, audited => false);
