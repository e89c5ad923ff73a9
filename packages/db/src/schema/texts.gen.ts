// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, integer, jsonb, pgTable, real, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { dataSources } from './data-sources.gen.ts';

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
  /** Meaning of the change. */
  status: text('status', { enum: ['emergent', 'stable', 'declining'] }).notNull(),
  /** Further facts. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
});
export type TrendSignal = typeof trendSignals.$inferSelect;
export type NewTrendSignal = typeof trendSignals.$inferInsert;
