// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, foreignKey, integer, interval, jsonb, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { machines } from './assets.gen.ts';
import { users } from './core.gen.ts';
import { tags } from './timeseries.gen.ts';

/** When a tag is to alarm, after ISA-18.2 and OPC UA Part 9. */
export const alarmDefinitions = pgTable('alarm_definitions', {
  ...standardColumns,
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** Unique on the tag. */
  name: text('name').notNull(),
  /** What is compared; stale: no sample for limit_value seconds; state: equals limit_value. */
  kind: text('kind', { enum: ['high_high', 'high', 'low', 'low_low', 'deviation', 'rate_of_change', 'state', 'bad_quality', 'stale'] }).notNull(),
  /** In the unit of the tag, of its rate per second, or in seconds. */
  limitValue: doublePrecision('limit_value'),
  /** In the unit of the limit: holds on the way back only. */
  deadband: doublePrecision('deadband').notNull().default(sql`0`),
  /** How long the limit must be passed before it alarms. */
  onDelayS: doublePrecision('on_delay_s').notNull().default(sql`0`),
  /** How long it must be back before it clears. */
  offDelayS: doublePrecision('off_delay_s').notNull().default(sql`0`),
  /** 1 to 1000, as in OPC UA. */
  severity: integer('severity').notNull().default(sql`500`),
  /** Shown with it. */
  message: text('message').notNull().default(sql`''::text`),
  /** What happens when nobody acts. */
  consequence: text('consequence').notNull().default(sql`''::text`),
  /** What the operator is to do. */
  response: text('response').notNull().default(sql`''::text`),
  /** False keeps the definition and does not look at it. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** Whether it stays until it is reset. */
  latched: boolean('latched').notNull().default(sql`false`),
  /** How long it may be shelved at most. */
  maxShelveS: doublePrecision('max_shelve_s').notNull().default(sql`28800`),
}, (table) => [
  foreignKey({ name: 'alarm_definitions_on_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('cascade'),
]);
export type AlarmDefinition = typeof alarmDefinitions.$inferSelect;
export type NewAlarmDefinition = typeof alarmDefinitions.$inferInsert;

/** What every alarm is now. The journal of its changes is alarms_ts. */
export const alarmStates = pgTable('alarm_states', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The alarm. */
  alarmDefinitionId: uuid('alarm_definition_id').notNull().primaryKey(),
  /** State of ISA-18.2. */
  state: text('state', { enum: ['normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'shelved', 'suppressed_by_design', 'out_of_service'] }).notNull().default(sql`'normal'::text`),
  /** Whether its condition holds, shelved or not. */
  active: boolean('active').notNull().default(sql`false`),
  /** The occurrence that an acknowledgement must name. */
  eventId: uuid('event_id'),
  /** When the condition began to hold. */
  activeSince: timestamp('active_since', { withTimezone: true }),
  /** Of the tag at the last change. */
  value: doublePrecision('value'),
  /** When the occurrence was acknowledged. */
  acknowledgedAt: timestamp('acknowledged_at', { withTimezone: true }),
  /** Who acknowledged it. */
  acknowledgedBy: uuid('acknowledged_by'),
  /** When a shelved alarm comes back. */
  shelvedUntil: timestamp('shelved_until', { withTimezone: true }),
  /** When any of this last changed. */
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().default(sql`now()`),
}, (table) => [
  foreignKey({ name: 'alarm_states_acknowledged_by', columns: [table.tenantId, table.acknowledgedBy], foreignColumns: [users.tenantId, users.id] }),
  foreignKey({ name: 'alarm_states_of_definition', columns: [table.tenantId, table.alarmDefinitionId], foreignColumns: [alarmDefinitions.tenantId, alarmDefinitions.id] }).onDelete('cascade'),
]);
export type AlarmState = typeof alarmStates.$inferSelect;
export type NewAlarmState = typeof alarmStates.$inferInsert;

/** Production batches: coils, charges, tank loads. */
export const batches = pgTable('batches', {
  ...standardColumns,
  /** Unique within the tenant. */
  batchNumber: text('batch_number').notNull(),
  /** What makes it. */
  machineId: uuid('machine_id'),
  /** What is made. */
  product: text('product').notNull().default(sql`''::text`),
  /** When it began. */
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  /** When it ended; null while it is made. */
  endedAt: timestamp('ended_at', { withTimezone: true }),
  /** How far it is. */
  status: text('status', { enum: ['active', 'completed', 'aborted'] }).notNull().default(sql`'active'::text`),
  /** What else is known of it: order, grade, weight. */
  metadata: jsonb('metadata').notNull().default(sql`'{}'::jsonb`),
}, (table) => [
  foreignKey({ name: 'batches_on_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('restrict'),
]);
export type Batch = typeof batches.$inferSelect;
export type NewBatch = typeof batches.$inferInsert;

/** Pages of widgets that users put together. */
export const dashboards = pgTable('dashboards', {
  ...standardColumns,
  /** Whose it is; null for one of the tenant. */
  ownerId: uuid('owner_id'),
  /** For people. */
  name: text('name').notNull(),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
  /** Whether others of the tenant see it. */
  shared: boolean('shared').notNull().default(sql`false`),
  /** Grid and widgets. */
  layout: jsonb('layout').notNull(),
}, (table) => [
  foreignKey({ name: 'dashboards_of_owner', columns: [table.tenantId, table.ownerId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type Dashboard = typeof dashboards.$inferSelect;
export type NewDashboard = typeof dashboards.$inferInsert;

/** Tags that are calculated from others. */
export const derivedSignals = pgTable('derived_signals', {
  ...standardColumns,
  /** The tag that takes the result: it has name and unit. */
  tagId: integer('tag_id').notNull(),
  /** Over the names of its inputs. */
  formula: text('formula').notNull(),
  /** False keeps the formula and does not calculate it. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'derived_signals_into_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('cascade'),
]);
export type DerivedSignal = typeof derivedSignals.$inferSelect;
export type NewDerivedSignal = typeof derivedSignals.$inferInsert;

/** What a derived signal is calculated from. */
export const derivedSignalInputs = pgTable('derived_signal_inputs', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The signal. */
  derivedSignalId: uuid('derived_signal_id').notNull(),
  /** The tag that is read. */
  tagId: integer('tag_id').notNull(),
  /** Its name in the formula. */
  variable: text('variable').notNull(),
}, (table) => [
  primaryKey({ columns: [table.derivedSignalId, table.variable] }),
  foreignKey({ name: 'derived_signal_inputs_from_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('restrict'),
  foreignKey({ name: 'derived_signal_inputs_of_signal', columns: [table.tenantId, table.derivedSignalId], foreignColumns: [derivedSignals.tenantId, derivedSignals.id] }).onDelete('cascade'),
]);
export type DerivedSignalInput = typeof derivedSignalInputs.$inferSelect;
export type NewDerivedSignalInput = typeof derivedSignalInputs.$inferInsert;

/** Which tags are stored where, and when. */
export const storageRules = pgTable('storage_rules', {
  ...standardColumns,
  /** Unique within the tenant. */
  name: text('name').notNull(),
  /** False keeps the rule and does not follow it. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** Where to. */
  backend: text('backend', { enum: ['database', 'influxdb', 'file'] }).notNull().default(sql`'database'::text`),
  /** continuous: at an interval; change: beyond a deadband; event and trigger: around something that happens. */
  mode: text('mode', { enum: ['continuous', 'change', 'event', 'trigger'] }).notNull(),
  /** Of the mode and the backend: interval_ms, deadband, trigger, path, naming, rotation. */
  settings: jsonb('settings').notNull().default(sql`'{}'::jsonb`),
  /** How long it is kept; null takes the policy of the series. */
  retention: interval('retention'),
});
export type StorageRule = typeof storageRules.$inferSelect;
export type NewStorageRule = typeof storageRules.$inferInsert;

/** Tags of a storage rule. */
export const storageRuleTags = pgTable('storage_rule_tags', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The rule. */
  storageRuleId: uuid('storage_rule_id').notNull(),
  /** A tag that it stores. */
  tagId: integer('tag_id').notNull(),
}, (table) => [
  primaryKey({ columns: [table.storageRuleId, table.tagId] }),
  foreignKey({ name: 'storage_rule_tags_of_rule', columns: [table.tenantId, table.storageRuleId], foreignColumns: [storageRules.tenantId, storageRules.id] }).onDelete('cascade'),
  foreignKey({ name: 'storage_rule_tags_of_tag', columns: [table.tenantId, table.tagId], foreignColumns: [tags.tenantId, tags.id] }).onDelete('cascade'),
]);
export type StorageRuleTag = typeof storageRuleTags.$inferSelect;
export type NewStorageRuleTag = typeof storageRuleTags.$inferInsert;

/** Tags that a source feeds, with what is known of it: what data acquisition calls a channel. */
export const channels = pgView('channels', {
  /** Id of the tag. */
  id: integer('id'),
  /** Whose row this is. */
  tenantId: uuid('tenant_id'),
  /** Name of the tag. */
  name: text('name'),
  /** What the source speaks. */
  protocol: text('protocol'),
  /** Name of the source. */
  sourceName: text('source_name'),
  /** The source. */
  sourceId: integer('source_id'),
  /** For people. */
  description: text('description'),
  /** Engineering unit. */
  unit: text('unit'),
  /** analog, digital or counter. */
  dataType: text('data_type'),
  /** Settings of the filters between device and table. */
  filter: jsonb('filter'),
  /** Everything that the driver needs but secrets. */
  sourceDefinition: jsonb('source_definition'),
  /** When the tag was made. */
  createdAt: timestamp('created_at', { withTimezone: true }),
  /** When the tag was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }),
}).existing();
export type Channel = typeof channels.$inferSelect;

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
  /** Of text tags only; null where a bad sample has none. */
  textValue: text('text_value'),
  /** OPC UA status code as a signed integer: 0 Good, negative Bad, 0x40000000 and up Uncertain. */
  status: integer('status'),
}).existing();
export type LiveValue = typeof liveValues.$inferSelect;
