// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { wellCompletions } from './reservoirs.gen.ts';
import { users } from './users.gen.ts';
import { wells } from './wells.gen.ts';

/** Measured tests of a well. Pressures are gauge. */
export const wellTests = pgTable('well_tests', {
  ...standardColumns,
  /** The well that was tested. */
  wellId: uuid('well_id').notNull(),
  /** The completion, where only one was open. */
  wellCompletionId: uuid('well_completion_id'),
  /** How it was done. */
  kind: text('kind', { enum: ['production', 'multi_rate', 'buildup', 'drawdown', 'falloff', 'drill_stem', 'isochronal'] }).notNull().default(sql`'production'::text`),
  /** When the stable flow began. */
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** How long it was measured. */
  durationH: doublePrecision('duration_h').notNull(),
  /** At stock-tank conditions. */
  oilRateBopd: doublePrecision('oil_rate_bopd'),
  /** At standard conditions. */
  gasRateMscfd: doublePrecision('gas_rate_mscfd'),
  /** At standard conditions. */
  waterRateBwpd: doublePrecision('water_rate_bwpd'),
  /** Produced. */
  gasOilRatioScfPerStb: doublePrecision('gas_oil_ratio_scf_per_stb'),
  /** Fraction of the liquid, 0 to 1. */
  waterCut: doublePrecision('water_cut'),
  /** Opening in 64ths of an inch. */
  chokeSize64thsIn: doublePrecision('choke_size_64ths_in'),
  /** At the wellhead. */
  tubingHeadPressurePsi: doublePrecision('tubing_head_pressure_psi'),
  /** Pressure of the annulus. */
  casingHeadPressurePsi: doublePrecision('casing_head_pressure_psi'),
  /** At the middle of the perforations. */
  flowingBottomholePressurePsi: doublePrecision('flowing_bottomhole_pressure_psi'),
  /** Pressure of the reservoir at the same depth. */
  staticPressurePsi: doublePrecision('static_pressure_psi'),
  /** Pressure of the test separator. */
  separatorPressurePsi: doublePrecision('separator_pressure_psi'),
  /** Temperature of the test separator. */
  separatorTemperatureDegf: doublePrecision('separator_temperature_degf'),
  /** While flowing. */
  wellheadTemperatureDegf: doublePrecision('wellhead_temperature_degf'),
  /** Degrees API. */
  oilGravityApi: doublePrecision('oil_gravity_api'),
  /** Air = 1. */
  gasSpecificGravity: doublePrecision('gas_specific_gravity'),
  /** When an engineer accepted it. */
  validatedAt: timestamp('validated_at', { withTimezone: true }),
  /** Who accepted it. */
  validatedBy: uuid('validated_by'),
  /** Notes in words. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'well_tests_of_completion', columns: [table.tenantId, table.wellCompletionId], foreignColumns: [wellCompletions.tenantId, wellCompletions.id] }).onDelete('set null'),
  foreignKey({ name: 'well_tests_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
  foreignKey({ name: 'well_tests_validated_by', columns: [table.tenantId, table.validatedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type WellTest = typeof wellTests.$inferSelect;
export type NewWellTest = typeof wellTests.$inferInsert;

/** Inflow performance: what a well gives at a flowing pressure. */
export const iprData = pgTable('ipr_data', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** The test that it was made from. */
  wellTestId: uuid('well_test_id'),
  /** Equation of the curve. */
  model: text('model', { enum: ['linear', 'vogel', 'composite', 'fetkovich', 'jones', 'standing', 'wiggins', 'darcy', 'horizontal'] }).notNull(),
  /** From when on it describes the well. */
  validFrom: timestamp('valid_from', { withTimezone: true }).notNull(),
  /** Average pressure of the drained region. */
  reservoirPressurePsi: doublePrecision('reservoir_pressure_psi').notNull(),
  /** Where the composite model changes its shape. */
  bubblePointPsi: doublePrecision('bubble_point_psi'),
  /** Slope of the straight part. */
  productivityIndexStbPerDPsi: doublePrecision('productivity_index_stb_per_d_psi'),
  /** Rate at no flowing pressure. */
  maxRateBpd: doublePrecision('max_rate_bpd'),
  /** 1 without skin. */
  flowEfficiency: doublePrecision('flow_efficiency'),
  /** Other coefficients of the model by their names. */
  parameters: jsonb('parameters').notNull().default(sql`'{}'::jsonb`),
  /** Abscissae of the curve as drawn. */
  flowingPressuresPsi: doublePrecision('flowing_pressures_psi').array().notNull().default(sql`'{}'::double precision[]`),
  /** Ordinates, of the same length. */
  ratesBpd: doublePrecision('rates_bpd').array().notNull().default(sql`'{}'::double precision[]`),
}, (table) => [
  foreignKey({ name: 'ipr_data_from_test', columns: [table.tenantId, table.wellTestId], foreignColumns: [wellTests.tenantId, wellTests.id] }).onDelete('set null'),
  foreignKey({ name: 'ipr_data_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('cascade'),
]);
export type IprData = typeof iprData.$inferSelect;
export type NewIprData = typeof iprData.$inferInsert;

/** Runs of a pressure gauge into a well. */
export const pressureSurveys = pgTable('pressure_surveys', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** Kind of survey. */
  kind: text('kind', { enum: ['static_gradient', 'flowing_gradient', 'buildup', 'drawdown', 'falloff'] }).notNull(),
  /** When the gauge reached the deepest point. */
  surveyedAt: timestamp('surveyed_at', { withTimezone: true }).notNull(),
  /** Serial number of the gauge. */
  gaugeSerialNumber: text('gauge_serial_number').notNull().default(sql`''::text`),
  /** How long the well had been closed. */
  shutInTimeH: doublePrecision('shut_in_time_h'),
  /** Depth that the pressure was brought to; below sea level, positive downwards. */
  datumDepthTvdssFt: doublePrecision('datum_depth_tvdss_ft'),
  /** Pressure at that depth. */
  datumPressurePsi: doublePrecision('datum_pressure_psi'),
  /** From its interpretation. */
  permeabilityMd: doublePrecision('permeability_md'),
  /** From its interpretation. */
  skin: doublePrecision('skin'),
  /** From its interpretation. */
  radiusOfInvestigationFt: doublePrecision('radius_of_investigation_ft'),
  /** Notes in words. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'pressure_surveys_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
]);
export type PressureSurvey = typeof pressureSurveys.$inferSelect;
export type NewPressureSurvey = typeof pressureSurveys.$inferInsert;

/** Readings of a pressure survey, by depth or by time. */
export const pressureSurveyPoints = pgTable('pressure_survey_points', {
  ...standardColumns,
  /** The survey. */
  pressureSurveyId: uuid('pressure_survey_id').notNull(),
  /** Place in the survey, from 1. */
  sequence: integer('sequence').notNull(),
  /** Along the hole. */
  depthMdFt: doublePrecision('depth_md_ft'),
  /** Since the well was closed or opened. */
  elapsedTimeH: doublePrecision('elapsed_time_h'),
  /** Gauge. */
  pressurePsi: doublePrecision('pressure_psi').notNull(),
  /** Temperature of the fluid. */
  temperatureDegf: doublePrecision('temperature_degf'),
}, (table) => [
  foreignKey({ name: 'pressure_survey_points_of_survey', columns: [table.tenantId, table.pressureSurveyId], foreignColumns: [pressureSurveys.tenantId, pressureSurveys.id] }).onDelete('cascade'),
]);
export type PressureSurveyPoint = typeof pressureSurveyPoints.$inferSelect;
export type NewPressureSurveyPoint = typeof pressureSurveyPoints.$inferInsert;

/** Vertical lift performance: the pressure that a rate needs at the bottom. */
export const vlpData = pgTable('vlp_data', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** Pressure-drop correlation that the curve was made with. */
  correlation: text('correlation').notNull(),
  /** From when on it describes the well. */
  validFrom: timestamp('valid_from', { withTimezone: true }).notNull(),
  /** Diameter of the flow path. */
  tubingInnerDiameterIn: doublePrecision('tubing_inner_diameter_in').notNull(),
  /** Length of the flow path. */
  tubingDepthMdFt: doublePrecision('tubing_depth_md_ft').notNull(),
  /** Held constant along the curve. */
  wellheadPressurePsi: doublePrecision('wellhead_pressure_psi').notNull(),
  /** Held constant along the curve. */
  gasLiquidRatioScfPerStb: doublePrecision('gas_liquid_ratio_scf_per_stb'),
  /** Held constant along the curve: fraction of the liquid, 0 to 1. */
  waterCut: doublePrecision('water_cut'),
  /** Abscissae of the curve. */
  ratesBpd: doublePrecision('rates_bpd').array().notNull(),
  /** Ordinates, of the same length. */
  bottomholePressuresPsi: doublePrecision('bottomhole_pressures_psi').array().notNull(),
}, (table) => [
  foreignKey({ name: 'vlp_data_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('cascade'),
]);
export type VlpData = typeof vlpData.$inferSelect;
export type NewVlpData = typeof vlpData.$inferInsert;
