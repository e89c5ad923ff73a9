// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, inet, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { xid8 } from './column-types.ts';

/** Append-only record of every change of configuration and data by people and programs. */
export const auditLog = pgTable('audit_log', {
  /** Rises with time. */
  id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  /** Whose data were changed. */
  tenantId: uuid('tenant_id').notNull(),
  /** When, by the clock of the database. */
  occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  /** The user who asked for it; null where no person did. No foreign key: the record outlives the user. */
  actorId: uuid('actor_id'),
  /** The role that the connection logged in as. */
  databaseRole: text('database_role').notNull().default(sql`SESSION_USER`),
  /** insert, update, delete for rows; for events a word of the application: login, login_failed, export. */
  action: text('action').notNull(),
  /** Table of the row, or kind of thing of an event. */
  resourceType: text('resource_type').notNull(),
  /** Its id. */
  resourceId: text('resource_id'),
  /** The row before, secrets masked; null for an insert. */
  before: jsonb('before'),
  /** The row after, secrets masked; null for a delete. Details of an event. */
  after: jsonb('after'),
  /** Columns that an update changed. */
  changedColumns: text('changed_columns').array().notNull().default(sql`'{}'::text[]`),
  /** Where the request came from. */
  clientAddress: inet('client_address'),
  /** Changes with one number were made together. */
  transactionId: xid8('transaction_id').notNull().default(sql`pg_current_xact_id()`),
}, (table) => [
  primaryKey({ columns: [table.id, table.occurredAt] }),
]);
export type AuditLog = typeof auditLog.$inferSelect;
export type NewAuditLog = typeof auditLog.$inferInsert;
