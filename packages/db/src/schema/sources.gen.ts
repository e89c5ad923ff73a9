// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { integer, jsonb, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';

/** Devices, gateways and brokers that samples come from. */
export const sources = timeseries.table('sources', {
  /** Small and dense. */
  id: integer('id').notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** Protocol that it speaks; program for samples that a program writes. */
  protocol: text('protocol', { enum: ['modbus', 'mqtt', 'opcua', 'program'] }).notNull(),
  /** Everything that the driver needs but secrets. */
  definition: jsonb('definition').notNull(),
  /** The spool that its samples pass through, which names the collector that feeds it; null where none does. */
  spoolId: uuid('spool_id'),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
});
export type Source = typeof sources.$inferSelect;
export type NewSource = typeof sources.$inferInsert;
