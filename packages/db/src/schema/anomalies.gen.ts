// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { doublePrecision, foreignKey, integer, jsonb, pgTable, pgView, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { machines } from './assets.gen.ts';
import { dataSources } from './data-sources.gen.ts';
import { tags } from './tags.gen.ts';
import { users } from './users.gen.ts';
import { wells } from './wells.gen.ts';

/** Deviations from the expected, of a machine, a well, a tag or a KPI, whoever found them. */
export const anomalies = pgTable('anomalies', {
  ...standardColumns,
  /** The machine that it is about. */
  machineId: uuid('machine_id'),
  /** The well that it is about. */
  wellId: uuid('well_id'),
  /** The tag that it is about. */
  tagId: integer('tag_id'),
  /** The data source that the KPI was worked out from. */
  dataSourceId: uuid('data_source_id'),
  /** Quantity that deviates: power_kw, specific energy consumption, name of a KPI. */
  quantityName: text('quantity_name').notNull(),
  /** When it was seen. */
  detectedAt: timestamp('detected_at', { withTimezone: true }).notNull(),
  /** When it was over; null while it lasts. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** Value that was found, in the unit of the quantity. */
  value: doublePrecision('value').notNull(),
  /** Value that was expected, in the same unit. */
  expectedValue: doublePrecision('expected_value'),
  /** In standard deviations; below 0 for too little. */
  deviation: doublePrecision('deviation'),
  /** How bad. */
  severity: text('severity', { enum: ['low', 'medium', 'high', 'critical'] }).notNull(),
  /** How it was found: z_score, ewma, baseline. */
  method: text('method').notNull(),
  /** In words. */
  reason: text('reason').notNull().default(sql`''::text`),
  /** Further results of the method. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
  /** State of its treatment. */
  status: text('status', { enum: ['open', 'investigating', 'resolved', 'dismissed'] }).notNull().default(sql`'open'::text`),
  /** When it was settled. */
  resolvedAt: timestamp('resolved_at', { withTimezone: true }),
  /** Who settled it. */
  resolvedBy: uuid('resolved_by'),
}, (table) => [
  foreignKey({ name: 'anomalies_from_data_source', columns: [table.tenantId, table.dataSourceId], foreignColumns: [dataSources.tenantId, dataSources.id] }).onDelete('set null'),
  foreignKey({ name: 'anomalies_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('cascade'),
  foreignKey({ name: 'anomalies_of_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('cascade'),
  foreignKey({ name: 'anomalies_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('cascade'),
  foreignKey({ name: 'anomalies_resolved_by', columns: [table.tenantId, table.resolvedBy], foreignColumns: [users.tenantId, users.id] }),
]);
export type Anomaly = typeof anomalies.$inferSelect;
export type NewAnomaly = typeof anomalies.$inferInsert;

/** Which group a thing belongs to by its features. */
export const clusters = pgTable('clusters', {
  ...standardColumns,
  /** Kind of thing. */
  subjectType: text('subject_type', { enum: ['well', 'machine', 'tag', 'business_partner', 'data_source', 'other'] }).notNull(),
  /** Its id. */
  subjectId: text('subject_id').notNull(),
  /** The group; -1 for none. */
  clusterNumber: integer('cluster_number').notNull(),
  /** For people. */
  clusterName: text('cluster_name'),
  /** Compared figures, by name. */
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
  /** Value that was found. */
  value: doublePrecision('value'),
  /** Value that was expected. */
  expectedValue: doublePrecision('expected_value'),
  /** In standard deviations. */
  deviation: doublePrecision('deviation'),
  /** In words. */
  reason: text('reason'),
  /** How bad. */
  severity: text('severity'),
  /** How it was found. */
  method: text('method'),
  /** Further results of the method. */
  metadata: jsonb('metadata'),
}).existing();
export type AnomalyLog = typeof anomalyLog.$inferSelect;
