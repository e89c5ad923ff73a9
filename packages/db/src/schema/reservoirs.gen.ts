// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, doublePrecision, foreignKey, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { fields, wells } from './wells.gen.ts';

/** Accumulations with one pressure. */
export const reservoirs = pgTable('reservoirs', {
  ...standardColumns,
  /** The field below which it lies. */
  fieldId: uuid('field_id').notNull(),
  /** Unique within the field. */
  name: text('name').notNull(),
  /** Name of the rock unit. */
  formation: text('formation').notNull().default(sql`''::text`),
  /** Kind of rock. */
  lithology: text('lithology', { enum: ['sandstone', 'carbonate', 'shale', 'conglomerate', 'other'] }).notNull().default(sql`'sandstone'::text`),
  /** Kind of fluid, by McCain's five and heavy oil. */
  fluid: text('fluid', { enum: ['heavy_oil', 'black_oil', 'volatile_oil', 'gas_condensate', 'wet_gas', 'dry_gas'] }).notNull().default(sql`'black_oil'::text`),
  /** Force that moves the oil. */
  driveMechanism: text('drive_mechanism', { enum: ['solution_gas', 'gas_cap', 'water', 'gravity', 'compaction', 'combination'] }),
  /** Depth below sea level that pressures refer to, positive downwards. */
  datumDepthTvdssFt: doublePrecision('datum_depth_tvdss_ft'),
  /** At the datum, before production. */
  initialPressurePsia: doublePrecision('initial_pressure_psia'),
  /** At the datum. */
  currentPressurePsia: doublePrecision('current_pressure_psia'),
  /** Day of the current pressure. */
  currentPressureOn: date('current_pressure_on'),
  /** At the datum. */
  temperatureDegf: doublePrecision('temperature_degf'),
  /** At reservoir temperature. */
  bubblePointPsia: doublePrecision('bubble_point_psia'),
  /** Below sea level, positive downwards. */
  oilWaterContactTvdssFt: doublePrecision('oil_water_contact_tvdss_ft'),
  /** Below sea level, positive downwards. */
  gasOilContactTvdssFt: doublePrecision('gas_oil_contact_tvdss_ft'),
  /** Best estimate. */
  originalOilInPlaceStb: doublePrecision('original_oil_in_place_stb'),
  /** Best estimate. */
  originalGasInPlaceMscf: doublePrecision('original_gas_in_place_mscf'),
}, (table) => [
  foreignKey({ name: 'reservoirs_in_field', columns: [table.tenantId, table.fieldId], foreignColumns: [fields.tenantId, fields.id] }).onDelete('restrict'),
]);
export type Reservoir = typeof reservoirs.$inferSelect;
export type NewReservoir = typeof reservoirs.$inferInsert;

/** Properties of a reservoir's fluids, a row per pressure step. */
export const pvtData = pgTable('pvt_data', {
  ...standardColumns,
  /** The reservoir whose fluid it is. */
  reservoirId: uuid('reservoir_id').notNull(),
  /** The well that was sampled. */
  wellId: uuid('well_id'),
  /** Day of sampling. */
  sampledOn: date('sampled_on'),
  /** Measured, correlated or simulated. */
  source: text('source', { enum: ['laboratory', 'correlation', 'simulation'] }).notNull().default(sql`'laboratory'::text`),
  /** Temperature of the step. */
  temperatureDegf: doublePrecision('temperature_degf').notNull(),
  /** Pressure of the step. */
  pressurePsia: doublePrecision('pressure_psia').notNull(),
  /** Bo. */
  oilFormationVolumeFactorRbPerStb: doublePrecision('oil_formation_volume_factor_rb_per_stb'),
  /** Bg. */
  gasFormationVolumeFactorRbPerMscf: doublePrecision('gas_formation_volume_factor_rb_per_mscf'),
  /** Bw. */
  waterFormationVolumeFactorRbPerStb: doublePrecision('water_formation_volume_factor_rb_per_stb'),
  /** Rs. */
  solutionGasOilRatioScfPerStb: doublePrecision('solution_gas_oil_ratio_scf_per_stb'),
  /** At the step. */
  oilViscosityCp: doublePrecision('oil_viscosity_cp'),
  /** At the step. */
  gasViscosityCp: doublePrecision('gas_viscosity_cp'),
  /** At the step. */
  waterViscosityCp: doublePrecision('water_viscosity_cp'),
  /** z. */
  gasCompressibilityFactor: doublePrecision('gas_compressibility_factor'),
  /** Gravity of the stock-tank oil, degrees API. */
  oilGravityApi: doublePrecision('oil_gravity_api'),
  /** Gravity of the separator gas, air = 1. */
  gasSpecificGravity: doublePrecision('gas_specific_gravity'),
}, (table) => [
  foreignKey({ name: 'pvt_data_of_reservoir', columns: [table.tenantId, table.reservoirId], foreignColumns: [reservoirs.tenantId, reservoirs.id] }).onDelete('cascade'),
  foreignKey({ name: 'pvt_data_sampled_in_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('set null'),
]);
export type PvtData = typeof pvtData.$inferSelect;
export type NewPvtData = typeof pvtData.$inferInsert;

/** Volumes left to produce, by assessment and category of the PRMS. */
export const reserves = pgTable('reserves', {
  ...standardColumns,
  /** The reservoir that was assessed. */
  reservoirId: uuid('reservoir_id').notNull(),
  /** Effective day of the assessment. */
  assessedOn: date('assessed_on').notNull(),
  /** Certainty and state of development. */
  category: text('category', { enum: ['proved_developed_producing', 'proved_developed_non_producing', 'proved_undeveloped', 'probable', 'possible'] }).notNull(),
  /** How it was found. */
  method: text('method', { enum: ['volumetric', 'material_balance', 'decline_curve', 'simulation', 'analogy'] }).notNull(),
  /** Remaining. */
  oilReservesStb: doublePrecision('oil_reserves_stb').notNull().default(sql`0`),
  /** Remaining. */
  gasReservesMscf: doublePrecision('gas_reserves_mscf').notNull().default(sql`0`),
  /** Fraction of what was in place, 0 to 1. */
  recoveryFactor: doublePrecision('recovery_factor'),
  /** Grounds of the assessment. */
  notes: text('notes').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'reserves_of_reservoir', columns: [table.tenantId, table.reservoirId], foreignColumns: [reservoirs.tenantId, reservoirs.id] }).onDelete('cascade'),
]);
export type Reserves = typeof reserves.$inferSelect;
export type NewReserves = typeof reserves.$inferInsert;

/** Layers of a reservoir that are produced or flooded one by one. */
export const reservoirZones = pgTable('reservoir_zones', {
  ...standardColumns,
  /** The reservoir that it is a layer of. */
  reservoirId: uuid('reservoir_id').notNull(),
  /** Unique within the reservoir. */
  name: text('name').notNull(),
  /** Below sea level, positive downwards. */
  topDepthTvdssFt: doublePrecision('top_depth_tvdss_ft'),
  /** Below sea level, positive downwards. */
  bottomDepthTvdssFt: doublePrecision('bottom_depth_tvdss_ft'),
  /** Thickness that produces. */
  netPayFt: doublePrecision('net_pay_ft'),
  /** Fraction of the volume, 0 to 1. */
  porosity: doublePrecision('porosity'),
  /** To oil or air as the source says. */
  permeabilityMd: doublePrecision('permeability_md'),
  /** Fraction of the pore space, 0 to 1. */
  waterSaturation: doublePrecision('water_saturation'),
  /** Fraction of the thickness that produces, 0 to 1. */
  netToGross: doublePrecision('net_to_gross'),
}, (table) => [
  foreignKey({ name: 'reservoir_zones_in_reservoir', columns: [table.tenantId, table.reservoirId], foreignColumns: [reservoirs.tenantId, reservoirs.id] }).onDelete('cascade'),
]);
export type ReservoirZone = typeof reservoirZones.$inferSelect;
export type NewReservoirZone = typeof reservoirZones.$inferInsert;

/** Intervals in which a well is open to a reservoir. */
export const wellCompletions = pgTable('well_completions', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** The zone that it is open to; null where nobody has said. */
  reservoirZoneId: uuid('reservoir_zone_id'),
  /** Unique within the well. */
  name: text('name').notNull(),
  /** How it was made. */
  kind: text('kind', { enum: ['open_hole', 'cased_perforated', 'slotted_liner', 'gravel_pack', 'screen', 'fractured'] }).notNull().default(sql`'cased_perforated'::text`),
  /** Whether it flows. */
  status: text('status', { enum: ['planned', 'open', 'shut', 'squeezed', 'plugged'] }).notNull().default(sql`'open'::text`),
  /** Along the hole. */
  topDepthMdFt: doublePrecision('top_depth_md_ft').notNull(),
  /** Along the hole. */
  bottomDepthMdFt: doublePrecision('bottom_depth_md_ft').notNull(),
  /** Perforations per foot. */
  shotDensityPerFt: doublePrecision('shot_density_per_ft'),
  /** Entrance hole. */
  perforationDiameterIn: doublePrecision('perforation_diameter_in'),
  /** Dimensionless; negative after stimulation. */
  skin: doublePrecision('skin'),
  /** Day on which it was opened. */
  completedOn: date('completed_on'),
  /** Day on which it was closed for good. */
  closedOn: date('closed_on'),
}, (table) => [
  foreignKey({ name: 'well_completions_in_zone', columns: [table.tenantId, table.reservoirZoneId], foreignColumns: [reservoirZones.tenantId, reservoirZones.id] }).onDelete('set null'),
  foreignKey({ name: 'well_completions_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('cascade'),
]);
export type WellCompletion = typeof wellCompletions.$inferSelect;
export type NewWellCompletion = typeof wellCompletions.$inferInsert;
