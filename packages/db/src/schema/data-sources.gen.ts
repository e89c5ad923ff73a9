// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';

/** Connectors to other systems. */
export const dataSources = pgTable('data_sources', {
  ...standardColumns,
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** Kind of system. */
  kind: text('kind', { enum: ['csv', 'excel', 'api', 'database', 'webhook', 'manual'] }).notNull(),
  /** Everything that it needs but secrets. */
  settings: jsonb('settings').notNull().default(sql`'{}'::jsonb`),
  /** Under which name the vault or the environment has its secret. */
  secretName: text('secret_name'),
  /** False keeps it and does not run it. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** Cron expression; null for one that is only run by hand. */
  schedule: text('schedule'),
  /** When it last ran. */
  lastRunAt: timestamp('last_run_at', { withTimezone: true }),
  /** Why the last run failed; null where it did not. */
  lastError: text('last_error'),
});
export type DataSource = typeof dataSources.$inferSelect;
export type NewDataSource = typeof dataSources.$inferInsert;

/** Records of data sources, cleaned and in one form. */
export const processedData = pgTable('processed_data', {
  ...standardColumns,
  /** Where it comes from. */
  dataSourceId: uuid('data_source_id').notNull(),
  /** Kind of record: sale, ticket, reading. */
  recordType: text('record_type').notNull(),
  /** Its id over there. */
  externalId: text('external_id'),
  /** When it happened over there. */
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull(),
  /** Its fields by their names. */
  data: jsonb('data').notNull(),
  /** SHA-256 of the record as it came: it is not stored twice. */
  contentHash: bytea('content_hash').notNull(),
}, (table) => [
  foreignKey({ name: 'processed_data_from_source', columns: [table.tenantId, table.dataSourceId], foreignColumns: [dataSources.tenantId, dataSources.id] }).onDelete('cascade'),
]);
export type ProcessedData = typeof processedData.$inferSelect;
export type NewProcessedData = typeof processedData.$inferInsert;
