// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { dataSources } from './data-sources.gen.ts';

/** Values of key figures over periods. */
export const kpiSummaries = pgTable('kpi_summaries', {
  ...standardColumns,
  /** The data source that it was worked out from; null for several or none. */
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
  /** Further facts. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
}, (table) => [
  foreignKey({ name: 'kpi_summaries_from_source', columns: [table.tenantId, table.dataSourceId], foreignColumns: [dataSources.tenantId, dataSources.id] }).onDelete('cascade'),
]);
export type KpiSummary = typeof kpiSummaries.$inferSelect;
export type NewKpiSummary = typeof kpiSummaries.$inferInsert;
