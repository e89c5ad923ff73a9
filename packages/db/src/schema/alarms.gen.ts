// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, foreignKey, integer, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { timeseries } from './schemas.ts';
import { tags } from './tags.gen.ts';
import { users } from './users.gen.ts';

/** When a tag is to alarm, after ISA-18.2 and OPC UA Part 9. */
export const alarmDefinitions = pgTable('alarm_definitions', {
  ...standardColumns,
  /** The tag. */
  tagId: integer('tag_id').notNull(),
  /** Unique on the tag. */
  name: text('name').notNull(),
  /** Kind of comparison; stale: no sample for limit_value seconds; state: equals limit_value. */
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
  /** Consequence when nobody acts. */
  consequence: text('consequence').notNull().default(sql`''::text`),
  /** Action expected of the operator. */
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

/** Present state of alarms. The journal of their changes is alarms_ts. */
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
  /** Value of the tag at the last change. */
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

/** Journal of alarms: every change of every one, shelved and suppressed ones included. */
export const alarmsTs = timeseries.table('alarms_ts', {
  /** When it happened. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The alarm. */
  alarmDefinitionId: uuid('alarm_definition_id').notNull(),
  /** Kind of change. */
  event: text('event', { enum: ['raised', 'cleared', 'acknowledged', 'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'taken_out_of_service', 'returned_to_service', 'reset', 'commented'] }).notNull(),
  /** The same for all events of one occurrence. */
  eventId: uuid('event_id').notNull(),
  /** 1 to 1000, as it was then. */
  severity: integer('severity').notNull(),
  /** OPC UA status code of the value. */
  status: integer('status').notNull().default(sql`0`),
  /** Value of the tag then. */
  value: doublePrecision('value'),
  /** As shown, or what the operator wrote. */
  message: text('message').notNull().default(sql`''::text`),
  /** Who did it; null for what happened by itself. */
  userId: uuid('user_id'),
}, (table) => [
  primaryKey({ columns: [table.alarmDefinitionId, table.time, table.event] }),
]);
export type AlarmsT = typeof alarmsTs.$inferSelect;
export type NewAlarmsT = typeof alarmsTs.$inferInsert;

/** Journal of alarms: every change of every one, shelved and suppressed ones included. Rows of the tenant only. */
export const alarmsTsOfTenant = pgView('alarms_ts', {
  /** When it happened. */
  time: timestamp('time', { withTimezone: true }).notNull(),
  /** The alarm. */
  alarmDefinitionId: uuid('alarm_definition_id').notNull(),
  /** Kind of change. */
  event: text('event').notNull(),
  /** The same for all events of one occurrence. */
  eventId: uuid('event_id').notNull(),
  /** 1 to 1000, as it was then. */
  severity: integer('severity').notNull(),
  /** OPC UA status code of the value. */
  status: integer('status').notNull(),
  /** Value of the tag then. */
  value: doublePrecision('value'),
  /** As shown, or what the operator wrote. */
  message: text('message').notNull(),
  /** Who did it; null for what happened by itself. */
  userId: uuid('user_id'),
}).existing();
export type AlarmsTOfTenant = typeof alarmsTsOfTenant.$inferSelect;
