// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { bigint, doublePrecision, integer, pgView, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Journal of alarms: every change of every one, shelved and suppressed ones included. Rows of the tenant only. */
export const alarmsTsOfTenant = pgView('alarms_ts', {
  /** When it happened. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The alarm. */
  alarmDefinitionId: uuid('alarm_definition_id').notNull(),
  /** What happened. */
  event: text('event').notNull(),
  /** The same for all events of one occurrence. */
  eventId: uuid('event_id').notNull(),
  /** 1 to 1000, as it was then. */
  severity: integer('severity').notNull(),
  /** OPC UA status code of the value. */
  status: integer('status').notNull(),
  /** Of the tag then. */
  value: doublePrecision('value'),
  /** As shown, or what the operator wrote. */
  message: text('message').notNull(),
  /** Who did it; null for what happened by itself. */
  userId: uuid('user_id'),
}).existing();
export type AlarmsTOfTenant = typeof alarmsTsOfTenant.$inferSelect;

/** Samples that are kept with a batch, longer than the samples of its tags. Rows of the tenant only. */
export const batchDataOfTenant = pgView('batch_data', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The batch. */
  batchId: uuid('batch_id').notNull(),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
}).existing();
export type BatchDataOfTenant = typeof batchDataOfTenant.$inferSelect;

/** Samples of the tenant's channels with their quality as a word. */
export const channelData = pgView('channel_data', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** The channel: a tag that a source feeds. */
  channelId: integer('channel_id'),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** GOOD, UNCERTAIN or BAD. */
  quality: text('quality'),
}).existing();
export type ChannelData = typeof channelData.$inferSelect;

/** What the instruments of a rig say. Rows of the tenant only. */
export const drillingTelemetryTsOfTenant = pgView('drilling_telemetry_ts', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The well that is drilled. */
  wellId: uuid('well_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** Along the hole. */
  bitDepthMdFt: doublePrecision('bit_depth_md_ft'),
  /** Along the hole. */
  holeDepthMdFt: doublePrecision('hole_depth_md_ft'),
  /** Above the floor. */
  blockHeightFt: doublePrecision('block_height_ft'),
  /** What the hook carries. */
  hookLoadKlbf: doublePrecision('hook_load_klbf'),
  /** What the bit carries. */
  weightOnBitKlbf: doublePrecision('weight_on_bit_klbf'),
  /** Of the string. */
  rotarySpeedRpm: doublePrecision('rotary_speed_rpm'),
  /** Of the string at the surface. */
  torqueFtLbf: doublePrecision('torque_ft_lbf'),
  /** Of the bit. */
  rateOfPenetrationFtPerH: doublePrecision('rate_of_penetration_ft_per_h'),
  /** Pumped. */
  flowInGpm: doublePrecision('flow_in_gpm'),
  /** Returned. */
  flowOutGpm: doublePrecision('flow_out_gpm'),
  /** Gauge. */
  standpipePressurePsi: doublePrecision('standpipe_pressure_psi'),
  /** Pumped. */
  mudWeightInPpg: doublePrecision('mud_weight_in_ppg'),
  /** Returned. */
  mudWeightOutPpg: doublePrecision('mud_weight_out_ppg'),
  /** Of the active pits. */
  pitVolumeBbl: doublePrecision('pit_volume_bbl'),
  /** Of the returned gas, by volume. */
  gasPercent: doublePrecision('gas_percent'),
}).existing();
export type DrillingTelemetryTOfTenant = typeof drillingTelemetryTsOfTenant.$inferSelect;

/** Summary of drilling_telemetry_ts, a row per thing and 00:01:00. Rows of the tenant only. */
export const drillingTelemetryTs1min = pgView('drilling_telemetry_ts_1min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  wellId: uuid('well_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  holeDepthMdFtAvg: doublePrecision('hole_depth_md_ft_avg'),
  /** Highest of good records. */
  holeDepthMdFtMax: doublePrecision('hole_depth_md_ft_max'),
  /** Lowest of good records. */
  holeDepthMdFtMin: doublePrecision('hole_depth_md_ft_min'),
  /** Mean of good records. */
  hookLoadKlbfAvg: doublePrecision('hook_load_klbf_avg'),
  /** Highest of good records. */
  hookLoadKlbfMax: doublePrecision('hook_load_klbf_max'),
  /** Lowest of good records. */
  hookLoadKlbfMin: doublePrecision('hook_load_klbf_min'),
  /** Mean of good records. */
  weightOnBitKlbfAvg: doublePrecision('weight_on_bit_klbf_avg'),
  /** Highest of good records. */
  weightOnBitKlbfMax: doublePrecision('weight_on_bit_klbf_max'),
  /** Lowest of good records. */
  weightOnBitKlbfMin: doublePrecision('weight_on_bit_klbf_min'),
  /** Mean of good records. */
  rotarySpeedRpmAvg: doublePrecision('rotary_speed_rpm_avg'),
  /** Highest of good records. */
  rotarySpeedRpmMax: doublePrecision('rotary_speed_rpm_max'),
  /** Lowest of good records. */
  rotarySpeedRpmMin: doublePrecision('rotary_speed_rpm_min'),
  /** Mean of good records. */
  torqueFtLbfAvg: doublePrecision('torque_ft_lbf_avg'),
  /** Highest of good records. */
  torqueFtLbfMax: doublePrecision('torque_ft_lbf_max'),
  /** Lowest of good records. */
  torqueFtLbfMin: doublePrecision('torque_ft_lbf_min'),
  /** Mean of good records. */
  rateOfPenetrationFtPerHAvg: doublePrecision('rate_of_penetration_ft_per_h_avg'),
  /** Highest of good records. */
  rateOfPenetrationFtPerHMax: doublePrecision('rate_of_penetration_ft_per_h_max'),
  /** Lowest of good records. */
  rateOfPenetrationFtPerHMin: doublePrecision('rate_of_penetration_ft_per_h_min'),
  /** Mean of good records. */
  flowInGpmAvg: doublePrecision('flow_in_gpm_avg'),
  /** Highest of good records. */
  flowInGpmMax: doublePrecision('flow_in_gpm_max'),
  /** Lowest of good records. */
  flowInGpmMin: doublePrecision('flow_in_gpm_min'),
  /** Mean of good records. */
  standpipePressurePsiAvg: doublePrecision('standpipe_pressure_psi_avg'),
  /** Highest of good records. */
  standpipePressurePsiMax: doublePrecision('standpipe_pressure_psi_max'),
  /** Lowest of good records. */
  standpipePressurePsiMin: doublePrecision('standpipe_pressure_psi_min'),
}).existing();
export type DrillingTelemetryTs1min = typeof drillingTelemetryTs1min.$inferSelect;

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
  /** What they showed, in kWh. */
  registerValues: doublePrecision('register_values').array().notNull(),
  /** Of the machine, when the accounts were made: with another one they are made again. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** Of the machine, when the accounts were made: with another one they are made again. */
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

/** What meters counted, by quarters of an hour of UTC; a quarter of which nothing is known has no row. Rows of the tenant only. */
export const energyAccountsOfTenant = pgView('energy_accounts', {
  /** The meter. Today each machine is its own meter, under the id of the machine. */
  meterId: uuid('meter_id').notNull(),
  /** Beginning of the quarter of an hour. */
  quarterStart: timestamp('quarter_start', { withTimezone: true }).notNull(),
  /** What was used while it was read; null where coverage is 0. */
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

/** What the meters of machines say. Rows of the tenant only. */
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
  /** Of the fundamental. */
  powerFactor: doublePrecision('power_factor'),
  /** Line to line, mean of the phases. */
  voltageV: doublePrecision('voltage_v'),
  /** Mean of the phases. */
  currentA: doublePrecision('current_a'),
  /** Of the grid. */
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
  /** Of the hall. */
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

/** What machines made since their last report. Rows of the tenant only. */
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

/** Samples of the tenant's tags. */
export const samplesOfTenant = pgView('samples', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** The tag. */
  tagId: integer('tag_id'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status'),
}).existing();
export type SampleOfTenant = typeof samplesOfTenant.$inferSelect;

/** Samples of the tenant's tags with the name of the tag and the quality of OPC classic. */
export const scadaTagsTs = pgView('scada_tags_ts', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** The tag. */
  tagId: integer('tag_id'),
  /** Name of the tag. */
  tagName: text('tag_name'),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** Of the value. */
  unit: text('unit'),
  /** 192 good, 64 uncertain, 0 bad, with the sub-status. */
  qualityCode: smallint('quality_code'),
}).existing();
export type ScadaTagsT = typeof scadaTagsTs.$inferSelect;

/** Samples of the tenant's text tags. */
export const textSamplesOfTenant = pgView('text_samples', {
  /** When the text was read. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
  /** The text; null where a bad sample has none. */
  value: text('value'),
}).existing();
export type TextSampleOfTenant = typeof textSamplesOfTenant.$inferSelect;

/** Rates of wells as metered or worked out. Rows of the tenant only. */
export const wellProductionTsOfTenant = pgView('well_production_ts', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** At stock-tank conditions. */
  oilRateBopd: doublePrecision('oil_rate_bopd'),
  /** At standard conditions. */
  gasRateMscfd: doublePrecision('gas_rate_mscfd'),
  /** At standard conditions. */
  waterRateBwpd: doublePrecision('water_rate_bwpd'),
  /** Fraction of the liquid, 0 to 1. */
  waterCut: doublePrecision('water_cut'),
  /** Gauge. */
  tubingHeadPressurePsi: doublePrecision('tubing_head_pressure_psi'),
  /** Gauge. */
  casingHeadPressurePsi: doublePrecision('casing_head_pressure_psi'),
  /** Opening in 64ths of an inch. */
  chokeSize64thsIn: doublePrecision('choke_size_64ths_in'),
}).existing();
export type WellProductionTOfTenant = typeof wellProductionTsOfTenant.$inferSelect;

/** Summary of well_production_ts, a row per thing and day of UTC, whatever the time zone of the tenant or the factory is. Rows of the tenant only. */
export const wellProductionTs1day = pgView('well_production_ts_1day', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  wellId: uuid('well_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  oilRateBopdAvg: doublePrecision('oil_rate_bopd_avg'),
  /** Highest of good records. */
  oilRateBopdMax: doublePrecision('oil_rate_bopd_max'),
  /** Lowest of good records. */
  oilRateBopdMin: doublePrecision('oil_rate_bopd_min'),
  /** Mean of good records. */
  gasRateMscfdAvg: doublePrecision('gas_rate_mscfd_avg'),
  /** Highest of good records. */
  gasRateMscfdMax: doublePrecision('gas_rate_mscfd_max'),
  /** Lowest of good records. */
  gasRateMscfdMin: doublePrecision('gas_rate_mscfd_min'),
  /** Mean of good records. */
  waterRateBwpdAvg: doublePrecision('water_rate_bwpd_avg'),
  /** Highest of good records. */
  waterRateBwpdMax: doublePrecision('water_rate_bwpd_max'),
  /** Lowest of good records. */
  waterRateBwpdMin: doublePrecision('water_rate_bwpd_min'),
  /** Mean of good records. */
  tubingHeadPressurePsiAvg: doublePrecision('tubing_head_pressure_psi_avg'),
  /** Highest of good records. */
  tubingHeadPressurePsiMax: doublePrecision('tubing_head_pressure_psi_max'),
  /** Lowest of good records. */
  tubingHeadPressurePsiMin: doublePrecision('tubing_head_pressure_psi_min'),
}).existing();
export type WellProductionTs1day = typeof wellProductionTs1day.$inferSelect;

/** Summary of well_production_ts, a row per thing and 01:00:00. Rows of the tenant only. */
export const wellProductionTs1hour = pgView('well_production_ts_1hour', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  wellId: uuid('well_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  oilRateBopdAvg: doublePrecision('oil_rate_bopd_avg'),
  /** Highest of good records. */
  oilRateBopdMax: doublePrecision('oil_rate_bopd_max'),
  /** Lowest of good records. */
  oilRateBopdMin: doublePrecision('oil_rate_bopd_min'),
  /** Mean of good records. */
  gasRateMscfdAvg: doublePrecision('gas_rate_mscfd_avg'),
  /** Highest of good records. */
  gasRateMscfdMax: doublePrecision('gas_rate_mscfd_max'),
  /** Lowest of good records. */
  gasRateMscfdMin: doublePrecision('gas_rate_mscfd_min'),
  /** Mean of good records. */
  waterRateBwpdAvg: doublePrecision('water_rate_bwpd_avg'),
  /** Highest of good records. */
  waterRateBwpdMax: doublePrecision('water_rate_bwpd_max'),
  /** Lowest of good records. */
  waterRateBwpdMin: doublePrecision('water_rate_bwpd_min'),
  /** Mean of good records. */
  tubingHeadPressurePsiAvg: doublePrecision('tubing_head_pressure_psi_avg'),
  /** Highest of good records. */
  tubingHeadPressurePsiMax: doublePrecision('tubing_head_pressure_psi_max'),
  /** Lowest of good records. */
  tubingHeadPressurePsiMin: doublePrecision('tubing_head_pressure_psi_min'),
}).existing();
export type WellProductionTs1hour = typeof wellProductionTs1hour.$inferSelect;

/** What the instruments of a well say. Rows of the tenant only. */
export const wellTelemetryTsOfTenant = pgView('well_telemetry_ts', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** Gauge. */
  tubingHeadPressurePsi: doublePrecision('tubing_head_pressure_psi'),
  /** Gauge. */
  casingHeadPressurePsi: doublePrecision('casing_head_pressure_psi'),
  /** Gauge. */
  flowlinePressurePsi: doublePrecision('flowline_pressure_psi'),
  /** Gauge, at the permanent gauge. */
  bottomholePressurePsi: doublePrecision('bottomhole_pressure_psi'),
  /** Of the fluid. */
  wellheadTemperatureDegf: doublePrecision('wellhead_temperature_degf'),
  /** At the permanent gauge. */
  bottomholeTemperatureDegf: doublePrecision('bottomhole_temperature_degf'),
  /** Opening in 64ths of an inch. */
  chokeSize64thsIn: doublePrecision('choke_size_64ths_in'),
  /** Of the drive. */
  pumpFrequencyHz: doublePrecision('pump_frequency_hz'),
  /** Gauge. */
  pumpIntakePressurePsi: doublePrecision('pump_intake_pressure_psi'),
  /** Of one phase. */
  motorCurrentA: doublePrecision('motor_current_a'),
  /** Of the winding. */
  motorTemperatureDegf: doublePrecision('motor_temperature_degf'),
  /** Root mean square. */
  vibrationG: doublePrecision('vibration_g'),
}).existing();
export type WellTelemetryTOfTenant = typeof wellTelemetryTsOfTenant.$inferSelect;

/** Summary of well_telemetry_ts, a row per thing and 01:00:00. Rows of the tenant only. */
export const wellTelemetryTs1hour = pgView('well_telemetry_ts_1hour', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  wellId: uuid('well_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  tubingHeadPressurePsiAvg: doublePrecision('tubing_head_pressure_psi_avg'),
  /** Highest of good records. */
  tubingHeadPressurePsiMax: doublePrecision('tubing_head_pressure_psi_max'),
  /** Lowest of good records. */
  tubingHeadPressurePsiMin: doublePrecision('tubing_head_pressure_psi_min'),
  /** Mean of good records. */
  casingHeadPressurePsiAvg: doublePrecision('casing_head_pressure_psi_avg'),
  /** Highest of good records. */
  casingHeadPressurePsiMax: doublePrecision('casing_head_pressure_psi_max'),
  /** Lowest of good records. */
  casingHeadPressurePsiMin: doublePrecision('casing_head_pressure_psi_min'),
  /** Mean of good records. */
  flowlinePressurePsiAvg: doublePrecision('flowline_pressure_psi_avg'),
  /** Highest of good records. */
  flowlinePressurePsiMax: doublePrecision('flowline_pressure_psi_max'),
  /** Lowest of good records. */
  flowlinePressurePsiMin: doublePrecision('flowline_pressure_psi_min'),
  /** Mean of good records. */
  wellheadTemperatureDegfAvg: doublePrecision('wellhead_temperature_degf_avg'),
  /** Highest of good records. */
  wellheadTemperatureDegfMax: doublePrecision('wellhead_temperature_degf_max'),
  /** Lowest of good records. */
  wellheadTemperatureDegfMin: doublePrecision('wellhead_temperature_degf_min'),
  /** Mean of good records. */
  pumpFrequencyHzAvg: doublePrecision('pump_frequency_hz_avg'),
  /** Highest of good records. */
  pumpFrequencyHzMax: doublePrecision('pump_frequency_hz_max'),
  /** Lowest of good records. */
  pumpFrequencyHzMin: doublePrecision('pump_frequency_hz_min'),
  /** Mean of good records. */
  motorCurrentAAvg: doublePrecision('motor_current_a_avg'),
  /** Highest of good records. */
  motorCurrentAMax: doublePrecision('motor_current_a_max'),
  /** Lowest of good records. */
  motorCurrentAMin: doublePrecision('motor_current_a_min'),
}).existing();
export type WellTelemetryTs1hour = typeof wellTelemetryTs1hour.$inferSelect;

/** Summary of well_telemetry_ts, a row per thing and 00:01:00. Rows of the tenant only. */
export const wellTelemetryTs1min = pgView('well_telemetry_ts_1min', {
  /** First moment that the row covers. */
  bucket: timestamp('bucket', { withTimezone: true }),
  /** What the records are about. */
  wellId: uuid('well_id'),
  /** How many records there were. */
  sampleCount: bigint('sample_count', { mode: 'number' }),
  /** How many of them were good. */
  goodCount: bigint('good_count', { mode: 'number' }),
  /** Mean of good records. */
  tubingHeadPressurePsiAvg: doublePrecision('tubing_head_pressure_psi_avg'),
  /** Highest of good records. */
  tubingHeadPressurePsiMax: doublePrecision('tubing_head_pressure_psi_max'),
  /** Lowest of good records. */
  tubingHeadPressurePsiMin: doublePrecision('tubing_head_pressure_psi_min'),
  /** Mean of good records. */
  casingHeadPressurePsiAvg: doublePrecision('casing_head_pressure_psi_avg'),
  /** Highest of good records. */
  casingHeadPressurePsiMax: doublePrecision('casing_head_pressure_psi_max'),
  /** Lowest of good records. */
  casingHeadPressurePsiMin: doublePrecision('casing_head_pressure_psi_min'),
  /** Mean of good records. */
  flowlinePressurePsiAvg: doublePrecision('flowline_pressure_psi_avg'),
  /** Highest of good records. */
  flowlinePressurePsiMax: doublePrecision('flowline_pressure_psi_max'),
  /** Lowest of good records. */
  flowlinePressurePsiMin: doublePrecision('flowline_pressure_psi_min'),
  /** Mean of good records. */
  wellheadTemperatureDegfAvg: doublePrecision('wellhead_temperature_degf_avg'),
  /** Highest of good records. */
  wellheadTemperatureDegfMax: doublePrecision('wellhead_temperature_degf_max'),
  /** Lowest of good records. */
  wellheadTemperatureDegfMin: doublePrecision('wellhead_temperature_degf_min'),
  /** Mean of good records. */
  pumpFrequencyHzAvg: doublePrecision('pump_frequency_hz_avg'),
  /** Highest of good records. */
  pumpFrequencyHzMax: doublePrecision('pump_frequency_hz_max'),
  /** Lowest of good records. */
  pumpFrequencyHzMin: doublePrecision('pump_frequency_hz_min'),
  /** Mean of good records. */
  motorCurrentAAvg: doublePrecision('motor_current_a_avg'),
  /** Highest of good records. */
  motorCurrentAMax: doublePrecision('motor_current_a_max'),
  /** Lowest of good records. */
  motorCurrentAMin: doublePrecision('motor_current_a_min'),
}).existing();
export type WellTelemetryTs1min = typeof wellTelemetryTs1min.$inferSelect;
