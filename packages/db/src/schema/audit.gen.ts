// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, inet, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea, int8multirange, xid8 } from './column-types.ts';

/** Append-only record of every change of configuration and data by people and programs. */
export const auditLog = pgTable('audit_log', {
  /** Changes with one number were made together. */
  transactionId: xid8('transaction_id').notNull().default(sql`pg_current_xact_id()`),
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
  /** The session in which it was asked for; null where none was. */
  sessionId: uuid('session_id'),
  /** The API key by which it was asked for; null where none was. */
  keyId: uuid('key_id'),
  /** The request that asked for it: the server's log names it too. */
  requestId: text('request_id'),
  /** done; denied: a right was missing; failed: it was tried in vain, as a login by a wrong password. */
  outcome: text('outcome', { enum: ['done', 'denied', 'failed'] }).notNull().default(sql`'done'::text`),
}, (table) => [
  primaryKey({ columns: [table.id, table.occurredAt] }),
]);
export type AuditLog = typeof auditLog.$inferSelect;
export type NewAuditLog = typeof auditLog.$inferInsert;

/** Hash chain of the audit log of each tenant. A seal is over rows of the log and over the seal before. */
export const auditSeals = pgTable('audit_seals', {
  /** Whose rows it seals. */
  tenantId: uuid('tenant_id').notNull(),
  /** 1, 2, 3 and so on, for each tenant. */
  number: bigint('number', { mode: 'number' }).notNull(),
  /** Least id of its rows. */
  fromId: bigint('from_id', { mode: 'number' }).notNull(),
  /** Greatest id of its rows. */
  toId: bigint('to_id', { mode: 'number' }).notNull(),
  /** Ids of its rows: others between them belong to other tenants, to other seals, or to transactions that were rolled back. */
  rowIds: int8multirange('row_ids').notNull(),
  /** How many they are. */
  rowCount: integer('row_count').notNull(),
  /** Each row of the tenant up to this id is in this seal or in one before: no transaction that could add one goes on. */
  settledId: bigint('settled_id', { mode: 'number' }).notNull(),
  /** When. */
  sealedAt: timestamp('sealed_at', { withTimezone: true }).notNull(),
  /** Hash of the seal before; zeros for the first. */
  previousHash: bytea('previous_hash').notNull(),
  /** SHA-256 of previous_hash, of tenant, number, row_ids and sealed_at, and of the hash of each row, as internal.audit_seal_hash makes it. */
  hash: bytea('hash').notNull(),
  /** The transaction that sealed. Those with lower numbers began to write before it. */
  transactionId: xid8('transaction_id').notNull().default(sql`pg_current_xact_id()`),
}, (table) => [
  primaryKey({ columns: [table.tenantId, table.number] }),
]);
export type AuditSeal = typeof auditSeals.$inferSelect;
export type NewAuditSeal = typeof auditSeals.$inferInsert;
