// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sync } from './schemas.ts';

/** Exchanges with the head office. */
export const syncLog = sync.table('sync_log', {
  /** Rises with time. */
  id: bigint('id', { mode: 'number' }).notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** up: from here; down: to here. */
  direction: text('direction', { enum: ['up', 'down'] }).notNull(),
  /** Who was at the other end. */
  peer: text('peer').notNull(),
  /** When it began. */
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** When it ended; null while it runs. */
  finishedAt: timestamp('finished_at', { withTimezone: true }),
  /** How it ended. */
  status: text('status', { enum: ['running', 'succeeded', 'partly', 'failed'] }).notNull(),
  /** Messages that were taken over. */
  messageCount: integer('message_count').notNull().default(sql`0`),
  /** Rows that both sides had changed. */
  conflictCount: integer('conflict_count').notNull().default(sql`0`),
  /** Bytes that went over the line. */
  byteCount: bigint('byte_count', { mode: 'number' }).notNull().default(sql`0`),
  /** The last message that the other side has. */
  lastOutboxId: bigint('last_outbox_id', { mode: 'number' }),
  /** Why it failed. */
  error: text('error'),
});
export type SyncLog = typeof syncLog.$inferSelect;
export type NewSyncLog = typeof syncLog.$inferInsert;

/** Messages to the head office, written in the transaction of the change that they tell of. */
export const syncOutbox = sync.table('sync_outbox', {
  /** In the order of writing: messages about one row are sent in this order. */
  id: bigint('id', { mode: 'number' }).notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The receiver takes no message twice. */
  messageId: uuid('message_id').notNull().default(sql`gen_random_uuid()`),
  /** Where to. */
  topic: text('topic').notNull(),
  /** Kind of change. */
  operation: text('operation', { enum: ['insert', 'update', 'delete', 'samples'] }).notNull(),
  /** Table of the row. */
  resourceType: text('resource_type').notNull(),
  /** Id of the row. */
  resourceId: text('resource_id'),
  /** Content of the message. */
  payload: jsonb('payload').notNull(),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** Not to be sent before. */
  nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** How often it was tried. */
  attempts: integer('attempts').notNull().default(sql`0`),
  /** Why the last attempt failed. */
  lastError: text('last_error'),
  /** When the receiver had it; null while it has not. */
  sentAt: timestamp('sent_at', { withTimezone: true }),
});
export type SyncOutbox = typeof syncOutbox.$inferSelect;
export type NewSyncOutbox = typeof syncOutbox.$inferInsert;
