-- Which tags are stored where, and when.
CREATE TABLE storage_rules (
  LIKE internal.standard_columns INCLUDING ALL,
  name           text NOT NULL CHECK (name <> ''),
  enabled        boolean NOT NULL DEFAULT true,
  backend        text NOT NULL DEFAULT 'database' CHECK (backend IN ('database', 'influxdb', 'file')),
  mode           text NOT NULL CHECK (mode IN ('continuous', 'change', 'event', 'trigger')),
  settings       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  retention      interval CHECK (retention > interval '0')
);
CREATE UNIQUE INDEX storage_rules_name_in_tenant ON storage_rules (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('storage_rules', $$
Which tags are stored where, and when.
name: Unique within the tenant.
enabled: False keeps the rule and does not follow it.
backend: Where to.
mode: continuous: at an interval; change: beyond a deadband; event and trigger: around something that happens.
settings: Settings of the mode and the backend: interval_ms, deadband, trigger, path, naming, rotation.
retention: How long it is kept; null takes the policy of the series.
$$);
CREATE TABLE storage_rule_tags (
  tenant_id       uuid    NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  storage_rule_id uuid    NOT NULL,
  tag_id          integer NOT NULL,
  PRIMARY KEY (storage_rule_id, tag_id),
  CONSTRAINT storage_rule_tags_of_rule FOREIGN KEY (tenant_id, storage_rule_id) REFERENCES storage_rules (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT storage_rule_tags_of_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX storage_rule_tags_by_tag ON storage_rule_tags (tenant_id, tag_id);
CREATE INDEX storage_rule_tags_of_tenant ON storage_rule_tags (tenant_id, storage_rule_id);
CALL internal.describe('storage_rule_tags', $$
Tags of a storage rule.
tenant_id: Whose row this is.
storage_rule_id: The rule.
tag_id: A tag that it stores.
$$);
CALL internal.isolate('storage_rule_tags');
CALL internal.keep_history('storage_rule_tags', 'storage_rule_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON storage_rule_tags TO varve_app;
