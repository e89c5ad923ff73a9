-- Prices and emissions of energy.
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
energy_source: Energy that is paid for.
valid_from: First day, by the clock of the factory.
valid_to: First day on which it does not hold any more; null while it holds.
price_per_kwh: Outside all periods.
demand_charge_per_kw: For the peak of a billing period.
fixed_charge_per_day: Whatever is used.
currency: Currency of all its prices.
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
Emissions of a unit of energy, and from when to when they hold.
factory_id: Where it holds; null for every factory that has none of its own.
energy_source: Energy that is burnt or bought.
region: Grid or supplier.
scope: Scope of the greenhouse gas protocol.
kg_co2e_per_kwh: Emission factor.
valid_from: First day.
valid_to: First day on which it does not hold any more; null while it holds.
reference: Where the number comes from.
$$);
