// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, foreignKey, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { machines } from './assets.gen.ts';

/** Models of what a machine would use: the energy baseline of ISO 50006. */
export const energyBaselines = pgTable('energy_baselines', {
  ...standardColumns,
  /** The machine. */
  machineId: uuid('machine_id').notNull(),
  /** For people. */
  name: text('name').notNull(),
  /** Kind of model. */
  model: text('model', { enum: ['mean', 'linear_regression', 'multiple_regression', 'polynomial', 'change_point'] }).notNull(),
  /** Span of one prediction. */
  energyInterval: text('energy_interval', { enum: ['hour', 'day', 'week', 'month'] }).notNull().default(sql`'day'::text`),
  /** Beginning of the data that it was fitted to. */
  periodStart: timestamp('period_start', { withTimezone: true }).notNull(),
  /** End of the data that it was fitted to. */
  periodEnd: timestamp('period_end', { withTimezone: true }).notNull(),
  /** Relevant variables, in the order of the coefficients. */
  features: text('features').array().notNull().default(sql`'{}'::text[]`),
  /** The constant first, then one for each feature. */
  coefficients: doublePrecision('coefficients').array().notNull(),
  /** Further parameters of the model, by name: balance temperatures. */
  parameters: jsonb('parameters').notNull().default(sql`'{}'::jsonb`),
  /** Intervals that it was fitted to. */
  sampleCount: integer('sample_count').notNull(),
  /** Coefficient of determination: 1 less SSE by SST. */
  rSquared: doublePrecision('r_squared'),
  /** Coefficient of variation of the root mean square error, as a fraction. */
  cvRmse: doublePrecision('cv_rmse'),
  /** Normalised mean bias error, as a fraction; below 0 where the model predicts too much. */
  nmbe: doublePrecision('nmbe'),
  /** The one that is compared with. */
  active: boolean('active').notNull().default(sql`false`),
}, (table) => [
  foreignKey({ name: 'energy_baselines_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('cascade'),
]);
export type EnergyBaseline = typeof energyBaselines.$inferSelect;
export type NewEnergyBaseline = typeof energyBaselines.$inferInsert;
