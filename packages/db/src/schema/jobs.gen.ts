// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Runs of jobs: what is waiting, at work, and over. The queue takes a row that is queued, and runs it again after a crash. */
export const jobRuns = pgTable('job_runs', {
  ...standardColumns,
  /** The job: notifications.clean. */
  name: text('name').notNull(),
  /** queued: waits for its first or next attempt; running; done; failed: for good; cancelled: by a person. */
  state: text('state', { enum: ['queued', 'running', 'done', 'failed', 'cancelled'] }).notNull().default(sql`'queued'::text`),
  /** From 0 to 1. */
  progress: doublePrecision('progress').notNull().default(sql`0`),
  /** What it is at, a line for people. */
  message: text('message').notNull().default(sql`''::text`),
  /** Why the last attempt failed, without a stack; null where none has. */
  error: text('error'),
  /** How often it was begun. */
  attempts: integer('attempts').notNull().default(sql`0`),
  /** When the last attempt began; null before the first. */
  startedAt: timestamp('started_at', { withTimezone: true }),
  /** When it was over; null before. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** When a person asked to cancel it; null where nobody has. */
  cancelRequestedAt: timestamp('cancel_requested_at', { withTimezone: true }),
  /** The user with whose rights it works; null where a schedule of Varve itself began it. */
  requestedBy: uuid('requested_by').default(sql`internal.current_actor()`),
}, (table) => [
  foreignKey({ name: 'job_runs_requested_by_user', columns: [table.tenantId, table.requestedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type JobRun = typeof jobRuns.$inferSelect;
export type NewJobRun = typeof jobRuns.$inferInsert;
