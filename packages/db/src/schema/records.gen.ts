// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';

/** Journal of alarms: every change of every one, shelved and suppressed ones included. */
export const alarmsTs = timeseries.table('alarms_ts', {
  /** When it happened. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The alarm. */
  alarmDefinitionId: uuid('alarm_definition_id').notNull(),
  /** What happened. */
  event: text('event', { enum: ['raised', 'cleared', 'acknowledged', 'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'taken_out_of_service', 'returned_to_service', 'reset', 'commented'] }).notNull(),
  /** The same for all events of one occurrence. */
  eventId: uuid('event_id').notNull(),
  /** 1 to 1000, as it was then. */
  severity: integer('severity').notNull(),
  /** OPC UA status code of the value. */
  status: integer('status').notNull().default(sql`0`),
  /** Of the tag then. */
  value: doublePrecision('value'),
  /** As shown, or what the operator wrote. */
  message: text('message').notNull().default(sql`''::text`),
  /** Who did it; null for what happened by itself. */
  userId: uuid('user_id'),
}, (table) => [
  primaryKey({ columns: [table.alarmDefinitionId, table.time, table.event] }),
]);
export type AlarmsT = typeof alarmsTs.$inferSelect;
export type NewAlarmsT = typeof alarmsTs.$inferInsert;

/** Samples that are kept with a batch, longer than the samples of its tags. */
export const batchData = timeseries.table('batch_data', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The batch. */
  batchId: uuid('batch_id').notNull(),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
}, (table) => [
  primaryKey({ columns: [table.batchId, table.tagId, table.time] }),
]);
export type BatchData = typeof batchData.$inferSelect;
export type NewBatchData = typeof batchData.$inferInsert;

/** What the instruments of a rig say. */
export const drillingTelemetryTs = timeseries.table('drilling_telemetry_ts', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The well that is drilled. */
  wellId: uuid('well_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
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
}, (table) => [
  primaryKey({ columns: [table.wellId, table.time] }),
]);
export type DrillingTelemetryT = typeof drillingTelemetryTs.$inferSelect;
export type NewDrillingTelemetryT = typeof drillingTelemetryTs.$inferInsert;

/** What the meters of machines say. */
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
  /** Of the fundamental. */
  powerFactor: doublePrecision('power_factor'),
  /** Line to line, mean of the phases. */
  voltageV: doublePrecision('voltage_v'),
  /** Mean of the phases. */
  currentA: doublePrecision('current_a'),
  /** Of the grid. */
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
  /** Of the hall. */
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

/** What machines made since their last report. */
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

/** Rates of wells as metered or worked out. */
export const wellProductionTs = timeseries.table('well_production_ts', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
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
}, (table) => [
  primaryKey({ columns: [table.wellId, table.time] }),
]);
export type WellProductionT = typeof wellProductionTs.$inferSelect;
export type NewWellProductionT = typeof wellProductionTs.$inferInsert;

/** What the instruments of a well say. */
export const wellTelemetryTs = timeseries.table('well_telemetry_ts', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull().default(sql`0`),
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
}, (table) => [
  primaryKey({ columns: [table.wellId, table.time] }),
]);
export type WellTelemetryT = typeof wellTelemetryTs.$inferSelect;
export type NewWellTelemetryT = typeof wellTelemetryTs.$inferInsert;
