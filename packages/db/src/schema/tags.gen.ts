// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, integer, jsonb, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';
import { equipment, machines } from './assets.gen.ts';
import { sources } from './sources.gen.ts';
import { wells } from './wells.gen.ts';

/** Measured points. The id is small and dense, since every sample carries it. */
export const tags = timeseries.table('tags', {
  /** Small and dense, since every sample carries it. */
  id: integer('id').notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** Where its samples come from; null for a tag that nothing feeds. */
  sourceId: integer('source_id'),
  /** A path: well-7/tubing-pressure. */
  name: text('name').notNull(),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
  /** Engineering unit as shown to people: psi, bbl/d. */
  unit: text('unit').notNull().default(sql`''::text`),
  /** analog: a measured quantity; digital: one of its states; counter: only rises, but for a reset; text: its samples are in text_samples. */
  dataType: text('data_type', { enum: ['analog', 'digital', 'counter', 'text'] }).notNull(),
  /** Labels of a digital tag; a state's number is its index, from 0. */
  states: text('states').array().notNull().default(sql`'{}'::text[]`),
  /** How to read between two samples: step holds the last one, linear joins them. */
  interpolation: text('interpolation', { enum: ['step', 'linear'] }).notNull(),
  /** Lowest value that the instrument can show, in the unit of the tag. */
  rangeLow: doublePrecision('range_low'),
  /** Highest value that the instrument can show, in the unit of the tag. */
  rangeHigh: doublePrecision('range_high'),
  /** Settings of the filters between device and table. */
  filter: jsonb('filter').notNull().default(sql`'{}'::jsonb`),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** The well that it measures. */
  wellId: uuid('well_id'),
  /** The machine that it measures. */
  machineId: uuid('machine_id'),
  /** The piece of equipment that it measures. */
  equipmentId: uuid('equipment_id'),
}, (table) => [
  foreignKey({ name: 'tags_of_equipment', columns: [table.tenantId, table.equipmentId], foreignColumns: [equipment.tenantId, equipment.id] }).onDelete('set null'),
  foreignKey({ name: 'tags_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('set null'),
  foreignKey({ name: 'tags_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('set null'),
  foreignKey({ name: 'tags_source_in_tenant', columns: [table.tenantId, table.sourceId], foreignColumns: [sources.tenantId, sources.id] }),
]);
export type Tag = typeof tags.$inferSelect;
export type NewTag = typeof tags.$inferInsert;

/** Tags that a source feeds, with what is known of it: what data acquisition calls a channel. */
export const channels = pgView('channels', {
  /** Id of the tag. */
  id: integer('id'),
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** Name of the tag. */
  name: text('name'),
  /** Protocol of the source. */
  protocol: text('protocol'),
  /** Name of the source. */
  sourceName: text('source_name'),
  /** The source. */
  sourceId: integer('source_id'),
  /** For people. */
  description: text('description'),
  /** Engineering unit. */
  unit: text('unit'),
  /** analog, digital, counter or text. */
  dataType: text('data_type'),
  /** Settings of the filters between device and table. */
  filter: jsonb('filter'),
  /** Everything that the driver needs but secrets. */
  sourceDefinition: jsonb('source_definition'),
  /** When the tag was made. */
  createdAt: timestamp('created_at', { withTimezone: true }),
  /** When the tag was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }),
}).existing();
export type Channel = typeof channels.$inferSelect;
