-- When a tag is to alarm, and what every alarm is now.
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
kind: Kind of comparison; stale: no sample for limit_value seconds; state: equals limit_value.
limit_value: In the unit of the tag, of its rate per second, or in seconds.
deadband: In the unit of the limit: holds on the way back only.
on_delay_s: How long the limit must be passed before it alarms.
off_delay_s: How long it must be back before it clears.
severity: 1 to 1000, as in OPC UA.
message: Shown with it.
consequence: Consequence when nobody acts.
response: Action expected of the operator.
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
Present state of alarms. The journal of their changes is alarms_ts.
tenant_id: Whose row this is.
alarm_definition_id: The alarm.
state: State of ISA-18.2.
active: Whether its condition holds, shelved or not.
event_id: The occurrence that an acknowledgement must name.
active_since: When the condition began to hold.
value: Value of the tag at the last change.
acknowledged_at: When the occurrence was acknowledged.
acknowledged_by: Who acknowledged it.
shelved_until: When a shelved alarm comes back.
changed_at: When any of this last changed.
$$);
CALL internal.updated_in_place('alarm_states');
CALL internal.isolate('alarm_states');
GRANT SELECT, INSERT, UPDATE, DELETE ON alarm_states TO varve_app;
