// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { tags } from './tags.gen.ts';

/** Tags that are calculated from others. */
export const derivedSignals = pgTable('derived_signals', {
  ...standardColumns,
  /** The tag that takes the result: it has name and unit. */
  tagId: integer('tag_id').notNull(),
  /** Over the names of its inputs. */
  formula: text('formula').notNull(),
  /** False keeps the formula and does not calculate it. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'derived_signals_into_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('cascade'),
]);
export type DerivedSignal = typeof derivedSignals.$inferSelect;
export type NewDerivedSignal = typeof derivedSignals.$inferInsert;

/** Inputs of derived signals. */
export const derivedSignalInputs = pgTable('derived_signal_inputs', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The signal. */
  derivedSignalId: uuid('derived_signal_id').notNull(),
  /** The tag that is read. */
  tagId: integer('tag_id').notNull(),
  /** Its name in the formula. */
  variable: text('variable').notNull(),
}, (table) => [
  primaryKey({ columns: [table.derivedSignalId, table.variable] }),
  foreignKey({ name: 'derived_signal_inputs_from_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('restrict'),
  foreignKey({ name: 'derived_signal_inputs_of_signal', columns: [table.tenantId, table.derivedSignalId], foreignColumns: [derivedSignals.tenantId, derivedSignals.id] }).onDelete('cascade'),
]);
export type DerivedSignalInput = typeof derivedSignalInputs.$inferSelect;
export type NewDerivedSignalInput = typeof derivedSignalInputs.$inferInsert;
