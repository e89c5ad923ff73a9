// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, integer, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';

/** How far the accounts of meters go, and what they were made with. */
export const energyAccountHeads = timeseries.table('energy_account_heads', {
  /** The meter. */
  meterId: uuid('meter_id').notNull().primaryKey(),
  /** First moment that has no account yet. */
  accountedTo: timestamp('accounted_to', { withTimezone: true }).notNull(),
  /** Accounts before this are never made again: the readings may be gone. */
  keptFrom: timestamp('kept_from', { withTimezone: true }).notNull(),
  /** When the newest readings of the register before accounted_to were taken: the readings themselves may be gone. */
  registerTimes: timestamp('register_times', { withTimezone: true }).array().notNull(),
  /** Values of these readings, in kWh. */
  registerValues: doublePrecision('register_values').array().notNull(),
  /** Rated power of the machine, when the accounts were made: with another one they are made again. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** Modulus of the register of the machine, when the accounts were made: with another one they are made again. */
  registerModulusKwh: doublePrecision('register_modulus_kwh'),
});
export type EnergyAccountHead = typeof energyAccountHeads.$inferSelect;
export type NewEnergyAccountHead = typeof energyAccountHeads.$inferInsert;

/** Spans whose readings were written, changed or removed when they might have been accounted for: the next maintenance does it again. */
export const energyAccountNotes = timeseries.table('energy_account_notes', {
  /** Order of the notes. */
  id: bigint('id', { mode: 'number' }).notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** The meter. */
  meterId: uuid('meter_id').notNull(),
  /** Earliest of the readings. */
  firstTime: timestamp('first_time', { withTimezone: true }).notNull(),
  /** Latest of the readings. */
  lastTime: timestamp('last_time', { withTimezone: true }).notNull(),
});
export type EnergyAccountNote = typeof energyAccountNotes.$inferSelect;
export type NewEnergyAccountNote = typeof energyAccountNotes.$inferInsert;

/** Energy by meter and quarter of an hour of UTC. A quarter of which nothing is known has no row. */
export const energyAccounts = timeseries.table('energy_accounts', {
  /** The meter. Today each machine is its own meter, under the id of the machine. */
  meterId: uuid('meter_id').notNull(),
  /** Beginning of the quarter of an hour. */
  quarterStart: timestamp('quarter_start', { withTimezone: true }).notNull(),
  /** Energy used while it was read; null where coverage is 0. */
  energyKwh: doublePrecision('energy_kwh'),
  /** The same as demand meters count it: each power reading holds until the next. Differs from energy_kwh where there is no register. */
  heldKwh: doublePrecision('held_kwh'),
  /** How much of the quarter was read, 0 to 1. */
  coverage: doublePrecision('coverage').notNull(),
  /** register, power, both one after the other, or none. */
  method: text('method', { enum: ['register', 'power', 'both', 'none'] }).notNull(),
  /** Readings of the register that cannot be true and were left out. */
  leftOutCount: integer('left_out_count').notNull(),
  /** Seconds at 0.1 of the rated power or above. */
  runningS: doublePrecision('running_s').notNull(),
  /** Seconds below that, and at 0.01 of the rated power or above. */
  idleS: doublePrecision('idle_s').notNull(),
  /** Seconds below that. What is missing to 900 is unknown. */
  offS: doublePrecision('off_s').notNull(),
}, (table) => [
  primaryKey({ columns: [table.meterId, table.quarterStart] }),
]);
export type EnergyAccount = typeof energyAccounts.$inferSelect;
export type NewEnergyAccount = typeof energyAccounts.$inferInsert;

/** Readings of the meters of machines. */
export const energyReadings = timeseries.table('energy_readings', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The machine. */
  machineId: uuid('machine_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
  /** Active power; negative where it is fed back. */
  powerKw: doublePrecision('power_kw'),
  /** Counter of the meter: rises, but for a rollover or an exchange of the meter. */
  energyRegisterKwh: doublePrecision('energy_register_kwh'),
  /** Negative where it is capacitive. */
  reactivePowerKvar: doublePrecision('reactive_power_kvar'),
  /** Power factor of the fundamental. */
  powerFactor: doublePrecision('power_factor'),
  /** Line to line, mean of the phases. */
  voltageV: doublePrecision('voltage_v'),
  /** Mean of the phases. */
  currentA: doublePrecision('current_a'),
  /** Frequency of the grid. */
  frequencyHz: doublePrecision('frequency_hz'),
}, (table) => [
  primaryKey({ columns: [table.machineId, table.time] }),
]);
export type EnergyReading = typeof energyReadings.$inferSelect;
export type NewEnergyReading = typeof energyReadings.$inferInsert;

/** The surroundings of factories: what their use of energy depends on. */
export const environmentalData = timeseries.table('environmental_data', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The factory. */
  factoryId: uuid('factory_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
  /** In the shade. */
  outdoorTemperatureDegc: doublePrecision('outdoor_temperature_degc'),
  /** Temperature of the hall. */
  indoorTemperatureDegc: doublePrecision('indoor_temperature_degc'),
  /** Outdoors, 0 to 1. */
  relativeHumidity: doublePrecision('relative_humidity'),
  /** At the place, not reduced to sea level. */
  airPressureHpa: doublePrecision('air_pressure_hpa'),
  /** On the horizontal. */
  solarIrradianceWPerM2: doublePrecision('solar_irradiance_w_per_m2'),
}, (table) => [
  primaryKey({ columns: [table.factoryId, table.time] }),
]);
export type EnvironmentalData = typeof environmentalData.$inferSelect;
export type NewEnvironmentalData = typeof environmentalData.$inferInsert;

/** Output of machines since their last report. */
export const productionData = timeseries.table('production_data', {
  /** End of the interval. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The machine. */
  machineId: uuid('machine_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
  /** Since the record before, in the machine's unit, rejects included. */
  producedCount: doublePrecision('produced_count').notNull(),
  /** Since the record before, in the machine's unit. */
  rejectedCount: doublePrecision('rejected_count').notNull().default(sql`0`),
  /** As the machine says. */
  throughputPerH: doublePrecision('throughput_per_h'),
}, (table) => [
  primaryKey({ columns: [table.machineId, table.time] }),
]);
export type ProductionData = typeof productionData.$inferSelect;
export type NewProductionData = typeof productionData.$inferInsert;

/** How far the accounts of meters go, and what they were made with. Rows of the tenant only. */
export const energyAccountHeadsOfTenant = pgView('energy_account_heads', {
  /** The meter. */
  meterId: uuid('meter_id').notNull(),
  /** First moment that has no account yet. */
  accountedTo: timestamp('accounted_to', { withTimezone: true }).notNull(),
  /** Accounts before this are never made again: the readings may be gone. */
  keptFrom: timestamp('kept_from', { withTimezone: true }).notNull(),
  /** When the newest readings of the register before accounted_to were taken: the readings themselves may be gone. */
  registerTimes: timestamp('register_times', { withTimezone: true }).array().notNull(),
  /** Values of these readings, in kWh. */
  registerValues: doublePrecision('register_values').array().notNull(),
  /** Rated power of the machine, when the accounts were made: with another one they are made again. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** Modulus of the register of the machine, when the accounts were made: with another one they are made again. */
  registerModulusKwh: doublePrecision('register_modulus_kwh'),
}).existing();
export type EnergyAccountHeadOfTenant = typeof energyAccountHeadsOfTenant.$inferSelect;

/** Spans whose readings were written, changed or removed when they might have been accounted for: the next maintenance does it again. Rows of the tenant only. */
export const energyAccountNotesOfTenant = pgView('energy_account_notes', {
  /** Order of the notes. */
  id: bigint('id', { mode: 'number' }).notNull(),
  /** The meter. */
  meterId: uuid('meter_id').notNull(),
  /** Earliest of the readings. */
  firstTime: timestamp('first_time', { withTimezone: true }).notNull(),
  /** Latest of the readings. */
  lastTime: timestamp('last_time', { withTimezone: true }).notNull(),
}).existing();
export type EnergyAccountNoteOfTenant = typeof energyAccountNotesOfTenant.$inferSelect;

/** Energy by meter and quarter of an hour of UTC. A quarter of which nothing is known has no row. Rows of the tenant only. */
export const energyAccountsOfTenant = pgView('energy_accounts', {
  /** The meter. Today each machine is its own meter, under the id of the machine. */
  meterId: uuid('meter_id').notNull(),
  /** Beginning of the quarter of an hour. */
  quarterStart: timestamp('quarter_start', { withTimezone: true }).notNull(),
  /** Energy used while it was read; null where coverage is 0. */
  energyKwh: doublePrecision('energy_kwh'),
  /** The same as demand meters count it: each power reading holds until the next. Differs from energy_kwh where there is no register. */
  heldKwh: doublePrecision('held_kwh'),
  /** How much of the quarter was read, 0 to 1. */
  coverage: doublePrecision('coverage').notNull(),
  /** register, power, both one after the other, or none. */
  method: text('method').notNull(),
  /** Readings of the register that cannot be true and were left out. */
  leftOutCount: integer('left_out_count').notNull(),
  /** Seconds at 0.1 of the rated power or above. */
  runningS: doublePrecision('running_s').notNull(),
  /** Seconds below that, and at 0.01 of the rated power or above. */
  idleS: doublePrecision('idle_s').notNull(),
  /** Seconds below that. What is missing to 900 is unknown. */
  offS: doublePrecision('off_s').notNull(),
}).existing();
export type EnergyAccountOfTenant = typeof energyAccountsOfTenant.$inferSelect;

/** Readings of the meters of machines. Rows of the tenant only. */
export const energyReadingsOfTenant = pgView('energy_readings', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The machine. */
  machineId: uuid('machine_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** Active power; negative where it is fed back. */
  powerKw: doublePrecision('power_kw'),
  /** Counter of the meter: rises, but for a rollover or an exchange of the meter. */
  energyRegisterKwh: doublePrecision('energy_register_kwh'),
  /** Negative where it is capacitive. */
  reactivePowerKvar: doublePrecision('reactive_power_kvar'),
  /** Power factor of the fundamental. */
  powerFactor: doublePrecision('power_factor'),
  /** Line to line, mean of the phases. */
  voltageV: doublePrecision('voltage_v'),
  /** Mean of the phases. */
  currentA: doublePrecision('current_a'),
  /** Frequency of the grid. */
  frequencyHz: doublePrecision('frequency_hz'),
}).existing();
export type EnergyReadingOfTenant = typeof energyReadingsOfTenant.$inferSelect;

/** Summary of energy_readings, a row per thing and 00:15:00. Rows of the tenant only. */
export const energyReadings15min = pgView('energy_readings_15min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  powerKwAvg: doublePrecision('power_kw_avg'),
  /** Highest of good records. */
  powerKwMax: doublePrecision('power_kw_max'),
  /** Lowest of good records. */
  powerKwMin: doublePrecision('power_kw_min'),
  /** Mean of good records. */
  energyRegisterKwhAvg: doublePrecision('energy_register_kwh_avg'),
  /** Highest of good records. */
  energyRegisterKwhMax: doublePrecision('energy_register_kwh_max'),
  /** Lowest of good records. */
  energyRegisterKwhMin: doublePrecision('energy_register_kwh_min'),
  /** Mean of good records. */
  reactivePowerKvarAvg: doublePrecision('reactive_power_kvar_avg'),
  /** Highest of good records. */
  reactivePowerKvarMax: doublePrecision('reactive_power_kvar_max'),
  /** Lowest of good records. */
  reactivePowerKvarMin: doublePrecision('reactive_power_kvar_min'),
  /** Mean of good records. */
  powerFactorAvg: doublePrecision('power_factor_avg'),
  /** Highest of good records. */
  powerFactorMax: doublePrecision('power_factor_max'),
  /** Lowest of good records. */
  powerFactorMin: doublePrecision('power_factor_min'),
}).existing();
export type EnergyReadings15min = typeof energyReadings15min.$inferSelect;

/** Summary of energy_readings, a row per thing and day of UTC, whatever the time zone of the tenant or the factory is. Rows of the tenant only. */
export const energyReadings1day = pgView('energy_readings_1day', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  powerKwAvg: doublePrecision('power_kw_avg'),
  /** Highest of good records. */
  powerKwMax: doublePrecision('power_kw_max'),
  /** Lowest of good records. */
  powerKwMin: doublePrecision('power_kw_min'),
  /** Mean of good records. */
  energyRegisterKwhAvg: doublePrecision('energy_register_kwh_avg'),
  /** Highest of good records. */
  energyRegisterKwhMax: doublePrecision('energy_register_kwh_max'),
  /** Lowest of good records. */
  energyRegisterKwhMin: doublePrecision('energy_register_kwh_min'),
  /** Mean of good records. */
  reactivePowerKvarAvg: doublePrecision('reactive_power_kvar_avg'),
  /** Highest of good records. */
  reactivePowerKvarMax: doublePrecision('reactive_power_kvar_max'),
  /** Lowest of good records. */
  reactivePowerKvarMin: doublePrecision('reactive_power_kvar_min'),
  /** Mean of good records. */
  powerFactorAvg: doublePrecision('power_factor_avg'),
  /** Highest of good records. */
  powerFactorMax: doublePrecision('power_factor_max'),
  /** Lowest of good records. */
  powerFactorMin: doublePrecision('power_factor_min'),
}).existing();
export type EnergyReadings1day = typeof energyReadings1day.$inferSelect;

/** Summary of energy_readings, a row per thing and 01:00:00. Rows of the tenant only. */
export const energyReadings1hour = pgView('energy_readings_1hour', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  powerKwAvg: doublePrecision('power_kw_avg'),
  /** Highest of good records. */
  powerKwMax: doublePrecision('power_kw_max'),
  /** Lowest of good records. */
  powerKwMin: doublePrecision('power_kw_min'),
  /** Mean of good records. */
  energyRegisterKwhAvg: doublePrecision('energy_register_kwh_avg'),
  /** Highest of good records. */
  energyRegisterKwhMax: doublePrecision('energy_register_kwh_max'),
  /** Lowest of good records. */
  energyRegisterKwhMin: doublePrecision('energy_register_kwh_min'),
  /** Mean of good records. */
  reactivePowerKvarAvg: doublePrecision('reactive_power_kvar_avg'),
  /** Highest of good records. */
  reactivePowerKvarMax: doublePrecision('reactive_power_kvar_max'),
  /** Lowest of good records. */
  reactivePowerKvarMin: doublePrecision('reactive_power_kvar_min'),
  /** Mean of good records. */
  powerFactorAvg: doublePrecision('power_factor_avg'),
  /** Highest of good records. */
  powerFactorMax: doublePrecision('power_factor_max'),
  /** Lowest of good records. */
  powerFactorMin: doublePrecision('power_factor_min'),
}).existing();
export type EnergyReadings1hour = typeof energyReadings1hour.$inferSelect;

/** Summary of energy_readings, a row per thing and 00:01:00. Rows of the tenant only. */
export const energyReadings1min = pgView('energy_readings_1min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  powerKwAvg: doublePrecision('power_kw_avg'),
  /** Highest of good records. */
  powerKwMax: doublePrecision('power_kw_max'),
  /** Lowest of good records. */
  powerKwMin: doublePrecision('power_kw_min'),
  /** Mean of good records. */
  energyRegisterKwhAvg: doublePrecision('energy_register_kwh_avg'),
  /** Highest of good records. */
  energyRegisterKwhMax: doublePrecision('energy_register_kwh_max'),
  /** Lowest of good records. */
  energyRegisterKwhMin: doublePrecision('energy_register_kwh_min'),
  /** Mean of good records. */
  reactivePowerKvarAvg: doublePrecision('reactive_power_kvar_avg'),
  /** Highest of good records. */
  reactivePowerKvarMax: doublePrecision('reactive_power_kvar_max'),
  /** Lowest of good records. */
  reactivePowerKvarMin: doublePrecision('reactive_power_kvar_min'),
  /** Mean of good records. */
  powerFactorAvg: doublePrecision('power_factor_avg'),
  /** Highest of good records. */
  powerFactorMax: doublePrecision('power_factor_max'),
  /** Lowest of good records. */
  powerFactorMin: doublePrecision('power_factor_min'),
}).existing();
export type EnergyReadings1min = typeof energyReadings1min.$inferSelect;

/** The surroundings of factories: what their use of energy depends on. Rows of the tenant only. */
export const environmentalDataOfTenant = pgView('environmental_data', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The factory. */
  factoryId: uuid('factory_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** In the shade. */
  outdoorTemperatureDegc: doublePrecision('outdoor_temperature_degc'),
  /** Temperature of the hall. */
  indoorTemperatureDegc: doublePrecision('indoor_temperature_degc'),
  /** Outdoors, 0 to 1. */
  relativeHumidity: doublePrecision('relative_humidity'),
  /** At the place, not reduced to sea level. */
  airPressureHpa: doublePrecision('air_pressure_hpa'),
  /** On the horizontal. */
  solarIrradianceWPerM2: doublePrecision('solar_irradiance_w_per_m2'),
}).existing();
export type EnvironmentalDataOfTenant = typeof environmentalDataOfTenant.$inferSelect;

/** Summary of environmental_data, a row per thing and 00:15:00. Rows of the tenant only. */
export const environmentalData15min = pgView('environmental_data_15min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  factoryId: uuid('factory_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  outdoorTemperatureDegcAvg: doublePrecision('outdoor_temperature_degc_avg'),
  /** Highest of good records. */
  outdoorTemperatureDegcMax: doublePrecision('outdoor_temperature_degc_max'),
  /** Lowest of good records. */
  outdoorTemperatureDegcMin: doublePrecision('outdoor_temperature_degc_min'),
  /** Mean of good records. */
  indoorTemperatureDegcAvg: doublePrecision('indoor_temperature_degc_avg'),
  /** Highest of good records. */
  indoorTemperatureDegcMax: doublePrecision('indoor_temperature_degc_max'),
  /** Lowest of good records. */
  indoorTemperatureDegcMin: doublePrecision('indoor_temperature_degc_min'),
  /** Mean of good records. */
  relativeHumidityAvg: doublePrecision('relative_humidity_avg'),
  /** Highest of good records. */
  relativeHumidityMax: doublePrecision('relative_humidity_max'),
  /** Lowest of good records. */
  relativeHumidityMin: doublePrecision('relative_humidity_min'),
}).existing();
export type EnvironmentalData15min = typeof environmentalData15min.$inferSelect;

/** Summary of environmental_data, a row per thing and day of UTC, whatever the time zone of the tenant or the factory is. Rows of the tenant only. */
export const environmentalData1day = pgView('environmental_data_1day', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  factoryId: uuid('factory_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  outdoorTemperatureDegcAvg: doublePrecision('outdoor_temperature_degc_avg'),
  /** Highest of good records. */
  outdoorTemperatureDegcMax: doublePrecision('outdoor_temperature_degc_max'),
  /** Lowest of good records. */
  outdoorTemperatureDegcMin: doublePrecision('outdoor_temperature_degc_min'),
  /** Mean of good records. */
  indoorTemperatureDegcAvg: doublePrecision('indoor_temperature_degc_avg'),
  /** Highest of good records. */
  indoorTemperatureDegcMax: doublePrecision('indoor_temperature_degc_max'),
  /** Lowest of good records. */
  indoorTemperatureDegcMin: doublePrecision('indoor_temperature_degc_min'),
  /** Mean of good records. */
  relativeHumidityAvg: doublePrecision('relative_humidity_avg'),
  /** Highest of good records. */
  relativeHumidityMax: doublePrecision('relative_humidity_max'),
  /** Lowest of good records. */
  relativeHumidityMin: doublePrecision('relative_humidity_min'),
}).existing();
export type EnvironmentalData1day = typeof environmentalData1day.$inferSelect;

/** Summary of environmental_data, a row per thing and 01:00:00. Rows of the tenant only. */
export const environmentalData1hour = pgView('environmental_data_1hour', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  factoryId: uuid('factory_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  outdoorTemperatureDegcAvg: doublePrecision('outdoor_temperature_degc_avg'),
  /** Highest of good records. */
  outdoorTemperatureDegcMax: doublePrecision('outdoor_temperature_degc_max'),
  /** Lowest of good records. */
  outdoorTemperatureDegcMin: doublePrecision('outdoor_temperature_degc_min'),
  /** Mean of good records. */
  indoorTemperatureDegcAvg: doublePrecision('indoor_temperature_degc_avg'),
  /** Highest of good records. */
  indoorTemperatureDegcMax: doublePrecision('indoor_temperature_degc_max'),
  /** Lowest of good records. */
  indoorTemperatureDegcMin: doublePrecision('indoor_temperature_degc_min'),
  /** Mean of good records. */
  relativeHumidityAvg: doublePrecision('relative_humidity_avg'),
  /** Highest of good records. */
  relativeHumidityMax: doublePrecision('relative_humidity_max'),
  /** Lowest of good records. */
  relativeHumidityMin: doublePrecision('relative_humidity_min'),
}).existing();
export type EnvironmentalData1hour = typeof environmentalData1hour.$inferSelect;

/** Output of machines since their last report. Rows of the tenant only. */
export const productionDataOfTenant = pgView('production_data', {
  /** End of the interval. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The machine. */
  machineId: uuid('machine_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** Since the record before, in the machine's unit, rejects included. */
  producedCount: doublePrecision('produced_count').notNull(),
  /** Since the record before, in the machine's unit. */
  rejectedCount: doublePrecision('rejected_count').notNull(),
  /** As the machine says. */
  throughputPerH: doublePrecision('throughput_per_h'),
}).existing();
export type ProductionDataOfTenant = typeof productionDataOfTenant.$inferSelect;

/** Summary of production_data, a row per thing and 00:15:00. Rows of the tenant only. */
export const productionData15min = pgView('production_data_15min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  producedCountAvg: doublePrecision('produced_count_avg'),
  /** Highest of good records. */
  producedCountMax: doublePrecision('produced_count_max'),
  /** Lowest of good records. */
  producedCountMin: doublePrecision('produced_count_min'),
  /** Mean of good records. */
  rejectedCountAvg: doublePrecision('rejected_count_avg'),
  /** Highest of good records. */
  rejectedCountMax: doublePrecision('rejected_count_max'),
  /** Lowest of good records. */
  rejectedCountMin: doublePrecision('rejected_count_min'),
  /** Mean of good records. */
  throughputPerHAvg: doublePrecision('throughput_per_h_avg'),
  /** Highest of good records. */
  throughputPerHMax: doublePrecision('throughput_per_h_max'),
  /** Lowest of good records. */
  throughputPerHMin: doublePrecision('throughput_per_h_min'),
}).existing();
export type ProductionData15min = typeof productionData15min.$inferSelect;

/** Summary of production_data, a row per thing and day of UTC, whatever the time zone of the tenant or the factory is. Rows of the tenant only. */
export const productionData1day = pgView('production_data_1day', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  producedCountAvg: doublePrecision('produced_count_avg'),
  /** Highest of good records. */
  producedCountMax: doublePrecision('produced_count_max'),
  /** Lowest of good records. */
  producedCountMin: doublePrecision('produced_count_min'),
  /** Mean of good records. */
  rejectedCountAvg: doublePrecision('rejected_count_avg'),
  /** Highest of good records. */
  rejectedCountMax: doublePrecision('rejected_count_max'),
  /** Lowest of good records. */
  rejectedCountMin: doublePrecision('rejected_count_min'),
  /** Mean of good records. */
  throughputPerHAvg: doublePrecision('throughput_per_h_avg'),
  /** Highest of good records. */
  throughputPerHMax: doublePrecision('throughput_per_h_max'),
  /** Lowest of good records. */
  throughputPerHMin: doublePrecision('throughput_per_h_min'),
}).existing();
export type ProductionData1day = typeof productionData1day.$inferSelect;

/** Summary of production_data, a row per thing and 01:00:00. Rows of the tenant only. */
export const productionData1hour = pgView('production_data_1hour', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  producedCountAvg: doublePrecision('produced_count_avg'),
  /** Highest of good records. */
  producedCountMax: doublePrecision('produced_count_max'),
  /** Lowest of good records. */
  producedCountMin: doublePrecision('produced_count_min'),
  /** Mean of good records. */
  rejectedCountAvg: doublePrecision('rejected_count_avg'),
  /** Highest of good records. */
  rejectedCountMax: doublePrecision('rejected_count_max'),
  /** Lowest of good records. */
  rejectedCountMin: doublePrecision('rejected_count_min'),
  /** Mean of good records. */
  throughputPerHAvg: doublePrecision('throughput_per_h_avg'),
  /** Highest of good records. */
  throughputPerHMax: doublePrecision('throughput_per_h_max'),
  /** Lowest of good records. */
  throughputPerHMin: doublePrecision('throughput_per_h_min'),
}).existing();
export type ProductionData1hour = typeof productionData1hour.$inferSelect;

/** Summary of production_data, a row per thing and 00:01:00. Rows of the tenant only. */
export const productionData1min = pgView('production_data_1min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  machineId: uuid('machine_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  producedCountAvg: doublePrecision('produced_count_avg'),
  /** Highest of good records. */
  producedCountMax: doublePrecision('produced_count_max'),
  /** Lowest of good records. */
  producedCountMin: doublePrecision('produced_count_min'),
  /** Mean of good records. */
  rejectedCountAvg: doublePrecision('rejected_count_avg'),
  /** Highest of good records. */
  rejectedCountMax: doublePrecision('rejected_count_max'),
  /** Lowest of good records. */
  rejectedCountMin: doublePrecision('rejected_count_min'),
  /** Mean of good records. */
  throughputPerHAvg: doublePrecision('throughput_per_h_avg'),
  /** Highest of good records. */
  throughputPerHMax: doublePrecision('throughput_per_h_max'),
  /** Lowest of good records. */
  throughputPerHMin: doublePrecision('throughput_per_h_min'),
}).existing();
export type ProductionData1min = typeof productionData1min.$inferSelect;
