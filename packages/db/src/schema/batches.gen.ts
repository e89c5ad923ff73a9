// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, integer, jsonb, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { timeseries } from './schemas.ts';
import { machines } from './assets.gen.ts';

/** Production batches: coils, charges, tank loads. */
export const batches = pgTable('batches', {
  ...standardColumns,
  /** Unique within the tenant. */
  batchNumber: text('batch_number').notNull(),
  /** The machine that makes it. */
  machineId: uuid('machine_id'),
  /** Name of the product. */
  product: text('product').notNull().default(sql`''::text`),
  /** When it began. */
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** When it ended; null while it is made. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** How far it is. */
  status: text('status', { enum: ['active', 'completed', 'aborted'] }).notNull().default(sql`'active'::text`),
  /** Further facts: order, grade, weight. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
}, (table) => [
  foreignKey({ name: 'batches_on_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('restrict'),
]);
export type Batch = typeof batches.$inferSelect;
export type NewBatch = typeof batches.$inferInsert;

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

/** Samples that are kept with a batch, longer than the samples of its tags. Rows of the tenant only. */
export const batchDataOfTenant = pgView('batch_data', {
  /** When it was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The batch. */
  batchId: uuid('batch_id').notNull(),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer. */
  status: integer('status').notNull(),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
}).existing();
export type BatchDataOfTenant = typeof batchDataOfTenant.$inferSelect;
