// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, foreignKey, integer, jsonb, pgTable, pgView, real, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';

/** Which group a thing belongs to by its features. */
export const clusters = pgTable('clusters', {
  ...standardColumns,
  /** What kind of thing. */
  subjectType: text('subject_type', { enum: ['well', 'machine', 'tag', 'business_partner', 'data_source', 'other'] }).notNull(),
  /** Its id. */
  subjectId: text('subject_id').notNull(),
  /** The group; -1 for none. */
  clusterNumber: integer('cluster_number').notNull(),
  /** For people. */
  clusterName: text('cluster_name'),
  /** What was compared, by name. */
  features: jsonb('features').notNull(),
  /** Middle of the group, in the order of the features' names. */
  centroid: doublePrecision('centroid').array().notNull(),
  /** In the space of the features. */
  distanceToCentroid: doublePrecision('distance_to_centroid').notNull(),
  /** How well it fits: -1 to 1. */
  silhouetteScore: doublePrecision('silhouette_score'),
});
export type Cluster = typeof clusters.$inferSelect;
export type NewCluster = typeof clusters.$inferInsert;

/** Connectors to other systems. */
export const dataSources = pgTable('data_sources', {
  ...standardColumns,
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** What it connects to. */
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

/** Values of key figures over periods. */
export const kpiSummaries = pgTable('kpi_summaries', {
  ...standardColumns,
  /** What it was worked out from; null for several or none. */
  dataSourceId: uuid('data_source_id'),
  /** Which figure: sales_mom, avg_ticket, specific_energy. */
  kpiName: text('kpi_name').notNull(),
  /** In the unit beside it. */
  kpiValue: doublePrecision('kpi_value').notNull(),
  /** Unit of the value. */
  unit: text('unit').notNull().default(sql`''::text`),
  /** First moment that it covers. */
  periodStart: timestamp('period_start', { withTimezone: true }).notNull(),
  /** First moment that it does not cover any more. */
  periodEnd: timestamp('period_end', { withTimezone: true }).notNull(),
  /** When it was worked out. */
  calculatedAt: timestamp('calculated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** What else is known of it. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
}, (table) => [
  foreignKey({ name: 'kpi_summaries_from_source', columns: [table.tenantId, table.dataSourceId], foreignColumns: [dataSources.tenantId, dataSources.id] }).onDelete('cascade'),
]);
export type KpiSummary = typeof kpiSummaries.$inferSelect;
export type NewKpiSummary = typeof kpiSummaries.$inferInsert;

/** Records of data sources, cleaned and in one form. */
export const processedData = pgTable('processed_data', {
  ...standardColumns,
  /** Where it comes from. */
  dataSourceId: uuid('data_source_id').notNull(),
  /** What it is: sale, ticket, reading. */
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

/** Texts with what was read out of them. */
export const textSummaries = pgTable('text_summaries', {
  ...standardColumns,
  /** Where it comes from. */
  dataSourceId: uuid('data_source_id'),
  /** The text. */
  content: text('content').notNull(),
  /** ISO 639-1. */
  language: text('language').notNull().default(sql`'es'::text`),
  /** As the model judged it. */
  sentiment: text('sentiment', { enum: ['negative', 'neutral', 'positive'] }),
  /** -1 to 1. */
  sentimentScore: doublePrecision('sentiment_score'),
  /** A list of words. */
  keywords: jsonb('keywords').notNull().default(sql`'[]'::jsonb`),
  /** 384 numbers that place it among other texts; an index over them where pgvector is. */
  embedding: real('embedding').array(),
  /** Embeddings of different models cannot be compared. */
  embeddingModel: text('embedding_model'),
}, (table) => [
  foreignKey({ name: 'text_summaries_from_source', columns: [table.tenantId, table.dataSourceId], foreignColumns: [dataSources.tenantId, dataSources.id] }).onDelete('cascade'),
]);
export type TextSummary = typeof textSummaries.$inferSelect;
export type NewTextSummary = typeof textSummaries.$inferInsert;

/** Words that come up more or less than before. */
export const trendSignals = pgTable('trend_signals', {
  ...standardColumns,
  /** Line of business. */
  sector: text('sector').notNull(),
  /** The word. */
  term: text('term').notNull(),
  /** First moment that was looked at. */
  periodStart: timestamp('period_start', { withTimezone: true }).notNull(),
  /** First moment that was not looked at any more. */
  periodEnd: timestamp('period_end', { withTimezone: true }).notNull(),
  /** How often it came up. */
  frequency: integer('frequency').notNull(),
  /** Against the period before; null where it had not come up. */
  changePercent: doublePrecision('change_percent'),
  /** What the change means. */
  status: text('status', { enum: ['emergent', 'stable', 'declining'] }).notNull(),
  /** What else is known of it. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
});
export type TrendSignal = typeof trendSignals.$inferSelect;
export type NewTrendSignal = typeof trendSignals.$inferInsert;

/** Anomalies of key figures: those of `anomalies` that are about no machine, well or tag. */
export const anomalyLog = pgView('anomaly_log', {
  /** Names the row in anomalies. */
  id: uuid('id'),
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** The data source that the figure was worked out from. */
  dataSourceId: uuid('data_source_id'),
  /** Which figure. */
  kpiName: text('kpi_name'),
  /** When it was seen. */
  detectedAt: timestamp('detected_at', { withTimezone: true }),
  /** What was found. */
  value: doublePrecision('value'),
  /** What was expected. */
  expectedValue: doublePrecision('expected_value'),
  /** In standard deviations. */
  deviation: doublePrecision('deviation'),
  /** In words. */
  reason: text('reason'),
  /** How bad. */
  severity: text('severity'),
  /** How it was found. */
  method: text('method'),
  /** What else the method says. */
  metadata: jsonb('metadata'),
}).existing();
export type AnomalyLog = typeof anomalyLog.$inferSelect;
