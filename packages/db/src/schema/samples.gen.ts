// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, integer, interval, pgView, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { timeseries } from './schemas.ts';

/** Blocks of spools that are stored: written in the transaction of their rows, so that none is stored twice. */
export const ingestLedger = timeseries.table('ingest_ledger', {
  /** The spool that the block comes from. */
  spoolId: uuid('spool_id').notNull(),
  /** Number of the block in its spool, rising. */
  blockNo: bigint('block_no', { mode: 'number' }).notNull(),
  /** Rows that the block brought, those that were refused included. */
  rowCount: integer('row_count').notNull(),
  /** When its transaction began. */
  storedAt: timestamp('stored_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** With its transaction, all samples are stored that the collector had received before this time, by its clock; null where that is not known, and for records. */
  storedUntil: timestamp('stored_until', { withTimezone: true }),
}, (table) => [
  primaryKey({ columns: [table.spoolId, table.blockNo] }),
]);
export type IngestLedger = typeof ingestLedger.$inferSelect;
export type NewIngestLedger = typeof ingestLedger.$inferInsert;

/** Policies of samples by age: change a row, and the next maintenance acts on it. */
export const samplePolicies = timeseries.table('sample_policies', {
  /** Name of the table in timeseries. */
  series: text('series', { enum: ['samples', 'text_samples'] }).notNull().primaryKey(),
  /** Time that one chunk or partition covers, from the next one on; chunk_interval_for() says what suits a rate. */
  chunkInterval: interval('chunk_interval').notNull().default(sql`'1 day'::interval`),
  /** How many partitions are made before they are needed; TimescaleDB makes its chunks itself. */
  partitionsAhead: integer('partitions_ahead').notNull().default(sql`3`),
  /** Age at which chunks are compressed, where the engine can; null for never. */
  compressAfter: interval('compress_after').default(sql`'1 day'::interval`),
  /** Age at which whole chunks are dropped; null for never. */
  retainFor: interval('retain_for'),
  /** rows, which TimescaleDB Community compresses, or segments of runs of samples; null for segments. */
  storage: text('storage', { enum: ['rows', 'segments'] }),
  /** Age at which the rows of a whole hour become segments, where samples are stored so; null for never. */
  sealAfter: interval('seal_after').default(sql`'00:15:00'::interval`),
  /** Time that one chunk or partition of segments covers: whole weeks. */
  segmentInterval: interval('segment_interval').notNull().default(sql`'7 days'::interval`),
});
export type SamplePolicy = typeof samplePolicies.$inferSelect;
export type NewSamplePolicy = typeof samplePolicies.$inferInsert;

/** Samples as rows: what came lately, in the order that loses nothing to alignment. Read timeseries.samples, which has the segments too. */
export const sampleRows = timeseries.table('sample_rows', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** In the tag's unit; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** The tag, without a foreign key: checking one would halve the rate of writing. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
});
export type SampleRow = typeof sampleRows.$inferSelect;
export type NewSampleRow = typeof sampleRows.$inferInsert;

/** Samples as segments: a run of samples of one tag within a UTC week, packed, with a summary. Read timeseries.samples, or timeseries.read(). */
export const segments = timeseries.table('segments', {
  /** Time of the first sample. */
  firstTime: timestamp('first_time', { withTimezone: true }).notNull(),
  /** Time of the last sample, of the same week of seven days since 1970. */
  lastTime: timestamp('last_time', { withTimezone: true }).notNull(),
  /** Microseconds from one sample to the next, to which the numbers of times are added. */
  stepUs: bigint('step_us', { mode: 'number' }).notNull(),
  /** Microseconds between first and last sample that follow a sample which counts. */
  goodUs: bigint('good_us', { mode: 'number' }).notNull(),
  /** Lowest value that counts: Good, and a number. */
  minimum: doublePrecision('minimum'),
  /** Highest value that counts. */
  maximum: doublePrecision('maximum'),
  /** Sum of the values that count. */
  total: doublePrecision('total'),
  /** Sum of the squares of their deviations from their mean. */
  squaredDeviation: doublePrecision('squared_deviation'),
  /** Integral of the values that count over time in seconds, each held to the next sample. */
  stepIntegral: doublePrecision('step_integral'),
  /** The same with straight lines between values that count. */
  linearIntegral: doublePrecision('linear_integral'),
  /** Value of the first sample; of all of them where packed is null. */
  firstValue: doublePrecision('first_value'),
  /** Value of the last sample. */
  lastValue: doublePrecision('last_value'),
  /** Divisor of decimals (1 and more) or factor (less than 1); null without decimals. */
  scale: doublePrecision('scale'),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** How many samples. */
  sampleCount: integer('sample_count').notNull(),
  /** How many of them count: Good, and a number. */
  goodCount: integer('good_count').notNull(),
  /** First status of the worst severity in it. */
  worstStatus: integer('worst_status').notNull(),
  /** Microseconds that a number of times counts. */
  unitUs: integer('unit_us').notNull(),
  /** Packed: distance of each sample from first_time + index × step_us, in units; null where all are 0 and step_us is not. */
  times: bytea('times'),
  /** Packed: the number that each value stands for; null where all samples have first_value, or none has a value. */
  packed: bytea('packed'),
  /** OPC UA status codes of runs of samples; null where all are Good (0) and have a value, or none has. */
  statusCodes: integer('status_codes').array(),
  /** How many samples each run has. */
  statusLengths: integer('status_lengths').array(),
  /** Whether the samples of a run have no value; null where all have one, or none. */
  statusNulls: boolean('status_nulls').array(),
});
export type Segment = typeof segments.$inferSelect;
export type NewSegment = typeof segments.$inferInsert;

/** Samples of text tags: a row when the text or its status has changed, and now and then while it has not. */
export const textSamples = timeseries.table('text_samples', {
  /** When the text was read. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The tag, without a foreign key, as in samples. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
  /** The text; null where a bad sample has none. */
  value: text('value'),
});
export type TextSample = typeof textSamples.$inferSelect;
export type NewTextSample = typeof textSamples.$inferInsert;

/** Samples of the tenant's channels with their quality as a word. */
export const channelData = pgView('channel_data', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** The channel: a tag that a source feeds. */
  channelId: integer('channel_id'),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** GOOD, UNCERTAIN or BAD. */
  quality: text('quality'),
}).existing();
export type ChannelData = typeof channelData.$inferSelect;

/** Samples of the tenant's tags. */
export const samplesOfTenant = pgView('samples', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** The tag. */
  tagId: integer('tag_id'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status'),
}).existing();
export type SampleOfTenant = typeof samplesOfTenant.$inferSelect;

/** Samples of the tenant's tags with the name of the tag and the quality of OPC classic. */
export const scadaTagsTs = pgView('scada_tags_ts', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** The tag. */
  tagId: integer('tag_id'),
  /** Name of the tag. */
  tagName: text('tag_name'),
  /** In the unit of the tag; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** Unit of the value. */
  unit: text('unit'),
  /** 192 good, 64 uncertain, 0 bad, with the sub-status. */
  qualityCode: smallint('quality_code'),
}).existing();
export type ScadaTagsT = typeof scadaTagsTs.$inferSelect;

/** Samples of the tenant's text tags. */
export const textSamplesOfTenant = pgView('text_samples', {
  /** When the text was read. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
  /** The text; null where a bad sample has none. */
  value: text('value'),
}).existing();
export type TextSampleOfTenant = typeof textSamplesOfTenant.$inferSelect;

/** All samples, rows and segments. A condition on tag_id is quick; one on time opens every segment of the tag: ask timeseries.read() for a span. What was sent twice is there twice. */
export const samples = timeseries.view('samples', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** In the tag's unit; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** The tag. */
  tagId: integer('tag_id'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status'),
}).existing();
export type Sample = typeof samples.$inferSelect;

/** Samples as SCADA people know them: by tag name, with unit and quality. */
export const samplesByName = timeseries.view('samples_by_name', {
  /** When the value was measured. */
  time: timestamp('time', { withTimezone: true }),
  /** Name of the tag. */
  tag: text('tag'),
  /** In the unit beside it; null where a bad sample has none. */
  value: doublePrecision('value'),
  /** Unit of the value. */
  unit: text('unit'),
  /** GOOD, UNCERTAIN or BAD. */
  quality: text('quality'),
  /** Quality byte of OPC classic. */
  qualityCode: smallint('quality_code'),
  /** OPC UA status code as a signed integer. */
  status: integer('status'),
  /** The tag. */
  tagId: integer('tag_id'),
  /** Whose tag it is. */
  tenantId: uuid('tenant_id'),
}).existing();
export type SamplesByName = typeof samplesByName.$inferSelect;

/** Texts by tag name, with their quality. */
export const textSamplesByName = timeseries.view('text_samples_by_name', {
  /** When the text was read. */
  time: timestamp('time', { withTimezone: true }),
  /** Name of the tag. */
  tag: text('tag'),
  /** The text; null where a bad sample has none. */
  value: text('value'),
  /** GOOD, UNCERTAIN or BAD. */
  quality: text('quality'),
  /** Quality byte of OPC classic. */
  qualityCode: smallint('quality_code'),
  /** OPC UA status code as a signed integer. */
  status: integer('status'),
  /** The tag. */
  tagId: integer('tag_id'),
  /** Whose tag it is. */
  tenantId: uuid('tenant_id'),
}).existing();
export type TextSamplesByName = typeof textSamplesByName.$inferSelect;
