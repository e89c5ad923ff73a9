// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, date, doublePrecision, foreignKey, integer, jsonb, numeric, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { timeseries } from './schemas.ts';
import { users } from './users.gen.ts';
import { wells } from './wells.gen.ts';

/** Plans to drill a well, with what was approved for them. */
export const drillingPrograms = pgTable('drilling_programs', {
  ...standardColumns,
  /** The well to be drilled. */
  wellId: uuid('well_id').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** The rig. */
  rigName: text('rig_name').notNull().default(sql`''::text`),
  /** Whose rig it is. */
  contractor: text('contractor').notNull().default(sql`''::text`),
  /** How far it is. */
  status: text('status', { enum: ['draft', 'submitted', 'approved', 'in_progress', 'completed', 'cancelled'] }).notNull().default(sql`'draft'::text`),
  /** Along the hole. */
  plannedTotalDepthMdFt: doublePrecision('planned_total_depth_md_ft').notNull(),
  /** From spud to release of the rig. */
  plannedDays: doublePrecision('planned_days'),
  /** Planned day of the spud. */
  plannedStartOn: date('planned_start_on'),
  /** Day of the spud. */
  startedOn: date('started_on'),
  /** Day on which the rig was released. */
  finishedOn: date('finished_on'),
  /** As authorised. */
  budget: numeric('budget', { precision: 18, scale: 4 }),
  /** Currency of the budget. */
  currency: text('currency'),
  /** Who authorised it. */
  approvedBy: uuid('approved_by'),
  /** DP-year-number, without gaps, given when it becomes approved; null before. */
  documentNumber: text('document_number'),
  /** The locked document that this one corrects; null where it corrects none. */
  correctsId: uuid('corrects_id'),
}, (table) => [
  foreignKey({ name: 'drilling_programs_approved_by', columns: [table.tenantId, table.approvedBy], foreignColumns: [users.tenantId, users.id] }),
  foreignKey({ name: 'drilling_programs_corrects', columns: [table.tenantId, table.correctsId], foreignColumns: [table.tenantId, table.id] }),
  foreignKey({ name: 'drilling_programs_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
]);
export type DrillingProgram = typeof drillingPrograms.$inferSelect;
export type NewDrillingProgram = typeof drillingPrograms.$inferInsert;

/** Bottom-hole assemblies, a row per run into the hole. */
export const drillingBha = pgTable('drilling_bha', {
  ...standardColumns,
  /** The program. */
  drillingProgramId: uuid('drilling_program_id').notNull(),
  /** From 1 at the spud. */
  runNumber: integer('run_number').notNull(),
  /** For people. */
  name: text('name').notNull().default(sql`''::text`),
  /** IADC code or the maker's name. */
  bitType: text('bit_type').notNull().default(sql`''::text`),
  /** Diameter. */
  bitSizeIn: doublePrecision('bit_size_in').notNull(),
  /** Total flow area. */
  nozzleAreaIn2: doublePrecision('nozzle_area_in2'),
  /** Length of the assembly. */
  totalLengthFt: doublePrecision('total_length_ft'),
  /** Weight of the assembly. */
  weightInAirKlbf: doublePrecision('weight_in_air_klbf'),
  /** Where the run began, along the hole. */
  depthInMdFt: doublePrecision('depth_in_md_ft').notNull(),
  /** Where the run ended, along the hole. */
  depthOutMdFt: doublePrecision('depth_out_md_ft'),
  /** While drilling. */
  hoursOnBottom: doublePrecision('hours_on_bottom'),
  /** From the bit upwards: objects with name, length_ft, outer_diameter_in, inner_diameter_in. */
  components: jsonb('components').notNull().default(sql`'[]'::jsonb`),
  /** IADC grading of the bit when pulled. */
  dullGrade: text('dull_grade').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'drilling_bha_of_program', columns: [table.tenantId, table.drillingProgramId], foreignColumns: [drillingPrograms.tenantId, drillingPrograms.id] }).onDelete('cascade'),
]);
export type DrillingBha = typeof drillingBha.$inferSelect;
export type NewDrillingBha = typeof drillingBha.$inferInsert;

/** Work of a rig in 24 hours. */
export const drillingDailyReports = pgTable('drilling_daily_reports', {
  ...standardColumns,
  /** The program that is drilled. */
  drillingProgramId: uuid('drilling_program_id').notNull(),
  /** The day that it is about. */
  reportedOn: date('reported_on').notNull(),
  /** From 1 at the spud. */
  reportNumber: integer('report_number').notNull(),
  /** Along the hole, at the beginning of the day. */
  depthStartMdFt: doublePrecision('depth_start_md_ft').notNull(),
  /** Along the hole, at the end of the day. */
  depthEndMdFt: doublePrecision('depth_end_md_ft').notNull(),
  /** Straight down, at the end of the day. */
  depthEndTvdFt: doublePrecision('depth_end_tvd_ft'),
  /** Diameter of the bit. */
  holeSizeIn: doublePrecision('hole_size_in'),
  /** Time on bottom. */
  drillingTimeH: doublePrecision('drilling_time_h').notNull().default(sql`0`),
  /** Time lost. */
  nonProductiveTimeH: doublePrecision('non_productive_time_h').notNull().default(sql`0`),
  /** Footage by time on bottom; null without any. */
  averageRateOfPenetrationFtPerH: doublePrecision('average_rate_of_penetration_ft_per_h').generatedAlwaysAs(sql`
CASE
    WHEN ((drilling_time_h)::double precision > (0)::double precision) THEN (((depth_end_md_ft)::double precision - (depth_start_md_ft)::double precision) / (drilling_time_h)::double precision)
    ELSE NULL::double precision
END`),
  /** Average of the day. */
  weightOnBitKlbf: doublePrecision('weight_on_bit_klbf'),
  /** Average of the day. */
  rotarySpeedRpm: doublePrecision('rotary_speed_rpm'),
  /** Average of the day. */
  flowRateGpm: doublePrecision('flow_rate_gpm'),
  /** Average of the day. */
  standpipePressurePsi: doublePrecision('standpipe_pressure_psi'),
  /** From the vertical, at the last survey. */
  inclinationDeg: doublePrecision('inclination_deg'),
  /** From north, clockwise, at the last survey. */
  azimuthDeg: doublePrecision('azimuth_deg'),
  /** Cost of the day. */
  dailyCost: numeric('daily_cost', { precision: 18, scale: 4 }),
  /** Currency of the cost. */
  currency: text('currency'),
  /** Operation at the end of the day. */
  presentOperation: text('present_operation').notNull().default(sql`''::text`),
  /** Course of the day. */
  summary: text('summary').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'drilling_daily_reports_of_program', columns: [table.tenantId, table.drillingProgramId], foreignColumns: [drillingPrograms.tenantId, drillingPrograms.id] }).onDelete('cascade'),
]);
export type DrillingDailyReport = typeof drillingDailyReports.$inferSelect;
export type NewDrillingDailyReport = typeof drillingDailyReports.$inferInsert;

/** Checks of the drilling fluid. */
export const drillingMudProperties = pgTable('drilling_mud_properties', {
  ...standardColumns,
  /** The program. */
  drillingProgramId: uuid('drilling_program_id').notNull(),
  /** When the sample was taken. */
  measuredAt: timestamp('measured_at', { withTimezone: true }).notNull(),
  /** Depth of the hole then. */
  depthMdFt: doublePrecision('depth_md_ft').notNull(),
  /** Kind of fluid. */
  mudType: text('mud_type', { enum: ['water_based', 'oil_based', 'synthetic', 'air', 'foam'] }).notNull().default(sql`'water_based'::text`),
  /** Density. */
  mudWeightPpg: doublePrecision('mud_weight_ppg').notNull(),
  /** Marsh funnel. */
  funnelViscositySPerQt: doublePrecision('funnel_viscosity_s_per_qt'),
  /** From the 600 and 300 rpm readings. */
  plasticViscosityCp: doublePrecision('plastic_viscosity_cp'),
  /** From the 600 and 300 rpm readings. */
  yieldPointLbfPer100ft2: doublePrecision('yield_point_lbf_per_100ft2'),
  /** Gel strength after ten seconds. */
  gel10sLbfPer100ft2: doublePrecision('gel_10s_lbf_per_100ft2'),
  /** Gel strength after ten minutes. */
  gel10minLbfPer100ft2: doublePrecision('gel_10min_lbf_per_100ft2'),
  /** API filtrate. */
  fluidLossMlPer30min: doublePrecision('fluid_loss_ml_per_30min'),
  /** pH of the filtrate. */
  ph: doublePrecision('ph'),
  /** By volume, 0 to 1. */
  solidsFraction: doublePrecision('solids_fraction'),
  /** By volume, 0 to 1. */
  oilFraction: doublePrecision('oil_fraction'),
  /** By volume, 0 to 1. */
  waterFraction: doublePrecision('water_fraction'),
  /** Chlorides of the filtrate. */
  chloridesMgPerL: doublePrecision('chlorides_mg_per_l'),
  /** Temperature of the sample. */
  temperatureDegf: doublePrecision('temperature_degf'),
}, (table) => [
  foreignKey({ name: 'drilling_mud_properties_of_program', columns: [table.tenantId, table.drillingProgramId], foreignColumns: [drillingPrograms.tenantId, drillingPrograms.id] }).onDelete('cascade'),
]);
export type DrillingMudProperty = typeof drillingMudProperties.$inferSelect;
export type NewDrillingMudProperty = typeof drillingMudProperties.$inferInsert;

/** Readings of the instruments of rigs. */
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
  /** Load on the hook. */
  hookLoadKlbf: doublePrecision('hook_load_klbf'),
  /** Load on the bit. */
  weightOnBitKlbf: doublePrecision('weight_on_bit_klbf'),
  /** Speed of the string. */
  rotarySpeedRpm: doublePrecision('rotary_speed_rpm'),
  /** Torque of the string at the surface. */
  torqueFtLbf: doublePrecision('torque_ft_lbf'),
  /** Rate of penetration of the bit. */
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
  /** Volume of the active pits. */
  pitVolumeBbl: doublePrecision('pit_volume_bbl'),
  /** Share of the returned gas, by volume. */
  gasPercent: doublePrecision('gas_percent'),
}, (table) => [
  primaryKey({ columns: [table.wellId, table.time] }),
]);
export type DrillingTelemetryT = typeof drillingTelemetryTs.$inferSelect;
export type NewDrillingTelemetryT = typeof drillingTelemetryTs.$inferInsert;

/** Readings of the instruments of rigs. Rows of the tenant only. */
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
  /** Load on the hook. */
  hookLoadKlbf: doublePrecision('hook_load_klbf'),
  /** Load on the bit. */
  weightOnBitKlbf: doublePrecision('weight_on_bit_klbf'),
  /** Speed of the string. */
  rotarySpeedRpm: doublePrecision('rotary_speed_rpm'),
  /** Torque of the string at the surface. */
  torqueFtLbf: doublePrecision('torque_ft_lbf'),
  /** Rate of penetration of the bit. */
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
  /** Volume of the active pits. */
  pitVolumeBbl: doublePrecision('pit_volume_bbl'),
  /** Share of the returned gas, by volume. */
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
