// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { bigint, doublePrecision, integer, jsonb, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';

/** Collectors that run apart from the servers, each with what it told last. */
export const collectors = timeseries.table('collectors', {
  /** Its spool. */
  spoolId: uuid('spool_id').notNull().primaryKey(),
  /** Whose sources it collects from. */
  tenantId: uuid('tenant_id').notNull(),
  /** Another one after each new connection: whatever was told before is to be read again. */
  runId: uuid('run_id').notNull(),
  /** Name of its machine. */
  host: text('host').notNull(),
  /** When it connected. */
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** When it told something last, by the clock of the database. Nothing is known of its tags once that is too long ago. */
  heardAt: timestamp('heard_at', { withTimezone: true }).notNull(),
  /** When it stopped in good order; null while it runs. */
  stoppedAt: timestamp('stopped_at', { withTimezone: true }),
  /** Revision of its newest live values. */
  revision: bigint('revision', { mode: 'number' }).notNull(),
  /** Changes with the list of its tags. */
  tagsRevision: bigint('tags_revision', { mode: 'number' }).notNull(),
  /** How it does: sources, sinks, spool, clock and latency, as the status page shows them. */
  report: jsonb('report').notNull(),
});
export type Collector = typeof collectors.$inferSelect;
export type NewCollector = typeof collectors.$inferInsert;

/** The newest sample of each tag of the collectors that run apart from the servers, before filters and sooner than it is stored. */
export const snapshots = timeseries.table('snapshots', {
  /** The tag. */
  tagId: integer('tag_id').notNull().primaryKey(),
  /** The spool of the collector that told it. */
  spoolId: uuid('spool_id').notNull(),
  /** The turn of that collector in which it was told, rising within a run. */
  revision: bigint('revision', { mode: 'number' }).notNull(),
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** In the unit of the tag; null where a bad sample has none, and for texts. */
  value: doublePrecision('value'),
  /** For text tags only; null where a bad sample has none. */
  textValue: text('text_value'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
});
export type Snapshot = typeof snapshots.$inferSelect;
export type NewSnapshot = typeof snapshots.$inferInsert;

/** The newest samples of the tenant's tags, as collectors that run apart tell them. Whether a collector is still heard of is in timeseries.collectors. */
export const liveValues = pgView('live_values', {
  /** The tag. */
  tagId: integer('tag_id'),
  /** The spool of the collector that told it. */
  spoolId: uuid('spool_id'),
  /** The turn of that collector in which it was told, rising within a run. */
  revision: bigint('revision', { mode: 'number' }),
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** In the unit of the tag; null where a bad sample has none, and for texts. */
  value: doublePrecision('value'),
  /** For text tags only; null where a bad sample has none. */
  textValue: text('text_value'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status'),
}).existing();
export type LiveValue = typeof liveValues.$inferSelect;
