// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, foreignKey, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { users } from './users.gen.ts';

/** Lives of documents, append-only: a row for each state that a document came into. */
export const documentMoves = pgTable('document_moves', {
  /** Rises with time. */
  id: bigint('id', { mode: 'number' }).notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull(),
  /** Table of the document. */
  documentTable: text('document_table').notNull(),
  /** Its id. */
  documentId: uuid('document_id').notNull(),
  /** Its name in the life; create for a new document. */
  transition: text('transition').notNull(),
  /** State before; null for a new document. */
  fromState: text('from_state'),
  /** State after. */
  toState: text('to_state').notNull(),
  /** Why, in words of who did it; empty where nobody was asked. */
  reason: text('reason').notNull().default(sql`''::text`),
  /** When, by the clock of the database. */
  movedAt: timestamp('moved_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  /** The user who did it; null where no person did. */
  movedBy: uuid('moved_by'),
}, (table) => [
  foreignKey({ name: 'document_moves_by_user', columns: [table.tenantId, table.movedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type DocumentMove = typeof documentMoves.$inferSelect;
export type NewDocumentMove = typeof documentMoves.$inferInsert;

/** Series of numbers of documents, without gaps. */
export const documentNumbers = pgTable('document_numbers', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull(),
  /** Table of the documents. */
  series: text('series').notNull(),
  /** Year by the clock of the tenant. */
  year: integer('year').notNull(),
  /** The number that was given last, from 1. */
  lastNumber: integer('last_number').notNull(),
}, (table) => [
  primaryKey({ columns: [table.tenantId, table.series, table.year] }),
]);
export type DocumentNumber = typeof documentNumbers.$inferSelect;
export type NewDocumentNumber = typeof documentNumbers.$inferInsert;
