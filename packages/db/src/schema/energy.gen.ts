// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, date, doublePrecision, foreignKey, integer, jsonb, numeric, pgTable, pgView, primaryKey, smallint, text, time, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { dataSources } from './analytics.gen.ts';
import { factories, machines, wells } from './assets.gen.ts';
import { users } from './core.gen.ts';
import { tags } from './timeseries.gen.ts';

/** What is not as it should be, whoever found it and of whatever: a machine, a well, a tag or a KPI. */
export const anomalies = pgTable('anomalies', {
  ...standardColumns,
  /** The machine that it is about. */
  machineId: uuid('machine_id'),
  /** The well that it is about. */
  wellId: uuid('well_id'),
  /** The tag that it is about. */
  tagId: integer('tag_id'),
  /** The data source that the KPI was worked out from. */
  dataSourceId: uuid('data_source_id'),
  /** What is off: power_kw, specific energy consumption, name of a KPI. */
  quantityName: text('quantity_name').notNull(),
  /** When it was seen. */
  detectedAt: timestamp('detected_at', { withTimezone: true }).notNull(),
  /** When it was over; null while it lasts. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** What was found, in the unit of the quantity. */
  value: doublePrecision('value').notNull(),
  /** What was expected, in the same unit. */
  expectedValue: doublePrecision('expected_value'),
  /** In standard deviations; below 0 for too little. */
  deviation: doublePrecision('deviation'),
  /** How bad. */
  severity: text('severity', { enum: ['low', 'medium', 'high', 'critical'] }).notNull(),
  /** How it was found: z_score, ewma, baseline. */
  method: text('method').notNull(),
  /** In words. */
  reason: text('reason').notNull().default(sql`''::text`),
  /** What else the method says. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
  /** What was done about it. */
  status: text('status', { enum: ['open', 'investigating', 'resolved', 'dismissed'] }).notNull().default(sql`'open'::text`),
  /** When it was settled. */
  resolvedAt: timestamp('resolved_at', { withTimezone: true }),
  /** Who settled it. */
  resolvedBy: uuid('resolved_by'),
}, (table) => [
  foreignKey({ name: 'anomalies_from_data_source', columns: [table.tenantId, table.dataSourceId], foreignColumns: [dataSources.tenantId, dataSources.id] }).onDelete('set null'),
  foreignKey({ name: 'anomalies_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('cascade'),
  foreignKey({ name: 'anomalies_of_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('cascade'),
  foreignKey({ name: 'anomalies_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('cascade'),
  foreignKey({ name: 'anomalies_resolved_by', columns: [table.tenantId, table.resolvedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type Anomaly = typeof anomalies.$inferSelect;
export type NewAnomaly = typeof anomalies.$inferInsert;

/** What a unit of energy emits, and from when to when that holds. */
export const carbonFactors = pgTable('carbon_factors', {
  ...standardColumns,
  /** Where it holds; null for every factory that has none of its own. */
  factoryId: uuid('factory_id'),
  /** What is burnt or bought. */
  energySource: text('energy_source', { enum: ['electricity', 'gas', 'steam', 'compressed_air', 'diesel'] }).notNull().default(sql`'electricity'::text`),
  /** Grid or supplier. */
  region: text('region').notNull().default(sql`''::text`),
  /** Of the greenhouse gas protocol. */
  scope: integer('scope').notNull().default(sql`2`),
  /** Emission factor. */
  kgCo2ePerKwh: doublePrecision('kg_co2e_per_kwh').notNull(),
  /** First day. */
  validFrom: date('valid_from').notNull(),
  /** First day on which it does not hold any more; null while it holds. */
  validTo: date('valid_to'),
  /** Where the number comes from. */
  reference: text('reference').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'carbon_factors_of_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('cascade'),
]);
export type CarbonFactor = typeof carbonFactors.$inferSelect;
export type NewCarbonFactor = typeof carbonFactors.$inferInsert;

/** Models of what a machine would use: the energy baseline of ISO 50006. */
export const energyBaselines = pgTable('energy_baselines', {
  ...standardColumns,
  /** The machine. */
  machineId: uuid('machine_id').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** Kind of model. */
  model: text('model', { enum: ['mean', 'linear_regression', 'multiple_regression', 'polynomial', 'change_point'] }).notNull(),
  /** What one prediction covers. */
  energyInterval: text('energy_interval', { enum: ['hour', 'day', 'week', 'month'] }).notNull().default(sql`'day'::text`),
  /** Beginning of the data that it was fitted to. */
  periodStart: timestamp('period_start', { withTimezone: true }).notNull(),
  /** End of the data that it was fitted to. */
  periodEnd: timestamp('period_end', { withTimezone: true }).notNull(),
  /** Relevant variables, in the order of the coefficients. */
  features: text('features').array().notNull().default(sql`'{}'::text[]`),
  /** The constant first, then one for each feature. */
  coefficients: doublePrecision('coefficients').array().notNull(),
  /** What else the model needs, by name: balance temperatures. */
  parameters: jsonb('parameters').notNull().default(sql`'{}'::jsonb`),
  /** Intervals that it was fitted to. */
  sampleCount: integer('sample_count').notNull(),
  /** Coefficient of determination: 1 less SSE by SST. */
  rSquared: doublePrecision('r_squared'),
  /** Coefficient of variation of the root mean square error, as a fraction. */
  cvRmse: doublePrecision('cv_rmse'),
  /** Normalised mean bias error, as a fraction; below 0 where the model predicts too much. */
  nmbe: doublePrecision('nmbe'),
  /** The one that is compared with. */
  active: boolean('active').notNull().default(sql`false`),
}, (table) => [
  foreignKey({ name: 'energy_baselines_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('cascade'),
]);
export type EnergyBaseline = typeof energyBaselines.$inferSelect;
export type NewEnergyBaseline = typeof energyBaselines.$inferInsert;

/** Prices of energy, and from when to when they hold. */
export const energyTariffs = pgTable('energy_tariffs', {
  ...standardColumns,
  /** Where it holds; null for every factory that has none of its own. */
  factoryId: uuid('factory_id'),
  /** As on the contract. */
  name: text('name').notNull(),
  /** What is paid for. */
  energySource: text('energy_source', { enum: ['electricity', 'gas', 'steam', 'compressed_air', 'diesel'] }).notNull().default(sql`'electricity'::text`),
  /** First day, by the clock of the factory. */
  validFrom: date('valid_from').notNull(),
  /** First day on which it does not hold any more; null while it holds. */
  validTo: date('valid_to'),
  /** Outside all periods. */
  pricePerKwh: numeric('price_per_kwh', { precision: 18, scale: 6 }).notNull(),
  /** For the peak of a billing period. */
  demandChargePerKw: numeric('demand_charge_per_kw', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Whatever is used. */
  fixedChargePerDay: numeric('fixed_charge_per_day', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Of all its prices. */
  currency: text('currency').notNull(),
}, (table) => [
  foreignKey({ name: 'energy_tariffs_of_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('cascade'),
]);
export type EnergyTariff = typeof energyTariffs.$inferSelect;
export type NewEnergyTariff = typeof energyTariffs.$inferInsert;

/** Times of use: hours in which another price holds. */
export const energyTariffPeriods = pgTable('energy_tariff_periods', {
  ...standardColumns,
  /** The tariff. */
  energyTariffId: uuid('energy_tariff_id').notNull(),
  /** peak, off-peak. */
  name: text('name').notNull(),
  /** Where two periods hold, the one with the lower number counts. */
  priority: integer('priority').notNull().default(sql`1`),
  /** In which it holds, 1 to 12. */
  months: smallint('months').array().notNull().default(sql`'{1,2,3,4,5,6,7,8,9,10,11,12}'::smallint[]`),
  /** On which it holds, 1 Monday to 7 Sunday; after midnight the new day counts. */
  weekdays: smallint('weekdays').array().notNull().default(sql`'{1,2,3,4,5,6,7}'::smallint[]`),
  /** By the clock of the factory. */
  startsAt: time('starts_at').notNull(),
  /** By the clock of the factory, not included; not after starts_at for one that goes over midnight. */
  endsAt: time('ends_at').notNull(),
  /** In the tariff's currency. */
  pricePerKwh: numeric('price_per_kwh', { precision: 18, scale: 6 }).notNull(),
}, (table) => [
  foreignKey({ name: 'energy_tariff_periods_of_tariff', columns: [table.tenantId, table.energyTariffId], foreignColumns: [energyTariffs.tenantId, energyTariffs.id] }).onDelete('cascade'),
]);
export type EnergyTariffPeriod = typeof energyTariffPeriods.$inferSelect;
export type NewEnergyTariffPeriod = typeof energyTariffPeriods.$inferInsert;

/** What every machine does now. */
export const machineStatus = pgTable('machine_status', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The machine. */
  machineId: uuid('machine_id').notNull().primaryKey(),
  /** What it does. */
  state: text('state', { enum: ['running', 'idle', 'stopped', 'fault', 'maintenance', 'unknown'] }).notNull().default(sql`'unknown'::text`),
  /** When it began to. */
  since: timestamp('since', { withTimezone: true }).notNull().default(sql`now()`),
  /** When it last reported. */
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
  /** At its last report. */
  powerKw: doublePrecision('power_kw'),
  /** What it says, or why it stands. */
  message: text('message').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'machine_status_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('cascade'),
]);
export type MachineStatus = typeof machineStatus.$inferSelect;
export type NewMachineStatus = typeof machineStatus.$inferInsert;

/** Machines with what they do now. */
export const machinesCurrentStatus = pgView('machines_current_status', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** The machine. */
  machineId: uuid('machine_id'),
  /** Of the machine. */
  name: text('name'),
  /** What it is. */
  kind: text('kind'),
  /** Where it stands. */
  factoryId: uuid('factory_id'),
  /** Of the factory. */
  factoryName: text('factory_name'),
  /** As on the name plate. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** Topic of its messages. */
  mqttTopic: text('mqtt_topic'),
  /** What it does; unknown before its first report. */
  state: text('state'),
  /** When it began to. */
  since: timestamp('since', { withTimezone: true }),
  /** When it last reported. */
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
  /** At its last report. */
  powerKw: doublePrecision('power_kw'),
  /** Of the rated power. */
  loadFraction: doublePrecision('load_fraction'),
}).existing();
export type MachinesCurrentStatus = typeof machinesCurrentStatus.$inferSelect;
