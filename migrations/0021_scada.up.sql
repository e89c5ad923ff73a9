-- What is made of tags: rules, derived signals, pages, batches, alarms.
ALTER TABLE timeseries.tags
  ADD COLUMN well_id      uuid,
  ADD COLUMN machine_id   uuid,
  ADD COLUMN equipment_id uuid,
  ADD CONSTRAINT tags_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE SET NULL (well_id),
  ADD CONSTRAINT tags_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE SET NULL (machine_id),
  ADD CONSTRAINT tags_of_equipment FOREIGN KEY (tenant_id, equipment_id) REFERENCES equipment (tenant_id, id) ON DELETE SET NULL (equipment_id),
  ADD CONSTRAINT tags_measure_one_asset CHECK (num_nonnulls(well_id, machine_id, equipment_id) <= 1);
CREATE INDEX tags_by_well ON timeseries.tags (tenant_id, well_id) WHERE well_id IS NOT NULL;
CREATE INDEX tags_by_machine ON timeseries.tags (tenant_id, machine_id) WHERE machine_id IS NOT NULL;
CREATE INDEX tags_by_equipment ON timeseries.tags (tenant_id, equipment_id) WHERE equipment_id IS NOT NULL;
COMMENT ON COLUMN timeseries.tags.well_id IS 'The well that it measures.';
COMMENT ON COLUMN timeseries.tags.machine_id IS 'The machine that it measures.';
COMMENT ON COLUMN timeseries.tags.equipment_id IS 'The piece of equipment that it measures.';

CREATE VIEW channels WITH (security_invoker = true) AS
SELECT t.id, t.tenant_id, t.name, s.protocol, s.name AS source_name, t.source_id, t.description, t.unit, t.data_type,
       t.filter, s.definition AS source_definition, t.created_at, t.updated_at
FROM timeseries.tags t JOIN timeseries.sources s ON s.id = t.source_id;
CALL internal.describe('channels', $$
Tags that a source feeds, with what is known of it: what data acquisition calls a channel.
id: Id of the tag.
tenant_id: Whose row this is.
name: Name of the tag.
protocol: What the source speaks.
source_name: Name of the source.
source_id: The source.
description: For people.
unit: Engineering unit.
data_type: analog, digital or counter.
filter: Settings of the filters between device and table.
source_definition: Everything that the driver needs but secrets.
created_at: When the tag was made.
updated_at: When the tag was last changed.
$$);
GRANT SELECT ON channels TO varve_app, varve_system;

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
settings: Of the mode and the backend: interval_ms, deadband, trigger, path, naming, rotation.
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

CREATE TABLE derived_signals (
  LIKE internal.standard_columns INCLUDING ALL,
  tag_id      integer NOT NULL,
  formula     text    NOT NULL CHECK (formula <> ''),
  enabled     boolean NOT NULL DEFAULT true,
  description text    NOT NULL DEFAULT '',
  CONSTRAINT derived_signals_into_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX derived_signals_one_per_tag ON derived_signals (tenant_id, tag_id) WHERE deleted_at IS NULL;
CALL internal.tenant_table('derived_signals', $$
Tags that are calculated from others.
tag_id: The tag that takes the result: it has name and unit.
formula: Over the names of its inputs.
enabled: False keeps the formula and does not calculate it.
description: For people.
$$);
CREATE TABLE derived_signal_inputs (
  tenant_id         uuid    NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  derived_signal_id uuid    NOT NULL,
  tag_id            integer NOT NULL,
  variable          text    NOT NULL CHECK (variable ~ '^[A-Za-z_]\w*$'),
  PRIMARY KEY (derived_signal_id, variable),
  CONSTRAINT derived_signal_inputs_of_signal FOREIGN KEY (tenant_id, derived_signal_id) REFERENCES derived_signals (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT derived_signal_inputs_from_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX derived_signal_inputs_by_tag ON derived_signal_inputs (tenant_id, tag_id);
CREATE INDEX derived_signal_inputs_of_tenant ON derived_signal_inputs (tenant_id, derived_signal_id);
CALL internal.describe('derived_signal_inputs', $$
What a derived signal is calculated from.
tenant_id: Whose row this is.
derived_signal_id: The signal.
tag_id: The tag that is read.
variable: Its name in the formula.
$$);
CALL internal.isolate('derived_signal_inputs');
CALL internal.keep_history('derived_signal_inputs', 'derived_signal_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON derived_signal_inputs TO varve_app;

CREATE TABLE dashboards (
  LIKE internal.standard_columns INCLUDING ALL,
  owner_id    uuid,
  name        text NOT NULL CHECK (name <> ''),
  description text NOT NULL DEFAULT '',
  shared      boolean NOT NULL DEFAULT false,
  layout      jsonb NOT NULL CHECK (jsonb_typeof(layout) = 'object'),
  CONSTRAINT dashboards_of_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT dashboards_of_nobody_are_shared CHECK (owner_id IS NOT NULL OR shared)
);
CREATE INDEX dashboards_by_owner ON dashboards (tenant_id, owner_id) WHERE deleted_at IS NULL;
CREATE INDEX dashboards_shared_by_name ON dashboards (tenant_id, name) WHERE shared AND deleted_at IS NULL;
CALL internal.tenant_table('dashboards', $$
Pages of widgets that users put together.
owner_id: Whose it is; null for one of the tenant.
name: For people.
description: For people.
shared: Whether others of the tenant see it.
layout: Grid and widgets.
$$);

CREATE TABLE batches (
  LIKE internal.standard_columns INCLUDING ALL,
  batch_number text        NOT NULL CHECK (batch_number <> ''),
  machine_id   uuid,
  product      text        NOT NULL DEFAULT '',
  started_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  status       text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'completed', 'aborted')),
  metadata     jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  CONSTRAINT batches_on_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT batches_end_after_start CHECK (ended_at >= started_at),
  CONSTRAINT batches_that_ended_have_an_end CHECK ((status = 'active') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX batches_number_in_tenant ON batches (tenant_id, batch_number) WHERE deleted_at IS NULL;
CREATE INDEX batches_newest ON batches (tenant_id, started_at DESC);
CREATE INDEX batches_by_machine ON batches (tenant_id, machine_id, started_at DESC) WHERE machine_id IS NOT NULL;
CALL internal.tenant_table('batches', $$
Production batches: coils, charges, tank loads.
batch_number: Unique within the tenant.
machine_id: What makes it.
product: What is made.
started_at: When it began.
ended_at: When it ended; null while it is made.
status: How far it is.
metadata: What else is known of it: order, grade, weight.
$$);

CREATE TABLE alarm_definitions (
  LIKE internal.standard_columns INCLUDING ALL,
  tag_id        integer  NOT NULL,
  name          text     NOT NULL CHECK (name <> ''),
  kind          text     NOT NULL CHECK (kind IN ('high_high', 'high', 'low', 'low_low', 'deviation', 'rate_of_change', 'state', 'bad_quality', 'stale')),
  limit_value   quantity,
  deadband      quantity NOT NULL DEFAULT 0 CHECK (deadband >= 0),
  on_delay_s    quantity NOT NULL DEFAULT 0 CHECK (on_delay_s >= 0),
  off_delay_s   quantity NOT NULL DEFAULT 0 CHECK (off_delay_s >= 0),
  severity      integer  NOT NULL DEFAULT 500 CHECK (severity BETWEEN 1 AND 1000),
  message       text     NOT NULL DEFAULT '',
  consequence   text     NOT NULL DEFAULT '',
  response      text     NOT NULL DEFAULT '',
  enabled       boolean  NOT NULL DEFAULT true,
  latched       boolean  NOT NULL DEFAULT false,
  max_shelve_s  quantity NOT NULL DEFAULT 28800 CHECK (max_shelve_s > 0),
  CONSTRAINT alarm_definitions_on_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT alarm_definitions_have_a_limit CHECK (kind IN ('bad_quality') OR limit_value IS NOT NULL)
);
CREATE UNIQUE INDEX alarm_definitions_name_on_tag ON alarm_definitions (tenant_id, tag_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('alarm_definitions', $$
When a tag is to alarm, after ISA-18.2 and OPC UA Part 9.
tag_id: The tag.
name: Unique on the tag.
kind: What is compared; stale: no sample for limit_value seconds; state: equals limit_value.
limit_value: In the unit of the tag, of its rate per second, or in seconds.
deadband: In the unit of the limit: holds on the way back only.
on_delay_s: How long the limit must be passed before it alarms.
off_delay_s: How long it must be back before it clears.
severity: 1 to 1000, as in OPC UA.
message: Shown with it.
consequence: What happens when nobody acts.
response: What the operator is to do.
enabled: False keeps the definition and does not look at it.
latched: Whether it stays until it is reset.
max_shelve_s: How long it may be shelved at most.
$$);

CREATE TABLE alarm_states (
  tenant_id           uuid NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  alarm_definition_id uuid PRIMARY KEY,
  state               text NOT NULL DEFAULT 'normal'
    CHECK (state IN ('normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'shelved', 'suppressed_by_design', 'out_of_service')),
  active              boolean NOT NULL DEFAULT false,
  event_id            uuid,
  active_since        timestamptz,
  value               double precision,
  acknowledged_at     timestamptz,
  acknowledged_by     uuid,
  shelved_until       timestamptz,
  changed_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT alarm_states_of_definition FOREIGN KEY (tenant_id, alarm_definition_id) REFERENCES alarm_definitions (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT alarm_states_acknowledged_by FOREIGN KEY (tenant_id, acknowledged_by) REFERENCES users (tenant_id, id),
  CONSTRAINT alarm_states_shelved_have_an_end CHECK ((state = 'shelved') = (shelved_until IS NOT NULL)),
  CONSTRAINT alarm_states_agree_with_activity CHECK (CASE
    WHEN state IN ('unacknowledged', 'acknowledged') THEN active
    WHEN state IN ('normal', 'returned_unacknowledged') THEN NOT active
    ELSE true END)
);
CREATE INDEX alarm_states_to_show ON alarm_states (tenant_id, state, changed_at DESC) WHERE state <> 'normal';
CREATE INDEX alarm_states_of_tenant ON alarm_states (tenant_id, alarm_definition_id);
CALL internal.describe('alarm_states', $$
What every alarm is now. The journal of its changes is alarms_ts.
tenant_id: Whose row this is.
alarm_definition_id: The alarm.
state: State of ISA-18.2.
active: Whether its condition holds, shelved or not.
event_id: The occurrence that an acknowledgement must name.
active_since: When the condition began to hold.
value: Of the tag at the last change.
acknowledged_at: When the occurrence was acknowledged.
acknowledged_by: Who acknowledged it.
shelved_until: When a shelved alarm comes back.
changed_at: When any of this last changed.
$$);
CALL internal.isolate('alarm_states');
GRANT SELECT, INSERT, UPDATE, DELETE ON alarm_states TO varve_app;
