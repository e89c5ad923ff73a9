import { doublePrecision, integer, timestamp } from 'drizzle-orm/pg-core';
import { timeseries } from './timeseries.ts';

/** A row per sample, 24 bytes of data in an order that loses nothing to alignment. */
export const samples = timeseries.table('samples', {
  time: timestamp('time', { withTimezone: true, precision: 6 }).notNull(),
  /** In the tag's unit; null where a bad sample has none. */
  value: doublePrecision('value'),
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
});
