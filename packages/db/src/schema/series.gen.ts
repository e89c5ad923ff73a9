// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { foreignKey, interval, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';

/** Record series and what is done to them with age. */
export const recordSeries = timeseries.table('record_series', {
  /** Name of the table in timeseries. */
  series: text('series').notNull().primaryKey(),
  /** Table of the things that records are about: it says whose they are. */
  assetTable: text('asset_table').notNull(),
  /** Column that names the thing. */
  keyColumn: text('key_column').notNull(),
  /** Time that one chunk or partition covers. */
  chunkInterval: interval('chunk_interval').notNull(),
  /** Age at which chunks are compressed, where the engine can; null for never. */
  compressAfter: interval('compress_after'),
  /** Age at which chunks are dropped; null for never. */
  retainFor: interval('retain_for'),
});
export type RecordSery = typeof recordSeries.$inferSelect;
export type NewRecordSery = typeof recordSeries.$inferInsert;

/** Spans that were written or corrected later than a refresh looks back: the next refresh works them out too. */
export const lateRecords = timeseries.table('late_records', {
  /** The series. */
  series: text('series').notNull(),
  /** Earliest of them. */
  firstTime: timestamp('first_time', { withTimezone: true }).notNull(),
  /** Latest of them. */
  lastTime: timestamp('last_time', { withTimezone: true }).notNull(),
  /** When that was noted. */
  notedAt: timestamp('noted_at', { withTimezone: true }).notNull().default(sql`now()`),
}, (table) => [
  foreignKey({ name: 'late_records_series_fkey', columns: [table.series], foreignColumns: [recordSeries.series] }).onDelete('cascade'),
]);
export type LateRecord = typeof lateRecords.$inferSelect;
export type NewLateRecord = typeof lateRecords.$inferInsert;

/** Summaries of record series by time. */
export const rollups = timeseries.table('rollups', {
  /** Name of the table or continuous aggregate in timeseries. */
  rollup: text('rollup').notNull().primaryKey(),
  /** The series that it summarises. */
  series: text('series').notNull(),
  /** Time that one row covers. */
  bucketWidth: interval('bucket_width').notNull(),
  /** Columns that are summarised: average, lowest and highest of each, of good records. */
  measuredColumns: text('measured_columns').array().notNull(),
  /** How far back a refresh works everything out again. */
  refreshWindow: interval('refresh_window').notNull(),
  /** How often it is refreshed. */
  refreshEvery: interval('refresh_every').notNull(),
  /** Age at which rows are dropped; null for never. */
  retainFor: interval('retain_for'),
  /** When Varve last refreshed it; null where TimescaleDB does. */
  refreshedAt: timestamp('refreshed_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'rollups_series_fkey', columns: [table.series], foreignColumns: [recordSeries.series] }).onDelete('cascade'),
]);
export type Rollup = typeof rollups.$inferSelect;
export type NewRollup = typeof rollups.$inferInsert;

/** Policies of series and rollups, and whether TimescaleDB or Varve's maintenance keeps them. */
export const policies = timeseries.view('policies', {
  /** Name in timeseries. */
  relation: text('relation'),
  /** partitions, compression, sealing, retention or rollup. */
  policy: text('policy'),
  /** Width, age or period of the policy. */
  setting: interval('setting'),
  /** timescaledb, varve, or nobody where the engine cannot. */
  keptBy: text('kept_by'),
}).existing();
export type Policy = typeof policies.$inferSelect;
