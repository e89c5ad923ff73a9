// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, jsonb, pgTable, text, time, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Ways out for messages: a mail server, or an address that takes webhooks. */
export const notificationChannels = pgTable('notification_channels', {
  ...standardColumns,
  /** mail or webhook. */
  kind: text('kind', { enum: ['mail', 'webhook'] }).notNull(),
  /** Unique within the tenant, whatever the case. */
  name: text('name').notNull(),
  /** mail: host, port, security, username, from; webhook: template, host, chat. Never a password, nor an address that is one. */
  settings: jsonb('settings').notNull(),
  /** Password of the mail server, or address and signing key of the webhook, sealed; null where there is none. */
  secret: bytea('secret'),
  /** False sends nothing and keeps the rules. */
  enabled: boolean('enabled').notNull().default(sql`true`),
});
export type NotificationChannel = typeof notificationChannels.$inferSelect;
export type NewNotificationChannel = typeof notificationChannels.$inferInsert;

/** Messages to one recipient each, written in the transaction of what happened, and kept until they have arrived. */
export const deliveries = pgTable('deliveries', {
  ...standardColumns,
  /** The event, or the digest that several events share; told to a recipient once. */
  eventId: uuid('event_id').notNull(),
  /** Kind of event. */
  eventKind: text('event_kind').notNull(),
  /** The way out. */
  channelId: uuid('channel_id').notNull(),
  /** The user who gets the mail; null for a webhook. */
  recipientId: uuid('recipient_id'),
  /** pending: not tried yet; sending; sent; failed: will be tried again; dead: will not be, unless a person says so. */
  state: text('state', { enum: ['pending', 'sending', 'sent', 'failed', 'dead'] }).notNull().default(sql`'pending'::text`),
  /** How often it was tried. */
  attempts: integer('attempts').notNull().default(sql`0`),
  /** Not to be tried before. While it is being sent: when another server takes it for abandoned. */
  nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** Why the last attempt failed; null where none has. */
  lastError: text('last_error'),
  /** Message-ID of the mail, the same at each attempt; null before the first. */
  messageId: text('message_id'),
  /** The events, one or those of a digest. */
  payload: jsonb('payload').notNull(),
  /** When the mail server or the webhook had taken it. */
  sentAt: timestamp('sent_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'deliveries_by_channel', columns: [table.tenantId, table.channelId], foreignColumns: [notificationChannels.tenantId, notificationChannels.id] }),
  foreignKey({ name: 'deliveries_to_user', columns: [table.tenantId, table.recipientId], foreignColumns: [users.tenantId, users.id] }),
]);
export type Delivery = typeof deliveries.$inferSelect;
export type NewDelivery = typeof deliveries.$inferInsert;

/** Which events are told to whom, and when. */
export const notificationRules = pgTable('notification_rules', {
  ...standardColumns,
  /** For people. */
  name: text('name').notNull(),
  /** Kind of event: jobs.failed. */
  eventKind: text('event_kind').notNull(),
  /** 1 to 1000, as in OPC UA: events below it are not told. */
  minimalSeverity: integer('minimal_severity').notNull().default(sql`1`),
  /** Only events of this part of the plant; null: of every part. */
  area: text('area'),
  /** The way out. */
  channelId: uuid('channel_id').notNull(),
  /** Users who get a mail; empty for a webhook, which has one recipient. */
  recipientIds: uuid('recipient_ids').array().notNull().default(sql`'{}'::uuid[]`),
  /** Clock time of the tenant from which messages wait; null: they never do. */
  quietFrom: time('quiet_from'),
  /** Clock time of the tenant at which those that waited are sent. */
  quietTo: time('quiet_to'),
  /** Events of so many minutes go out in one message; null: each at once. */
  digestMinutes: integer('digest_minutes'),
  /** False tells nothing. */
  enabled: boolean('enabled').notNull().default(sql`true`),
}, (table) => [
  foreignKey({ name: 'notification_rules_of_channel', columns: [table.tenantId, table.channelId], foreignColumns: [notificationChannels.tenantId, notificationChannels.id] }),
]);
export type NotificationRule = typeof notificationRules.$inferSelect;
export type NewNotificationRule = typeof notificationRules.$inferInsert;
