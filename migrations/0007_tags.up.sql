-- Devices that samples come from, and the points that are measured.
CREATE SCHEMA timeseries;
COMMENT ON SCHEMA timeseries IS 'Everything that grows with time: sources, tags and their samples.';
GRANT USAGE ON SCHEMA timeseries TO varve_app, varve_system;

CREATE TABLE timeseries.sources (
  id         integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id  uuid        NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  name       text        NOT NULL CHECK (name <> ''),
  protocol   text        NOT NULL CHECK (protocol IN ('modbus', 'mqtt', 'opcua', 'program')),
  definition jsonb       NOT NULL,
  spool_id   uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sources_name_in_tenant UNIQUE (tenant_id, name),
  CONSTRAINT sources_of_tenant UNIQUE (tenant_id, id)
);
CREATE INDEX sources_by_spool ON timeseries.sources (spool_id) WHERE spool_id IS NOT NULL;
CALL internal.describe('timeseries.sources', $$
Devices, gateways and brokers that samples come from.
id: Small and dense.
tenant_id: Whose row this is.
name: Unique within the tenant.
protocol: Protocol that it speaks; program for samples that a program writes.
definition: Everything that the driver needs but secrets.
spool_id: The spool that its samples pass through, which names the collector that feeds it; null where none does.
created_at: When the row was made.
updated_at: When the row was last changed.
$$);

CREATE TABLE timeseries.tags (
  id            integer          GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id     uuid             NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  source_id     integer,
  name          text             NOT NULL CHECK (name <> ''),
  description   text             NOT NULL DEFAULT '',
  unit          text             NOT NULL DEFAULT '',
  data_type     text             NOT NULL CHECK (data_type IN ('analog', 'digital', 'counter', 'text')),
  states        text[]           NOT NULL DEFAULT '{}',
  interpolation text             NOT NULL CHECK (interpolation IN ('step', 'linear')),
  range_low     double precision,
  range_high    double precision,
  filter        jsonb            NOT NULL DEFAULT '{}',
  created_at    timestamptz      NOT NULL DEFAULT now(),
  updated_at    timestamptz      NOT NULL DEFAULT now(),
  well_id       uuid,
  machine_id    uuid,
  equipment_id  uuid,
  CONSTRAINT tags_name_in_tenant UNIQUE (tenant_id, name),
  CONSTRAINT tags_of_tenant UNIQUE (tenant_id, id),
  -- With the tenant in it, a tag cannot name the source of somebody else.
  CONSTRAINT tags_source_in_tenant FOREIGN KEY (tenant_id, source_id) REFERENCES timeseries.sources (tenant_id, id),
  CONSTRAINT tags_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE SET NULL (well_id),
  CONSTRAINT tags_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE SET NULL (machine_id),
  CONSTRAINT tags_of_equipment FOREIGN KEY (tenant_id, equipment_id) REFERENCES equipment (tenant_id, id) ON DELETE SET NULL (equipment_id),
  CONSTRAINT tags_measure_one_asset CHECK (num_nonnulls(well_id, machine_id, equipment_id) <= 1),
  CONSTRAINT tags_range_rises CHECK (range_low < range_high)
);
CREATE INDEX tags_of_source ON timeseries.tags (tenant_id, source_id);
CREATE INDEX tags_by_well ON timeseries.tags (tenant_id, well_id) WHERE well_id IS NOT NULL;
CREATE INDEX tags_by_machine ON timeseries.tags (tenant_id, machine_id) WHERE machine_id IS NOT NULL;
CREATE INDEX tags_by_equipment ON timeseries.tags (tenant_id, equipment_id) WHERE equipment_id IS NOT NULL;
CALL internal.describe('timeseries.tags', $$
Measured points. The id is small and dense, since every sample carries it.
id: Small and dense, since every sample carries it.
tenant_id: Whose row this is.
source_id: Where its samples come from; null for a tag that nothing feeds.
name: A path: well-7/tubing-pressure.
description: For people.
unit: Engineering unit as shown to people: psi, bbl/d.
data_type: analog: a measured quantity; digital: one of its states; counter: only rises, but for a reset; text: its samples are in text_samples.
states: Labels of a digital tag; a state's number is its index, from 0.
interpolation: How to read between two samples: step holds the last one, linear joins them.
range_low: Lowest value that the instrument can show, in the unit of the tag.
range_high: Highest value that the instrument can show, in the unit of the tag.
filter: Settings of the filters between device and table.
created_at: When the row was made.
updated_at: When the row was last changed.
well_id: The well that it measures.
machine_id: The machine that it measures.
equipment_id: The piece of equipment that it measures.
$$);
CALL internal.updated_in_place('timeseries.tags');

-- The historian registers both as their owner: neither has the standard columns.
CALL internal.isolate('timeseries.sources');
CALL internal.isolate('timeseries.tags');
CREATE TRIGGER touch BEFORE UPDATE ON timeseries.sources FOR EACH ROW EXECUTE FUNCTION internal.touch();
CREATE TRIGGER touch BEFORE UPDATE ON timeseries.tags FOR EACH ROW EXECUTE FUNCTION internal.touch();
CALL internal.keep_history('timeseries.sources');
CALL internal.keep_history('timeseries.tags');
GRANT SELECT, INSERT, UPDATE, DELETE ON timeseries.sources, timeseries.tags TO varve_app;

CREATE VIEW channels WITH (security_invoker = true) AS
SELECT t.id, t.tenant_id, t.name, s.protocol, s.name AS source_name, t.source_id, t.description, t.unit, t.data_type,
       t.filter, s.definition AS source_definition, t.created_at, t.updated_at
FROM timeseries.tags t JOIN timeseries.sources s ON s.id = t.source_id;
CALL internal.describe('channels', $$
Tags that a source feeds, with what is known of it: what data acquisition calls a channel.
id: Id of the tag.
tenant_id: Whose row this is.
name: Name of the tag.
protocol: Protocol of the source.
source_name: Name of the source.
source_id: The source.
description: For people.
unit: Engineering unit.
data_type: analog, digital, counter or text.
filter: Settings of the filters between device and table.
source_definition: Everything that the driver needs but secrets.
created_at: When the tag was made.
updated_at: When the tag was last changed.
$$);
GRANT SELECT ON channels TO varve_app, varve_system;

-- Row-level security of the asker holds: it is given the tags of the tenant only.
CREATE FUNCTION internal.tags_in_scope(asking_user uuid, permission text) RETURNS SETOF integer LANGUAGE sql STABLE AS $$
  WITH RECURSIVE scopes AS MATERIALIZED (
    SELECT s.field_id, s.well_id, s.factory_id, s.machine_id, s.equipment_id
    FROM public.user_role_scopes s JOIN public.role_permissions p ON p.role_id = s.role_id
    WHERE s.user_id = asking_user AND s.deleted_at IS NULL AND p.permission_code = permission
  ), wells_ AS MATERIALIZED (
    SELECT w.id FROM public.wells w WHERE w.field_id IN (SELECT field_id FROM scopes) OR w.id IN (SELECT well_id FROM scopes)
  ), machines_ AS MATERIALIZED (
    SELECT m.id FROM public.machines m WHERE m.factory_id IN (SELECT factory_id FROM scopes) OR m.id IN (SELECT machine_id FROM scopes)
  ), equipment_ AS (
    SELECT e.id FROM public.equipment e
    WHERE e.id IN (SELECT equipment_id FROM scopes) OR e.well_id IN (SELECT id FROM wells_) OR e.factory_id IN (SELECT factory_id FROM scopes)
    UNION
    SELECT e.id FROM public.equipment e JOIN equipment_ whole ON e.part_of_id = whole.id
  )
  SELECT t.id FROM timeseries.tags t
  WHERE t.well_id IN (SELECT id FROM wells_) OR t.machine_id IN (SELECT id FROM machines_) OR t.equipment_id IN (SELECT id FROM equipment_)
$$;
COMMENT ON FUNCTION internal.tags_in_scope IS 'Tags at the places to which the roles that give a user a right are bound. For a user who has the right everywhere, all tags are in scope, and this is not asked.';
GRANT EXECUTE ON FUNCTION internal.tags_in_scope TO varve_app;
