// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { jobRuns } from './jobs.gen.ts';
import { notificationChannels } from './notifications.gen.ts';
import { users } from './users.gen.ts';

/** Reports that are made again and again. */
export const reportDefinitions = pgTable('report_definitions', {
  ...standardColumns,
  /** Unique within the tenant, whatever the case. */
  name: text('name').notNull(),
  /** kind, and what it is asked: its period, and filters. */
  parameters: jsonb('parameters').notNull(),
  /** Language of its documents: es or en. */
  language: text('language', { enum: ['es', 'en'] }).notNull(),
  /** Files that a run makes: pdf, xlsx, csv. */
  formats: text('formats').array().notNull(),
  /** When it runs by the clock and the calendar of the tenant: kind (daily, weekly, monthly, shift), and time, weekdays, day or shift; null: when it is asked for. */
  schedule: jsonb('schedule'),
  /** False: it runs when it is asked for only. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** The mail server by which recipients are told of a run; null: nobody is. */
  channelId: uuid('channel_id'),
  /** Users who are told. */
  recipientIds: uuid('recipient_ids').array().notNull().default(sql`'{}'::uuid[]`),
  /** The user who saved it last. It runs with the rights that he has then. */
  definedBy: uuid('defined_by').notNull().default(sql`internal.current_actor()`),
}, (table) => [
  foreignKey({ name: 'report_definitions_defined_by_user', columns: [table.tenantId, table.definedBy], foreignColumns: [users.tenantId, users.id] }),
  foreignKey({ name: 'report_definitions_sent_by_channel', columns: [table.tenantId, table.channelId], foreignColumns: [notificationChannels.tenantId, notificationChannels.id] }),
]);
export type ReportDefinition = typeof reportDefinitions.$inferSelect;
export type NewReportDefinition = typeof reportDefinitions.$inferInsert;

/** Runs of reports, and their files. State, progress and error are those of the job. */
export const reportRuns = pgTable('report_runs', {
  ...standardColumns,
  /** The definition that it is a run of; null: it was asked for once. */
  definitionId: uuid('definition_id'),
  /** The run of the job that makes it. */
  jobRunId: uuid('job_run_id').notNull(),
  /** The time of the schedule; null where somebody asked for it. */
  dueAt: timestamp('due_at', { withTimezone: true }),
  /** Name of the report when it was asked for. */
  name: text('name').notNull(),
  /** What was asked. */
  parameters: jsonb('parameters').notNull(),
  /** Language of its documents: es or en. */
  language: text('language', { enum: ['es', 'en'] }).notNull(),
  /** Files that it makes: pdf, xlsx, csv. */
  formats: text('formats').array().notNull(),
  /** The user with whose rights it works. */
  definedBy: uuid('defined_by').notNull(),
  /** Begin of its period; null before it began. */
  fromAt: timestamp('from_at', { withTimezone: true }),
  /** End of its period; null before it began. */
  toAt: timestamp('to_at', { withTimezone: true }),
  /** Rows that it found; null before it was over. */
  rowCount: integer('row_count'),
  /** Files that lie below reports/ in the folder of the server that ran it: format, name, bytes and rows. */
  files: jsonb('files').notNull().default(sql`'[]'::jsonb`),
}, (table) => [
  foreignKey({ name: 'report_runs_defined_by_user', columns: [table.tenantId, table.definedBy], foreignColumns: [users.tenantId, users.id] }),
  foreignKey({ name: 'report_runs_of_definition', columns: [table.tenantId, table.definitionId], foreignColumns: [reportDefinitions.tenantId, reportDefinitions.id] }),
  foreignKey({ name: 'report_runs_of_job', columns: [table.tenantId, table.jobRunId], foreignColumns: [jobRuns.tenantId, jobRuns.id] }).onDelete('cascade'),
]);
export type ReportRun = typeof reportRuns.$inferSelect;
export type NewReportRun = typeof reportRuns.$inferInsert;
