// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, date, doublePrecision, foreignKey, integer, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { timeseries } from './schemas.ts';

/** Oil and gas fields. */
export const fields = pgTable('fields', {
  ...standardColumns,
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** Short name used in reports and tag names. */
  code: text('code'),
  /** The company that operates it. */
  operatorName: text('operator_name').notNull().default(sql`''::text`),
  /** ISO 3166-1 alpha-2. */
  countryCode: text('country_code'),
  /** State, province or department. */
  region: text('region').notNull().default(sql`''::text`),
  /** Sedimentary basin. */
  basin: text('basin').notNull().default(sql`''::text`),
  /** WGS 84, north positive. */
  latitudeDeg: doublePrecision('latitude_deg'),
  /** WGS 84, east positive. */
  longitudeDeg: doublePrecision('longitude_deg'),
  /** Area of the licence. */
  areaAcres: doublePrecision('area_acres'),
  /** Day of the discovery. */
  discoveredOn: date('discovered_on'),
  /** Day of the first production. */
  firstOilOn: date('first_oil_on'),
  /** Phase of its life. */
  status: text('status', { enum: ['exploration', 'development', 'producing', 'suspended', 'abandoned'] }).notNull().default(sql`'producing'::text`),
});
export type Field = typeof fields.$inferSelect;
export type NewField = typeof fields.$inferInsert;

/** Boreholes from surface to bottom, whatever they are used for. */
export const wells = pgTable('wells', {
  ...standardColumns,
  /** The field that it belongs to. */
  fieldId: uuid('field_id').notNull(),
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** Number given by the authority: API number, UWI. */
  uniqueWellIdentifier: text('unique_well_identifier'),
  /** Purpose of the well. */
  kind: text('kind', { enum: ['oil_producer', 'gas_producer', 'water_injector', 'gas_injector', 'disposal', 'water_source', 'observation'] }).notNull().default(sql`'oil_producer'::text`),
  /** Present status. */
  status: text('status', { enum: ['planned', 'drilling', 'completed', 'producing', 'injecting', 'shut_in', 'suspended', 'abandoned'] }).notNull().default(sql`'planned'::text`),
  /** Shape of its path. */
  profile: text('profile', { enum: ['vertical', 'deviated', 'horizontal', 'multilateral'] }).notNull().default(sql`'vertical'::text`),
  /** Latitude of the wellhead; WGS 84, north positive. */
  surfaceLatitudeDeg: doublePrecision('surface_latitude_deg'),
  /** Longitude of the wellhead; WGS 84, east positive. */
  surfaceLongitudeDeg: doublePrecision('surface_longitude_deg'),
  /** Latitude of the bottom; WGS 84, north positive. */
  bottomLatitudeDeg: doublePrecision('bottom_latitude_deg'),
  /** Longitude of the bottom; WGS 84, east positive. */
  bottomLongitudeDeg: doublePrecision('bottom_longitude_deg'),
  /** Above mean sea level. */
  groundElevationFt: doublePrecision('ground_elevation_ft'),
  /** Above mean sea level: depths are measured from it. */
  kellyBushingElevationFt: doublePrecision('kelly_bushing_elevation_ft'),
  /** Along the hole. */
  totalDepthMdFt: doublePrecision('total_depth_md_ft'),
  /** Straight down. */
  totalDepthTvdFt: doublePrecision('total_depth_tvd_ft'),
  /** Offshore; null on land. */
  waterDepthFt: doublePrecision('water_depth_ft'),
  /** Day on which drilling began. */
  spuddedOn: date('spudded_on'),
  /** Day on which it was handed over to production. */
  completedOn: date('completed_on'),
  /** First day of production or injection. */
  firstProductionOn: date('first_production_on'),
  /** Day on which it was plugged for good. */
  abandonedOn: date('abandoned_on'),
}, (table) => [
  foreignKey({ name: 'wells_in_field', columns: [table.tenantId, table.fieldId], foreignColumns: [fields.tenantId, fields.id] }).onDelete('restrict'),
]);
export type Well = typeof wells.$inferSelect;
export type NewWell = typeof wells.$inferInsert;

/** Readings of the instruments of wells. */
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
  /** Temperature of the fluid. */
  wellheadTemperatureDegf: doublePrecision('wellhead_temperature_degf'),
  /** At the permanent gauge. */
  bottomholeTemperatureDegf: doublePrecision('bottomhole_temperature_degf'),
  /** Opening in 64ths of an inch. */
  chokeSize64thsIn: doublePrecision('choke_size_64ths_in'),
  /** Frequency of the drive. */
  pumpFrequencyHz: doublePrecision('pump_frequency_hz'),
  /** Gauge. */
  pumpIntakePressurePsi: doublePrecision('pump_intake_pressure_psi'),
  /** Current of one phase. */
  motorCurrentA: doublePrecision('motor_current_a'),
  /** Temperature of the winding. */
  motorTemperatureDegf: doublePrecision('motor_temperature_degf'),
  /** Root mean square. */
  vibrationG: doublePrecision('vibration_g'),
}, (table) => [
  primaryKey({ columns: [table.wellId, table.time] }),
]);
export type WellTelemetryT = typeof wellTelemetryTs.$inferSelect;
export type NewWellTelemetryT = typeof wellTelemetryTs.$inferInsert;

/** Readings of the instruments of wells. Rows of the tenant only. */
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
  /** Temperature of the fluid. */
  wellheadTemperatureDegf: doublePrecision('wellhead_temperature_degf'),
  /** At the permanent gauge. */
  bottomholeTemperatureDegf: doublePrecision('bottomhole_temperature_degf'),
  /** Opening in 64ths of an inch. */
  chokeSize64thsIn: doublePrecision('choke_size_64ths_in'),
  /** Frequency of the drive. */
  pumpFrequencyHz: doublePrecision('pump_frequency_hz'),
  /** Gauge. */
  pumpIntakePressurePsi: doublePrecision('pump_intake_pressure_psi'),
  /** Current of one phase. */
  motorCurrentA: doublePrecision('motor_current_a'),
  /** Temperature of the winding. */
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
