// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, doublePrecision, foreignKey, integer, jsonb, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { wells } from './assets.gen.ts';
import { users } from './core.gen.ts';

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
  status: text('status', { enum: ['draft', 'approved', 'in_progress', 'completed', 'cancelled'] }).notNull().default(sql`'draft'::text`),
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
}, (table) => [
  foreignKey({ name: 'drilling_programs_approved_by', columns: [table.tenantId, table.approvedBy], foreignColumns: [users.tenantId, users.id] }),
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
  /** Of the assembly. */
  totalLengthFt: doublePrecision('total_length_ft'),
  /** Of the assembly. */
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

/** What a rig did in 24 hours. */
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
  /** What is being done at the end of the day. */
  presentOperation: text('present_operation').notNull().default(sql`''::text`),
  /** What happened. */
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
  /** Of the filtrate. */
  ph: doublePrecision('ph'),
  /** By volume, 0 to 1. */
  solidsFraction: doublePrecision('solids_fraction'),
  /** By volume, 0 to 1. */
  oilFraction: doublePrecision('oil_fraction'),
  /** By volume, 0 to 1. */
  waterFraction: doublePrecision('water_fraction'),
  /** Of the filtrate. */
  chloridesMgPerL: doublePrecision('chlorides_mg_per_l'),
  /** Of the sample. */
  temperatureDegf: doublePrecision('temperature_degf'),
}, (table) => [
  foreignKey({ name: 'drilling_mud_properties_of_program', columns: [table.tenantId, table.drillingProgramId], foreignColumns: [drillingPrograms.tenantId, drillingPrograms.id] }).onDelete('cascade'),
]);
export type DrillingMudProperty = typeof drillingMudProperties.$inferSelect;
export type NewDrillingMudProperty = typeof drillingMudProperties.$inferInsert;
