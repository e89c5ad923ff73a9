// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, boolean, date, doublePrecision, foreignKey, integer, jsonb, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { timeseries } from './schemas.ts';
import { equipment } from './assets.gen.ts';
import { users } from './users.gen.ts';
import { wells } from './wells.gen.ts';

/** How wells are lifted: a row per installation. */
export const artificialLift = pgTable('artificial_lift', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** The pump or valve as a piece of equipment. */
  equipmentId: uuid('equipment_id'),
  /** Way of lifting. */
  kind: text('kind', { enum: ['esp', 'rod_pump', 'gas_lift', 'pcp', 'jet_pump', 'plunger', 'hydraulic_piston', 'none'] }).notNull(),
  /** Day on which it was put in. */
  installedOn: date('installed_on').notNull(),
  /** Day on which it was pulled; null while it is in. */
  removedOn: date('removed_on'),
  /** Along the hole. */
  settingDepthMdFt: doublePrecision('setting_depth_md_ft'),
  /** Stages of a centrifugal pump. */
  stages: integer('stages'),
  /** Liquid that it was chosen for. */
  designRateBpd: doublePrecision('design_rate_bpd'),
  /** Frequency of its drive. */
  designFrequencyHz: doublePrecision('design_frequency_hz'),
  /** As on the name plate. */
  motorPowerHp: doublePrecision('motor_power_hp'),
  /** Displacement of a positive-displacement pump. */
  pumpDisplacementBpd: doublePrecision('pump_displacement_bpd'),
  /** Stroke of a rod pump. */
  strokeLengthIn: doublePrecision('stroke_length_in'),
  /** Speed of a rod pump. */
  strokesPerMinute: doublePrecision('strokes_per_minute'),
  /** Gas of gas lift. */
  injectionGasMscfd: doublePrecision('injection_gas_mscfd'),
  /** Other settings by their names. */
  settings: jsonb('settings').notNull().default(sql`'{}'::jsonb`),
  /** Why it was pulled. */
  failureCause: text('failure_cause').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'artificial_lift_is_equipment', columns: [table.tenantId, table.equipmentId], foreignColumns: [equipment.tenantId, equipment.id] }).onDelete('set null'),
  foreignKey({ name: 'artificial_lift_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
]);
export type ArtificialLift = typeof artificialLift.$inferSelect;
export type NewArtificialLift = typeof artificialLift.$inferInsert;

/** Volumes of a well and a day, at standard conditions. */
export const productionDaily = pgTable('production_daily', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** The production day, by the clock of the tenant. */
  producedOn: date('produced_on').notNull(),
  /** Stock-tank oil produced. */
  oilVolumeBbl: doublePrecision('oil_volume_bbl').notNull().default(sql`0`),
  /** Gas produced. */
  gasVolumeMscf: doublePrecision('gas_volume_mscf').notNull().default(sql`0`),
  /** Water produced. */
  waterVolumeBbl: doublePrecision('water_volume_bbl').notNull().default(sql`0`),
  /** Water injected. */
  waterInjectedBbl: doublePrecision('water_injected_bbl').notNull().default(sql`0`),
  /** Gas injected, lift gas not counted. */
  gasInjectedMscf: doublePrecision('gas_injected_mscf').notNull().default(sql`0`),
  /** Hours that it was open. */
  hoursOn: doublePrecision('hours_on').notNull().default(sql`24`),
  /** Average opening in 64ths of an inch. */
  chokeSize64thsIn: doublePrecision('choke_size_64ths_in'),
  /** Average while open, gauge. */
  tubingHeadPressurePsi: doublePrecision('tubing_head_pressure_psi'),
  /** Average, gauge. */
  casingHeadPressurePsi: doublePrecision('casing_head_pressure_psi'),
  /** Average while open. */
  wellheadTemperatureDegf: doublePrecision('wellhead_temperature_degf'),
  /** Fraction of the liquid, 0 to 1; null without liquid. */
  waterCut: doublePrecision('water_cut').generatedAlwaysAs(sql`
CASE
    WHEN (((oil_volume_bbl)::double precision + (water_volume_bbl)::double precision) > (0)::double precision) THEN ((water_volume_bbl)::double precision / ((oil_volume_bbl)::double precision + (water_volume_bbl)::double precision))
    ELSE NULL::double precision
END`),
  /** Null without oil. */
  gasOilRatioScfPerStb: doublePrecision('gas_oil_ratio_scf_per_stb').generatedAlwaysAs(sql`
CASE
    WHEN ((oil_volume_bbl)::double precision > (0)::double precision) THEN (((1000)::double precision * (gas_volume_mscf)::double precision) / (oil_volume_bbl)::double precision)
    ELSE NULL::double precision
END`),
  /** Measured at the well, allocated from a common meter, or estimated. */
  source: text('source', { enum: ['measured', 'allocated', 'estimated'] }).notNull().default(sql`'allocated'::text`),
  /** When it was accepted. */
  validatedAt: timestamp('validated_at', { withTimezone: true }),
  /** Who accepted it. */
  validatedBy: uuid('validated_by'),
  /** Notes in words. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'production_daily_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
  foreignKey({ name: 'production_daily_validated_by', columns: [table.tenantId, table.validatedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type ProductionDaily = typeof productionDaily.$inferSelect;
export type NewProductionDaily = typeof productionDaily.$inferInsert;

/** Times in which a well was closed, and why. */
export const wellDowntime = pgTable('well_downtime', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** When it was closed. */
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** When it was opened; null while it is closed. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** Kind of cause. */
  category: text('category', { enum: ['equipment_failure', 'artificial_lift', 'power', 'facility', 'workover', 'well_test', 'weather', 'reservoir', 'safety', 'other'] }).notNull(),
  /** Whether it had been announced. */
  planned: boolean('planned').notNull().default(sql`false`),
  /** Cause in words. */
  cause: text('cause').notNull().default(sql`''::text`),
  /** Oil not produced because of it. */
  deferredOilBbl: doublePrecision('deferred_oil_bbl').notNull().default(sql`0`),
  /** Gas not produced because of it. */
  deferredGasMscf: doublePrecision('deferred_gas_mscf').notNull().default(sql`0`),
}, (table) => [
  foreignKey({ name: 'well_downtime_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('cascade'),
]);
export type WellDowntime = typeof wellDowntime.$inferSelect;
export type NewWellDowntime = typeof wellDowntime.$inferInsert;

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

/** Sums of production_daily by calendar month: a view, so that it cannot disagree with the days. */
export const productionMonthly = pgView('production_monthly', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** The well. */
  wellId: uuid('well_id'),
  /** First day of the month. */
  month: date('month'),
  /** Stock-tank oil produced. */
  oilVolumeBbl: doublePrecision('oil_volume_bbl'),
  /** Gas produced. */
  gasVolumeMscf: doublePrecision('gas_volume_mscf'),
  /** Water produced. */
  waterVolumeBbl: doublePrecision('water_volume_bbl'),
  /** Water injected. */
  waterInjectedBbl: doublePrecision('water_injected_bbl'),
  /** Gas injected. */
  gasInjectedMscf: doublePrecision('gas_injected_mscf'),
  /** Hours that it was open. */
  hoursOn: doublePrecision('hours_on'),
  /** Days on which it was open. */
  daysOn: bigint('days_on', { mode: 'number' }),
  /** Days that there is a row for. */
  daysReported: bigint('days_reported', { mode: 'number' }),
  /** Average while open; null for a month closed. */
  oilRateBopd: doublePrecision('oil_rate_bopd'),
  /** Fraction of the liquid, 0 to 1; null without liquid. */
  waterCut: doublePrecision('water_cut'),
  /** Null without oil. */
  gasOilRatioScfPerStb: doublePrecision('gas_oil_ratio_scf_per_stb'),
}).existing();
export type ProductionMonthly = typeof productionMonthly.$inferSelect;

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
