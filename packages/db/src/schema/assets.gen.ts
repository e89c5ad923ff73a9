// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, date, doublePrecision, foreignKey, numeric, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { wells } from './wells.gen.ts';

/** Sites whose energy is managed: plants, stations, treatment facilities. */
export const factories = pgTable('factories', {
  ...standardColumns,
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** Town and state, for people. */
  location: text('location').notNull().default(sql`''::text`),
  /** ISO 3166-1 alpha-2. */
  countryCode: text('country_code'),
  /** IANA name: its tariffs and days hold by this clock. */
  timeZone: text('time_zone').notNull().default(sql`'UTC'::text`),
  /** WGS 84, north positive. */
  latitudeDeg: doublePrecision('latitude_deg'),
  /** WGS 84, east positive. */
  longitudeDeg: doublePrecision('longitude_deg'),
  /** For comparing sites. */
  floorAreaM2: doublePrecision('floor_area_m2'),
  /** False when it is no longer observed. */
  active: boolean('active').notNull().default(sql`true`),
});
export type Factory = typeof factories.$inferSelect;
export type NewFactory = typeof factories.$inferInsert;

/** Things that are installed, maintained and replaced: in a well, in a factory or anywhere else. */
export const equipment = pgTable('equipment', {
  ...standardColumns,
  /** The well that it is in; null elsewhere. */
  wellId: uuid('well_id'),
  /** The factory that it is in; null elsewhere. */
  factoryId: uuid('factory_id'),
  /** The whole of which it is a part. */
  partOfId: uuid('part_of_id'),
  /** Written on it; unique within the tenant. */
  tagNumber: text('tag_number').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** Kind of thing. */
  kind: text('kind', { enum: ['wellhead', 'tubing', 'casing', 'packer', 'pump', 'motor', 'valve', 'separator', 'tank', 'heater', 'compressor', 'generator', 'instrument', 'pipeline', 'rig', 'vehicle', 'other'] }).notNull(),
  /** Who made it. */
  manufacturer: text('manufacturer').notNull().default(sql`''::text`),
  /** As on the name plate. */
  model: text('model').notNull().default(sql`''::text`),
  /** As on the name plate. */
  serialNumber: text('serial_number').notNull().default(sql`''::text`),
  /** Present status. */
  status: text('status', { enum: ['in_service', 'standby', 'under_repair', 'out_of_service', 'retired'] }).notNull().default(sql`'in_service'::text`),
  /** Weight of a failure. */
  criticality: text('criticality', { enum: ['low', 'medium', 'high', 'safety'] }).notNull().default(sql`'medium'::text`),
  /** For a thing in a well, the depth at which it begins, along the hole. */
  topDepthMdFt: doublePrecision('top_depth_md_ft'),
  /** For a thing in a well, the depth at which it ends, along the hole. */
  bottomDepthMdFt: doublePrecision('bottom_depth_md_ft'),
  /** For pipes and things that are put into them. */
  outerDiameterIn: doublePrecision('outer_diameter_in'),
  /** For pipes. */
  innerDiameterIn: doublePrecision('inner_diameter_in'),
  /** Highest pressure of use, gauge. */
  ratedPressurePsi: doublePrecision('rated_pressure_psi'),
  /** Highest temperature of use. */
  ratedTemperatureDegf: doublePrecision('rated_temperature_degf'),
  /** Day on which it was put in. */
  installedOn: date('installed_on'),
  /** Day on which it was taken out. */
  removedOn: date('removed_on'),
  /** Since it was new. */
  runningHours: doublePrecision('running_hours').notNull().default(sql`0`),
  /** Price that was paid. */
  purchaseCost: numeric('purchase_cost', { precision: 18, scale: 4 }),
  /** Currency of the cost. */
  purchaseCurrency: text('purchase_currency'),
}, (table) => [
  foreignKey({ name: 'equipment_in_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('restrict'),
  foreignKey({ name: 'equipment_in_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
  foreignKey({ name: 'equipment_part_of', columns: [table.tenantId, table.partOfId], foreignColumns: [table.tenantId, table.id] }).onDelete('set null'),
]);
export type Equipment = typeof equipment.$inferSelect;
export type NewEquipment = typeof equipment.$inferInsert;

/** Energy users that are metered one by one. */
export const machines = pgTable('machines', {
  ...standardColumns,
  /** Where it stands. */
  factoryId: uuid('factory_id').notNull(),
  /** Unique within the factory. */
  name: text('name').notNull(),
  /** Kind of thing. */
  kind: text('kind', { enum: ['compressor', 'hvac', 'motor', 'pump', 'injection_molding', 'boiler', 'conveyor', 'lighting', 'other'] }).notNull(),
  /** Who made it. */
  manufacturer: text('manufacturer').notNull().default(sql`''::text`),
  /** As on the name plate. */
  model: text('model').notNull().default(sql`''::text`),
  /** As on the name plate. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** How often it reports. */
  dataIntervalS: doublePrecision('data_interval_s').notNull().default(sql`10`),
  /** Where the register of its meter is back at 0: 1000000 with six digits; null where that is not known, and then every fall is a reset. */
  registerModulusKwh: doublePrecision('register_modulus_kwh'),
  /** Topic of its messages, without wildcards. */
  mqttTopic: text('mqtt_topic'),
  /** Unit of its production: units, kg, Nm3. */
  productionUnit: text('production_unit').notNull().default(sql`'units'::text`),
  /** Day on which it was put to use. */
  installedOn: date('installed_on'),
  /** Whether ISO 50001 counts it as one. */
  significantEnergyUser: boolean('significant_energy_user').notNull().default(sql`true`),
  /** False when it is no longer observed. */
  active: boolean('active').notNull().default(sql`true`),
}, (table) => [
  foreignKey({ name: 'machines_in_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('restrict'),
]);
export type Machine = typeof machines.$inferSelect;
export type NewMachine = typeof machines.$inferInsert;

/** Present state of machines. */
export const machineStatus = pgTable('machine_status', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The machine. */
  machineId: uuid('machine_id').notNull().primaryKey(),
  /** Present state. */
  state: text('state', { enum: ['running', 'idle', 'stopped', 'fault', 'maintenance', 'unknown'] }).notNull().default(sql`'unknown'::text`),
  /** When it began to. */
  since: timestamp('since', { withTimezone: true }).notNull().default(sql`now()`),
  /** When it last reported. */
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
  /** At its last report. */
  powerKw: doublePrecision('power_kw'),
  /** Its own message, or the reason why it stands. */
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
  /** Name of the machine. */
  name: text('name'),
  /** Kind of thing. */
  kind: text('kind'),
  /** Where it stands. */
  factoryId: uuid('factory_id'),
  /** Name of the factory. */
  factoryName: text('factory_name'),
  /** As on the name plate. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** Topic of its messages. */
  mqttTopic: text('mqtt_topic'),
  /** Present state; unknown before its first report. */
  state: text('state'),
  /** When it began to. */
  since: timestamp('since', { withTimezone: true }),
  /** When it last reported. */
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
  /** At its last report. */
  powerKw: doublePrecision('power_kw'),
  /** Fraction of the rated power. */
  loadFraction: doublePrecision('load_fraction'),
}).existing();
export type MachinesCurrentStatus = typeof machinesCurrentStatus.$inferSelect;
