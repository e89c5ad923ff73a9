// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, doublePrecision, foreignKey, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { wells } from './wells.gen.ts';

/** Strings of coiled tubing. */
export const ctStrings = pgTable('ct_strings', {
  ...standardColumns,
  /** Written on the reel; unique within the tenant. */
  stringNumber: text('string_number').notNull(),
  /** Who made it. */
  manufacturer: text('manufacturer').notNull().default(sql`''::text`),
  /** Grade of the steel: CT-90. */
  materialGrade: text('material_grade').notNull(),
  /** Specified minimum. */
  yieldStrengthPsi: doublePrecision('yield_strength_psi').notNull(),
  /** As made. */
  outerDiameterIn: doublePrecision('outer_diameter_in').notNull(),
  /** Nominal; the thinnest where it is tapered. */
  wallThicknessIn: doublePrecision('wall_thickness_in').notNull(),
  /** As it is now. */
  lengthFt: doublePrecision('length_ft').notNull(),
  /** Diameter around which it is bent on the reel. */
  reelCoreDiameterIn: doublePrecision('reel_core_diameter_in'),
  /** Radius around which it is bent above the injector. */
  guideArchRadiusIn: doublePrecision('guide_arch_radius_in'),
  /** Whether it may be used. */
  status: text('status', { enum: ['in_service', 'under_inspection', 'retired'] }).notNull().default(sql`'in_service'::text`),
  /** Day of making. */
  manufacturedOn: date('manufactured_on'),
  /** Day of its first job. */
  inServiceOn: date('in_service_on'),
  /** Day on which it was taken out of use. */
  retiredOn: date('retired_on'),
});
export type CtString = typeof ctStrings.$inferSelect;
export type NewCtString = typeof ctStrings.$inferInsert;

/** Interventions with coiled tubing. */
export const ctJobs = pgTable('ct_jobs', {
  ...standardColumns,
  /** The well. */
  wellId: uuid('well_id').notNull(),
  /** The string that was run. */
  ctStringId: uuid('ct_string_id').notNull(),
  /** Unique within the tenant. */
  jobNumber: text('job_number').notNull(),
  /** Purpose of the job. */
  kind: text('kind', { enum: ['cleanout', 'acidizing', 'nitrogen_lift', 'milling', 'fishing', 'logging', 'cementing', 'perforating', 'velocity_string', 'other'] }).notNull(),
  /** How far it is. */
  status: text('status', { enum: ['planned', 'in_progress', 'completed', 'suspended', 'cancelled'] }).notNull().default(sql`'planned'::text`),
  /** When the string went in. */
  startedAt: timestamp('started_at', { withTimezone: true }),
  /** When the string was out. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** Deepest point, along the hole. */
  maxDepthMdFt: doublePrecision('max_depth_md_ft'),
  /** Gauge. */
  maxWellheadPressurePsi: doublePrecision('max_wellhead_pressure_psi'),
  /** Gauge. */
  maxCirculatingPressurePsi: doublePrecision('max_circulating_pressure_psi'),
  /** Heaviest pull; negative where the string was pushed. */
  maxPickupWeightLbf: doublePrecision('max_pickup_weight_lbf'),
  /** Liquid. */
  fluidPumpedBbl: doublePrecision('fluid_pumped_bbl'),
  /** Nitrogen, at standard conditions. */
  nitrogenPumpedMscf: doublePrecision('nitrogen_pumped_mscf'),
  /** Cost of the job. */
  cost: numeric('cost', { precision: 18, scale: 4 }),
  /** Currency of the cost. */
  currency: text('currency'),
  /** Result in words. */
  result: text('result').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'ct_jobs_in_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
  foreignKey({ name: 'ct_jobs_with_string', columns: [table.tenantId, table.ctStringId], foreignColumns: [ctStrings.tenantId, ctStrings.id] }).onDelete('restrict'),
]);
export type CtJob = typeof ctJobs.$inferSelect;
export type NewCtJob = typeof ctJobs.$inferInsert;

/** Life that sections of a string have used, by Miner's rule. */
export const ctFatigueTracking = pgTable('ct_fatigue_tracking', {
  ...standardColumns,
  /** The string. */
  ctStringId: uuid('ct_string_id').notNull(),
  /** The job that used it; null for an inspection. */
  ctJobId: uuid('ct_job_id'),
  /** When it was worked out or measured. */
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull(),
  /** From the free end. */
  sectionStartFt: doublePrecision('section_start_ft').notNull(),
  /** From the free end. */
  sectionEndFt: doublePrecision('section_end_ft').notNull(),
  /** Cycles of bending and straightening: three a trip. */
  bendingCycles: doublePrecision('bending_cycles').notNull(),
  /** While it was bent. */
  internalPressurePsi: doublePrecision('internal_pressure_psi').notNull(),
  /** Outer diameter by twice the radius of the bend. */
  bendingStrain: doublePrecision('bending_strain'),
  /** Fraction of its life that these cycles used. */
  damageAdded: doublePrecision('damage_added').notNull(),
  /** Fraction of its life used until now; 1 is the end of it. */
  damageTotal: doublePrecision('damage_total').notNull(),
  /** 1 less what was used, not below 0. */
  lifeRemaining: doublePrecision('life_remaining').generatedAlwaysAs(sql`GREATEST((0)::double precision, ((1)::double precision - (damage_total)::double precision))`),
  /** Difference of the diameters by the nominal one. */
  ovality: doublePrecision('ovality'),
  /** As inspected. */
  wallThicknessMeasuredIn: doublePrecision('wall_thickness_measured_in'),
}, (table) => [
  foreignKey({ name: 'ct_fatigue_tracking_from_job', columns: [table.tenantId, table.ctJobId], foreignColumns: [ctJobs.tenantId, ctJobs.id] }).onDelete('set null'),
  foreignKey({ name: 'ct_fatigue_tracking_of_string', columns: [table.tenantId, table.ctStringId], foreignColumns: [ctStrings.tenantId, ctStrings.id] }).onDelete('cascade'),
]);
export type CtFatigueTracking = typeof ctFatigueTracking.$inferSelect;
export type NewCtFatigueTracking = typeof ctFatigueTracking.$inferInsert;
