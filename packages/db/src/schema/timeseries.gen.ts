// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, foreignKey, integer, interval, jsonb, primaryKey, real, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { timeseries } from './schemas.ts';
import { equipment, machines, wells } from './assets.gen.ts';

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
  /** Of the newest of its live values. */
  revision: bigint('revision', { mode: 'number' }).notNull(),
  /** Changes with the list of its tags. */
  tagsRevision: bigint('tags_revision', { mode: 'number' }).notNull(),
  /** How it does: sources, sinks, spool, clock and latency, as the status page shows them. */
  report: jsonb('report').notNull(),
});
export type Collector = typeof collectors.$inferSelect;
export type NewCollector = typeof collectors.$inferInsert;

/** How far the accounts of meters go, and what they were made with. */
export const energyAccountHeads = timeseries.table('energy_account_heads', {
  /** The meter. */
  meterId: uuid('meter_id').notNull().primaryKey(),
  /** First moment that has no account yet. */
  accountedTo: timestamp('accounted_to', { withTimezone: true }).notNull(),
  /** Accounts before this are never made again: the readings may be gone. */
  keptFrom: timestamp('kept_from', { withTimezone: true }).notNull(),
  /** When the newest readings of the register before accounted_to were taken: the readings themselves may be gone. */
  registerTimes: timestamp('register_times', { withTimezone: true }).array().notNull(),
  /** What they showed, in kWh. */
  registerValues: doublePrecision('register_values').array().notNull(),
  /** Of the machine, when the accounts were made: with another one they are made again. */
  ratedPowerKw: doublePrecision('rated_power_kw'),
  /** Of the machine, when the accounts were made: with another one they are made again. */
  registerModulusKwh: doublePrecision('register_modulus_kwh'),
});
export type EnergyAccountHead = typeof energyAccountHeads.$inferSelect;
export type NewEnergyAccountHead = typeof energyAccountHeads.$inferInsert;

/** Spans whose readings were written, changed or removed when they might have been accounted for: the next maintenance does it again. */
export const energyAccountNotes = timeseries.table('energy_account_notes', {
  /** Order of the notes. */
  id: bigint('id', { mode: 'number' }).notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** The meter. */
  meterId: uuid('meter_id').notNull(),
  /** Earliest of the readings. */
  firstTime: timestamp('first_time', { withTimezone: true }).notNull(),
  /** Latest of the readings. */
  lastTime: timestamp('last_time', { withTimezone: true }).notNull(),
});
export type EnergyAccountNote = typeof energyAccountNotes.$inferSelect;
export type NewEnergyAccountNote = typeof energyAccountNotes.$inferInsert;

/** What meters counted, by quarters of an hour of UTC; a quarter of which nothing is known has no row. */
export const energyAccounts = timeseries.table('energy_accounts', {
  /** The meter. Today each machine is its own meter, under the id of the machine. */
  meterId: uuid('meter_id').notNull(),
  /** Beginning of the quarter of an hour. */
  quarterStart: timestamp('quarter_start', { withTimezone: true }).notNull(),
  /** What was used while it was read; null where coverage is 0. */
  energyKwh: doublePrecision('energy_kwh'),
  /** The same as demand meters count it: each power reading holds until the next. Differs from energy_kwh where there is no register. */
  heldKwh: doublePrecision('held_kwh'),
  /** How much of the quarter was read, 0 to 1. */
  coverage: doublePrecision('coverage').notNull(),
  /** register, power, both one after the other, or none. */
  method: text('method', { enum: ['register', 'power', 'both', 'none'] }).notNull(),
  /** Readings of the register that cannot be true and were left out. */
  leftOutCount: integer('left_out_count').notNull(),
  /** Seconds at 0.1 of the rated power or above. */
  runningS: doublePrecision('running_s').notNull(),
  /** Seconds below that, and at 0.01 of the rated power or above. */
  idleS: doublePrecision('idle_s').notNull(),
  /** Seconds below that. What is missing to 900 is unknown. */
  offS: doublePrecision('off_s').notNull(),
}, (table) => [
  primaryKey({ columns: [table.meterId, table.quarterStart] }),
]);
export type EnergyAccount = typeof energyAccounts.$inferSelect;
export type NewEnergyAccount = typeof energyAccounts.$inferInsert;

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
}, (table) => [
  primaryKey({ columns: [table.spoolId, table.blockNo] }),
]);
export type IngestLedger = typeof ingestLedger.$inferSelect;
export type NewIngestLedger = typeof ingestLedger.$inferInsert;

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
  /** What it summarises. */
  series: text('series').notNull(),
  /** Time that one row covers. */
  bucketWidth: interval('bucket_width').notNull(),
  /** What is summarised: average, lowest and highest of each, of good records. */
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

/** What is done to samples with age: change a row, and the next maintenance acts on it. */
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
  /** rows, or segments of runs of samples; null for what suits the engine: rows where TimescaleDB compresses them, segments elsewhere. */
  storage: text('storage', { enum: ['rows', 'segments'] }),
  /** Age at which the rows of a whole hour become segments, where samples are stored so; null for never. */
  sealAfter: interval('seal_after').default(sql`'00:15:00'::interval`),
  /** Time that one chunk or partition of segments covers: whole days. */
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

/** Samples as segments: a run of samples of one tag within a UTC day, as arrays, with a summary. Read timeseries.samples, or timeseries.read(). */
export const segments = timeseries.table('segments', {
  /** Time of the first sample. */
  firstTime: timestamp('first_time', { withTimezone: true }).notNull(),
  /** Time of the last sample, of the same UTC day. */
  lastTime: timestamp('last_time', { withTimezone: true }).notNull(),
  /** Microseconds from one sample to the next, to which the offsets are added. */
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
  /** Value of the first sample; of all of them where there is no array of values. */
  firstValue: doublePrecision('first_value'),
  /** Value of the last sample. */
  lastValue: doublePrecision('last_value'),
  /** What integers are divided by (1 and more) or multiplied with (less than 1); null without integers. */
  scale: doublePrecision('scale'),
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** How many samples. */
  sampleCount: integer('sample_count').notNull(),
  /** How many of them count: Good, and a number. */
  goodCount: integer('good_count').notNull(),
  /** First status of the worst severity in it. */
  worstStatus: integer('worst_status').notNull(),
  /** Microseconds that an offset counts. */
  unitUs: integer('unit_us').notNull(),
  /** Offset of each sample from first_time + index × step_us, in units; without an array all are 0. */
  offsetsInt2: smallint('offsets_int2').array(),
  /** The same, where 16 bits do not hold it. */
  offsetsInt4: integer('offsets_int4').array(),
  /** The same, where 32 bits do not hold it. */
  offsetsInt8: bigint('offsets_int8', { mode: 'number' }).array(),
  /** Values as scaled integers; null where a sample has none. */
  valuesInt2: smallint('values_int2').array(),
  /** The same, where 16 bits do not hold them. */
  valuesInt4: integer('values_int4').array(),
  /** Values where single precision holds them exactly. */
  valuesFloat4: real('values_float4').array(),
  /** Values where nothing smaller does. */
  valuesFloat8: doublePrecision('values_float8').array(),
  /** OPC UA status codes of runs of samples; null where all are Good (0). */
  statusCodes: integer('status_codes').array(),
  /** How many samples each run has. */
  statusLengths: integer('status_lengths').array(),
});
export type Segment = typeof segments.$inferSelect;
export type NewSegment = typeof segments.$inferInsert;

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
  /** Of text tags only; null where a bad sample has none. */
  textValue: text('text_value'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status').notNull(),
});
export type Snapshot = typeof snapshots.$inferSelect;
export type NewSnapshot = typeof snapshots.$inferInsert;

/** Devices, gateways and brokers that samples come from. */
export const sources = timeseries.table('sources', {
  /** Small and dense. */
  id: integer('id').notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** What it speaks; program for samples that a program writes. */
  protocol: text('protocol', { enum: ['modbus', 'mqtt', 'opcua', 'program'] }).notNull(),
  /** Everything that the driver needs but secrets. */
  definition: jsonb('definition').notNull(),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** The spool that its samples pass through, which names the collector that feeds it; null where none does. */
  spoolId: uuid('spool_id'),
});
export type Source = typeof sources.$inferSelect;
export type NewSource = typeof sources.$inferInsert;

/** Measured points. The id is small and dense, since every sample carries it. */
export const tags = timeseries.table('tags', {
  /** Small and dense, since every sample carries it. */
  id: integer('id').notNull().primaryKey().generatedAlwaysAsIdentity(),
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** Where its samples come from; null for a tag that nothing feeds. */
  sourceId: integer('source_id'),
  /** A path: well-7/tubing-pressure. */
  name: text('name').notNull(),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
  /** Engineering unit as shown to people: psi, bbl/d. */
  unit: text('unit').notNull().default(sql`''::text`),
  /** analog: a measured quantity; digital: one of its states; counter: only rises, but for a reset; text: its samples are in text_samples. */
  dataType: text('data_type', { enum: ['analog', 'digital', 'counter', 'text'] }).notNull(),
  /** Labels of a digital tag; a state's number is its index, from 0. */
  states: text('states').array().notNull().default(sql`'{}'::text[]`),
  /** How to read between two samples: step holds the last one, linear joins them. */
  interpolation: text('interpolation', { enum: ['step', 'linear'] }).notNull(),
  /** Lowest value that the instrument can show, in the unit of the tag. */
  rangeLow: doublePrecision('range_low'),
  /** Highest value that the instrument can show, in the unit of the tag. */
  rangeHigh: doublePrecision('range_high'),
  /** Settings of the filters between device and table. */
  filter: jsonb('filter').notNull().default(sql`'{}'::jsonb`),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** The well that it measures. */
  wellId: uuid('well_id'),
  /** The machine that it measures. */
  machineId: uuid('machine_id'),
  /** The piece of equipment that it measures. */
  equipmentId: uuid('equipment_id'),
}, (table) => [
  foreignKey({ name: 'tags_of_equipment', columns: [table.tenantId, table.equipmentId], foreignColumns: [equipment.tenantId, equipment.id] }).onDelete('set null'),
  foreignKey({ name: 'tags_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('set null'),
  foreignKey({ name: 'tags_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('set null'),
  foreignKey({ name: 'tags_source_in_tenant', columns: [table.tenantId, table.sourceId], foreignColumns: [sources.tenantId, sources.id] }),
]);
export type Tag = typeof tags.$inferSelect;
export type NewTag = typeof tags.$inferInsert;

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

/** What is done to series and rollups with time, and whether TimescaleDB or Varve's maintenance does it. */
export const policies = timeseries.view('policies', {
  /** Name in timeseries. */
  relation: text('relation'),
  /** partitions, compression, retention or rollup. */
  policy: text('policy'),
  /** Width, age or period of the policy. */
  setting: interval('setting'),
  /** timescaledb, varve, or nobody where the engine cannot. */
  keptBy: text('kept_by'),
}).existing();
export type Policy = typeof policies.$inferSelect;

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
  /** Of the value. */
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
