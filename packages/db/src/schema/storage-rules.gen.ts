// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, interval, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { tags } from './tags.gen.ts';

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
  /** Settings of the mode and the backend: interval_ms, deadband, trigger, path, naming, rotation. */
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
