-- Factories and their machines, and equipment anywhere.
CREATE TABLE factories (
  LIKE internal.standard_columns INCLUDING ALL,
  name          text NOT NULL CHECK (name <> ''),
  location      text NOT NULL DEFAULT '',
  country_code  text CHECK (country_code ~ '^[A-Z]{2}$'),
  time_zone     text NOT NULL DEFAULT 'UTC',
  latitude_deg  quantity,
  longitude_deg quantity,
  floor_area_m2 quantity,
  active        boolean NOT NULL DEFAULT true,
  CONSTRAINT factories_lie_on_earth CHECK (latitude_deg BETWEEN -90 AND 90 AND longitude_deg BETWEEN -180 AND 180),
  CONSTRAINT factories_place_is_whole CHECK ((latitude_deg IS NULL) = (longitude_deg IS NULL)),
  CONSTRAINT factories_area_is_positive CHECK (floor_area_m2 > 0)
);
CREATE UNIQUE INDEX factories_name_in_tenant ON factories (tenant_id, lower(name)) WHERE deleted_at IS NULL;
CALL internal.tenant_table('factories', $$
Sites whose energy is managed: plants, stations, treatment facilities.
name: Unique within the tenant.
location: Town and state, for people.
country_code: ISO 3166-1 alpha-2.
time_zone: IANA name: its tariffs and days hold by this clock.
latitude_deg: WGS 84, north positive.
longitude_deg: WGS 84, east positive.
floor_area_m2: For comparing sites.
active: False when it is no longer observed.
$$);

CREATE TABLE machines (
  LIKE internal.standard_columns INCLUDING ALL,
  factory_id         uuid    NOT NULL,
  name               text    NOT NULL CHECK (name <> ''),
  kind               text    NOT NULL CHECK (kind IN ('compressor', 'hvac', 'motor', 'pump', 'injection_molding', 'boiler', 'conveyor', 'lighting', 'other')),
  manufacturer       text    NOT NULL DEFAULT '',
  model              text    NOT NULL DEFAULT '',
  rated_power_kw     quantity,
  data_interval_s    quantity NOT NULL DEFAULT 10,
  register_modulus_kwh quantity,
  mqtt_topic         text    CHECK (mqtt_topic <> '' AND mqtt_topic !~ '[#+]'),
  production_unit    text    NOT NULL DEFAULT 'units',
  installed_on       date,
  significant_energy_user boolean NOT NULL DEFAULT true,
  active             boolean NOT NULL DEFAULT true,
  CONSTRAINT machines_in_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT machines_numbers_are_positive CHECK (rated_power_kw > 0 AND data_interval_s > 0 AND register_modulus_kwh > 0)
);
CREATE UNIQUE INDEX machines_name_in_factory ON machines (tenant_id, factory_id, lower(name)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX machines_topic_in_tenant ON machines (tenant_id, mqtt_topic) WHERE deleted_at IS NULL;
CALL internal.tenant_table('machines', $$
Energy users that are metered one by one.
factory_id: Where it stands.
name: Unique within the factory.
kind: Kind of thing.
manufacturer: Who made it.
model: As on the name plate.
rated_power_kw: As on the name plate.
data_interval_s: How often it reports.
register_modulus_kwh: Where the register of its meter is back at 0: 1000000 with six digits; null where that is not known, and then every fall is a reset.
mqtt_topic: Topic of its messages, without wildcards.
production_unit: Unit of its production: units, kg, Nm3.
installed_on: Day on which it was put to use.
significant_energy_user: Whether ISO 50001 counts it as one.
active: False when it is no longer observed.
$$);

CREATE TABLE machine_status (
  tenant_id      uuid NOT NULL DEFAULT internal.current_tenant() REFERENCES tenants (id),
  machine_id     uuid PRIMARY KEY,
  state          text NOT NULL DEFAULT 'unknown' CHECK (state IN ('running', 'idle', 'stopped', 'fault', 'maintenance', 'unknown')),
  since          timestamptz NOT NULL DEFAULT now(),
  last_seen_at   timestamptz,
  power_kw       double precision,
  message        text NOT NULL DEFAULT '',
  CONSTRAINT machine_status_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX machine_status_of_tenant ON machine_status (tenant_id, machine_id);
CALL internal.describe('machine_status', $$
Present state of machines.
tenant_id: Whose row this is.
machine_id: The machine.
state: Present state.
since: When it began to.
last_seen_at: When it last reported.
power_kw: At its last report.
message: Its own message, or the reason why it stands.
$$);
CALL internal.updated_in_place('machine_status');
CALL internal.isolate('machine_status');
GRANT SELECT, INSERT, UPDATE, DELETE ON machine_status TO varve_app;

CREATE VIEW machines_current_status WITH (security_invoker = true) AS
SELECT m.tenant_id, m.id AS machine_id, m.name, m.kind, m.factory_id, f.name AS factory_name, m.rated_power_kw, m.mqtt_topic,
       coalesce(s.state, 'unknown') AS state, s.since, s.last_seen_at, s.power_kw,
       s.power_kw / m.rated_power_kw AS load_fraction
FROM machines m
JOIN factories f ON f.id = m.factory_id
LEFT JOIN machine_status s ON s.machine_id = m.id
WHERE m.active AND m.deleted_at IS NULL;
CALL internal.describe('machines_current_status', $$
Machines with what they do now.
tenant_id: Whose row this is.
machine_id: The machine.
name: Name of the machine.
kind: Kind of thing.
factory_id: Where it stands.
factory_name: Name of the factory.
rated_power_kw: As on the name plate.
mqtt_topic: Topic of its messages.
state: Present state; unknown before its first report.
since: When it began to.
last_seen_at: When it last reported.
power_kw: At its last report.
load_fraction: Fraction of the rated power.
$$);
GRANT SELECT ON machines_current_status TO varve_app, varve_system;

CREATE TABLE equipment (
  LIKE internal.standard_columns INCLUDING ALL,
  well_id              uuid,
  factory_id           uuid,
  part_of_id           uuid,
  tag_number           text NOT NULL CHECK (tag_number <> ''),
  name                 text NOT NULL CHECK (name <> ''),
  kind                 text NOT NULL CHECK (kind IN ('wellhead', 'tubing', 'casing', 'packer', 'pump', 'motor', 'valve', 'separator', 'tank', 'heater',
    'compressor', 'generator', 'instrument', 'pipeline', 'rig', 'vehicle', 'other')),
  manufacturer         text NOT NULL DEFAULT '',
  model                text NOT NULL DEFAULT '',
  serial_number        text NOT NULL DEFAULT '',
  status               text NOT NULL DEFAULT 'in_service'
    CHECK (status IN ('in_service', 'standby', 'under_repair', 'out_of_service', 'retired')),
  criticality          text NOT NULL DEFAULT 'medium' CHECK (criticality IN ('low', 'medium', 'high', 'safety')),
  top_depth_md_ft      quantity,
  bottom_depth_md_ft   quantity,
  outer_diameter_in    quantity,
  inner_diameter_in    quantity,
  rated_pressure_psi   quantity,
  rated_temperature_degf quantity,
  installed_on         date,
  removed_on           date,
  running_hours        quantity NOT NULL DEFAULT 0,
  purchase_cost        amount,
  purchase_currency    currency_code,
  CONSTRAINT equipment_in_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT equipment_in_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT equipment_part_of FOREIGN KEY (tenant_id, part_of_id) REFERENCES equipment (tenant_id, id) ON DELETE SET NULL (part_of_id),
  CONSTRAINT equipment_stands_in_one_place CHECK (num_nonnulls(well_id, factory_id) <= 1),
  CONSTRAINT equipment_is_no_part_of_itself CHECK (part_of_id <> id),
  CONSTRAINT equipment_depths_rise CHECK (top_depth_md_ft >= 0 AND bottom_depth_md_ft >= top_depth_md_ft),
  CONSTRAINT equipment_inner_in_outer_diameter CHECK (inner_diameter_in > 0 AND outer_diameter_in > inner_diameter_in),
  CONSTRAINT equipment_numbers_not_negative CHECK (rated_pressure_psi >= 0 AND running_hours >= 0 AND purchase_cost >= 0),
  CONSTRAINT equipment_temperature_above_absolute_zero CHECK (rated_temperature_degf >= -459.67),
  CONSTRAINT equipment_removed_after_installed CHECK (removed_on >= installed_on),
  CONSTRAINT equipment_cost_has_currency CHECK ((purchase_cost IS NULL) = (purchase_currency IS NULL))
);
CREATE UNIQUE INDEX equipment_tag_number_in_tenant ON equipment (tenant_id, tag_number) WHERE deleted_at IS NULL;
CREATE INDEX equipment_in_well_by_depth ON equipment (tenant_id, well_id, top_depth_md_ft) WHERE well_id IS NOT NULL;
CREATE INDEX equipment_by_factory ON equipment (tenant_id, factory_id) WHERE factory_id IS NOT NULL;
CREATE INDEX equipment_parts ON equipment (tenant_id, part_of_id) WHERE part_of_id IS NOT NULL;
CALL internal.tenant_table('equipment', $$
Things that are installed, maintained and replaced: in a well, in a factory or anywhere else.
well_id: The well that it is in; null elsewhere.
factory_id: The factory that it is in; null elsewhere.
part_of_id: The whole of which it is a part.
tag_number: Written on it; unique within the tenant.
name: For people.
kind: Kind of thing.
manufacturer: Who made it.
model: As on the name plate.
serial_number: As on the name plate.
status: Present status.
criticality: Weight of a failure.
top_depth_md_ft: For a thing in a well, the depth at which it begins, along the hole.
bottom_depth_md_ft: For a thing in a well, the depth at which it ends, along the hole.
outer_diameter_in: For pipes and things that are put into them.
inner_diameter_in: For pipes.
rated_pressure_psi: Highest pressure of use, gauge.
rated_temperature_degf: Highest temperature of use.
installed_on: Day on which it was put in.
removed_on: Day on which it was taken out.
running_hours: Since it was new.
purchase_cost: Price that was paid.
purchase_currency: Currency of the cost.
$$);

-- Users who may do something at some places only. A place that a role is bound to cannot be removed: a role without a place holds everywhere.
CREATE TABLE user_role_scopes (
  LIKE internal.standard_columns INCLUDING ALL,
  user_id      uuid NOT NULL,
  role_id      uuid NOT NULL,
  field_id     uuid,
  well_id      uuid,
  factory_id   uuid,
  machine_id   uuid,
  equipment_id uuid,
  CONSTRAINT user_role_scopes_of_user_role FOREIGN KEY (tenant_id, user_id, role_id) REFERENCES user_roles (tenant_id, user_id, role_id) ON DELETE CASCADE,
  CONSTRAINT user_role_scopes_of_field FOREIGN KEY (tenant_id, field_id) REFERENCES fields (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT user_role_scopes_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT user_role_scopes_of_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT user_role_scopes_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT user_role_scopes_of_equipment FOREIGN KEY (tenant_id, equipment_id) REFERENCES equipment (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT user_role_scopes_name_one_place CHECK (num_nonnulls(field_id, well_id, factory_id, machine_id, equipment_id) = 1)
);
CREATE UNIQUE INDEX user_role_scopes_once ON user_role_scopes (tenant_id, user_id, role_id, coalesce(field_id, well_id, factory_id, machine_id, equipment_id));
CREATE INDEX user_role_scopes_by_field ON user_role_scopes (tenant_id, field_id) WHERE field_id IS NOT NULL;
CREATE INDEX user_role_scopes_by_well ON user_role_scopes (tenant_id, well_id) WHERE well_id IS NOT NULL;
CREATE INDEX user_role_scopes_by_factory ON user_role_scopes (tenant_id, factory_id) WHERE factory_id IS NOT NULL;
CREATE INDEX user_role_scopes_by_machine ON user_role_scopes (tenant_id, machine_id) WHERE machine_id IS NOT NULL;
CREATE INDEX user_role_scopes_by_equipment ON user_role_scopes (tenant_id, equipment_id) WHERE equipment_id IS NOT NULL;
CALL internal.tenant_table('user_role_scopes', $$
Places that a role of a user is bound to, with all that lies below them. A role without a row here holds everywhere.
user_id: The user.
role_id: A role that the user has.
field_id: The role holds in this field and its wells.
well_id: The role holds at this well.
factory_id: The role holds in this factory and at its machines.
machine_id: The role holds at this machine.
equipment_id: The role holds at this piece of equipment and its parts.
$$);
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OR DELETE ON user_role_scopes
  FOR EACH ROW EXECUTE FUNCTION internal.tell_access_changed('user', 'user_id');
