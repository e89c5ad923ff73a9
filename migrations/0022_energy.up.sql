-- What energy costs and emits, what is normal, and what is not. After ISO 50001 and 50006.
CREATE TABLE energy_tariffs (
  LIKE internal.standard_columns INCLUDING ALL,
  factory_id            uuid,
  name                  text NOT NULL CHECK (name <> ''),
  energy_source         text NOT NULL DEFAULT 'electricity' CHECK (energy_source IN ('electricity', 'gas', 'steam', 'compressed_air', 'diesel')),
  valid_from            date NOT NULL,
  valid_to              date,
  price_per_kwh         numeric(18, 6) NOT NULL CHECK (price_per_kwh >= 0),
  demand_charge_per_kw  amount NOT NULL DEFAULT 0 CHECK (demand_charge_per_kw >= 0),
  fixed_charge_per_day  amount NOT NULL DEFAULT 0 CHECK (fixed_charge_per_day >= 0),
  currency              currency_code NOT NULL,
  CONSTRAINT energy_tariffs_of_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT energy_tariffs_end_after_start CHECK (valid_to > valid_from)
);
CREATE INDEX energy_tariffs_newest_of_factory ON energy_tariffs (tenant_id, factory_id, energy_source, valid_from DESC);
CALL internal.tenant_table('energy_tariffs', $$
Prices of energy, and from when to when they hold.
factory_id: Where it holds; null for every factory that has none of its own.
name: As on the contract.
energy_source: What is paid for.
valid_from: First day, by the clock of the factory.
valid_to: First day on which it does not hold any more; null while it holds.
price_per_kwh: Outside all periods.
demand_charge_per_kw: For the peak of a billing period.
fixed_charge_per_day: Whatever is used.
currency: Of all its prices.
$$);

CREATE TABLE energy_tariff_periods (
  LIKE internal.standard_columns INCLUDING ALL,
  energy_tariff_id uuid     NOT NULL,
  name             text     NOT NULL CHECK (name <> ''),
  priority         integer  NOT NULL DEFAULT 1 CHECK (priority > 0),
  months           smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7,8,9,10,11,12}',
  weekdays         smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}',
  starts_at        time     NOT NULL,
  ends_at          time     NOT NULL,
  price_per_kwh    numeric(18, 6) NOT NULL CHECK (price_per_kwh >= 0),
  CONSTRAINT energy_tariff_periods_of_tariff FOREIGN KEY (tenant_id, energy_tariff_id) REFERENCES energy_tariffs (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT energy_tariff_periods_months_exist CHECK (months <@ '{1,2,3,4,5,6,7,8,9,10,11,12}' AND cardinality(months) > 0),
  CONSTRAINT energy_tariff_periods_weekdays_exist CHECK (weekdays <@ '{1,2,3,4,5,6,7}' AND cardinality(weekdays) > 0),
  CONSTRAINT energy_tariff_periods_last_some_time CHECK (starts_at <> ends_at)
);
CREATE UNIQUE INDEX energy_tariff_periods_in_order ON energy_tariff_periods (tenant_id, energy_tariff_id, priority, starts_at, name) WHERE deleted_at IS NULL;
CALL internal.tenant_table('energy_tariff_periods', $$
Times of use: hours in which another price holds.
energy_tariff_id: The tariff.
name: peak, off-peak.
priority: Where two periods hold, the one with the lower number counts.
months: In which it holds, 1 to 12.
weekdays: On which it holds, 1 Monday to 7 Sunday; after midnight the new day counts.
starts_at: By the clock of the factory.
ends_at: By the clock of the factory, not included; not after starts_at for one that goes over midnight.
price_per_kwh: In the tariff's currency.
$$);

CREATE TABLE carbon_factors (
  LIKE internal.standard_columns INCLUDING ALL,
  factory_id       uuid,
  energy_source    text NOT NULL DEFAULT 'electricity' CHECK (energy_source IN ('electricity', 'gas', 'steam', 'compressed_air', 'diesel')),
  region           text NOT NULL DEFAULT '',
  scope            integer NOT NULL DEFAULT 2 CHECK (scope IN (1, 2, 3)),
  kg_co2e_per_kwh  quantity NOT NULL,
  valid_from       date NOT NULL,
  valid_to         date,
  reference        text NOT NULL DEFAULT '',
  CONSTRAINT carbon_factors_of_factory FOREIGN KEY (tenant_id, factory_id) REFERENCES factories (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT carbon_factors_not_negative CHECK (kg_co2e_per_kwh >= 0),
  CONSTRAINT carbon_factors_end_after_start CHECK (valid_to > valid_from)
);
CREATE INDEX carbon_factors_newest_of_factory ON carbon_factors (tenant_id, factory_id, energy_source, valid_from DESC);
CALL internal.tenant_table('carbon_factors', $$
What a unit of energy emits, and from when to when that holds.
factory_id: Where it holds; null for every factory that has none of its own.
energy_source: What is burnt or bought.
region: Grid or supplier.
scope: Of the greenhouse gas protocol.
kg_co2e_per_kwh: Emission factor.
valid_from: First day.
valid_to: First day on which it does not hold any more; null while it holds.
reference: Where the number comes from.
$$);

CREATE TABLE energy_baselines (
  LIKE internal.standard_columns INCLUDING ALL,
  machine_id        uuid NOT NULL,
  name              text NOT NULL CHECK (name <> ''),
  model             text NOT NULL CHECK (model IN ('mean', 'linear_regression', 'multiple_regression', 'polynomial', 'change_point')),
  energy_interval   text NOT NULL DEFAULT 'day' CHECK (energy_interval IN ('hour', 'day', 'week', 'month')),
  period_start      timestamptz NOT NULL,
  period_end        timestamptz NOT NULL,
  features          text[] NOT NULL DEFAULT '{}',
  coefficients      double precision[] NOT NULL,
  parameters        jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
  sample_count      integer NOT NULL CHECK (sample_count > 0),
  r_squared         quantity,
  cv_rmse           quantity,
  nmbe              quantity,
  active            boolean NOT NULL DEFAULT false,
  CONSTRAINT energy_baselines_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT energy_baselines_end_after_start CHECK (period_end > period_start),
  CONSTRAINT energy_baselines_coefficients_are_numbers CHECK (cardinality(coefficients) > 0 AND internal.all_finite(coefficients)),
  CONSTRAINT energy_baselines_fit_is_possible CHECK (r_squared <= 1 AND cv_rmse >= 0)
);
CREATE UNIQUE INDEX energy_baselines_one_active_per_machine ON energy_baselines (tenant_id, machine_id, energy_interval) WHERE active AND deleted_at IS NULL;
CREATE INDEX energy_baselines_newest_of_machine ON energy_baselines (tenant_id, machine_id, period_end DESC);
CALL internal.tenant_table('energy_baselines', $$
Models of what a machine would use: the energy baseline of ISO 50006.
machine_id: The machine.
name: For people.
model: Kind of model.
energy_interval: What one prediction covers.
period_start: Beginning of the data that it was fitted to.
period_end: End of the data that it was fitted to.
features: Relevant variables, in the order of the coefficients.
coefficients: The constant first, then one for each feature.
parameters: What else the model needs, by name: balance temperatures.
sample_count: Intervals that it was fitted to.
r_squared: Coefficient of determination: 1 less SSE by SST.
cv_rmse: Coefficient of variation of the root mean square error, as a fraction.
nmbe: Normalised mean bias error, as a fraction; below 0 where the model predicts too much.
active: The one that is compared with.
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
What every machine does now.
tenant_id: Whose row this is.
machine_id: The machine.
state: What it does.
since: When it began to.
last_seen_at: When it last reported.
power_kw: At its last report.
message: What it says, or why it stands.
$$);
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
name: Of the machine.
kind: What it is.
factory_id: Where it stands.
factory_name: Of the factory.
rated_power_kw: As on the name plate.
mqtt_topic: Topic of its messages.
state: What it does; unknown before its first report.
since: When it began to.
last_seen_at: When it last reported.
power_kw: At its last report.
load_fraction: Of the rated power.
$$);
GRANT SELECT ON machines_current_status TO varve_app, varve_system;

CREATE TABLE anomalies (
  LIKE internal.standard_columns INCLUDING ALL,
  machine_id       uuid,
  well_id          uuid,
  tag_id           integer,
  data_source_id   uuid,
  quantity_name    text NOT NULL CHECK (quantity_name <> ''),
  detected_at      timestamptz NOT NULL,
  ended_at         timestamptz,
  value            quantity NOT NULL,
  expected_value   quantity,
  deviation        quantity,
  severity         text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  method           text NOT NULL CHECK (method <> ''),
  reason           text NOT NULL DEFAULT '',
  metadata         jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  status           text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'investigating', 'resolved', 'dismissed')),
  resolved_at      timestamptz,
  resolved_by      uuid,
  CONSTRAINT anomalies_of_machine FOREIGN KEY (tenant_id, machine_id) REFERENCES machines (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT anomalies_of_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT anomalies_of_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES timeseries.tags (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT anomalies_resolved_by FOREIGN KEY (tenant_id, resolved_by) REFERENCES users (tenant_id, id),
  CONSTRAINT anomalies_of_one_thing CHECK (num_nonnulls(machine_id, well_id, tag_id) <= 1),
  CONSTRAINT anomalies_end_after_start CHECK (ended_at >= detected_at),
  CONSTRAINT anomalies_resolved_have_a_time CHECK ((status = 'resolved') <= (resolved_at IS NOT NULL))
);
CREATE INDEX anomalies_newest ON anomalies (tenant_id, detected_at DESC);
CREATE INDEX anomalies_open_by_severity ON anomalies (tenant_id, severity, detected_at DESC) WHERE status IN ('open', 'investigating');
CREATE INDEX anomalies_by_machine ON anomalies (tenant_id, machine_id, detected_at DESC) WHERE machine_id IS NOT NULL;
CREATE INDEX anomalies_by_well ON anomalies (tenant_id, well_id, detected_at DESC) WHERE well_id IS NOT NULL;
CREATE INDEX anomalies_by_tag ON anomalies (tenant_id, tag_id, detected_at DESC) WHERE tag_id IS NOT NULL;
CREATE INDEX anomalies_by_quantity ON anomalies (tenant_id, quantity_name, detected_at DESC);
CALL internal.tenant_table('anomalies', $$
What is not as it should be, whoever found it and of whatever: a machine, a well, a tag or a KPI.
machine_id: The machine that it is about.
well_id: The well that it is about.
tag_id: The tag that it is about.
data_source_id: The data source that the KPI was worked out from.
quantity_name: What is off: power_kw, specific energy consumption, name of a KPI.
detected_at: When it was seen.
ended_at: When it was over; null while it lasts.
value: What was found, in the unit of the quantity.
expected_value: What was expected, in the same unit.
deviation: In standard deviations; below 0 for too little.
severity: How bad.
method: How it was found: z_score, ewma, baseline.
reason: In words.
metadata: What else the method says.
status: What was done about it.
resolved_at: When it was settled.
resolved_by: Who settled it.
$$);
