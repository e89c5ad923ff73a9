// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { cidr, foreignKey, inet, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Keys by which programs and devices use the API. Never the key, only its hash. */
export const apiKeys = pgTable('api_keys', {
  ...standardColumns,
  /** The part of the key that names it. */
  keyId: text('key_id').notNull(),
  /** SHA-256 of the secret part. */
  keyHash: bytea('key_hash').notNull(),
  /** Unique only to people: what the key is for. */
  name: text('name').notNull(),
  /** The user whose rights bound those of the key. */
  ownerId: uuid('owner_id').notNull(),
  /** Rights of the key: it has those that its owner has too. */
  permissions: text('permissions').array().notNull(),
  /** Names of the sources whose samples it may write; null for all. */
  sources: text('sources').array(),
  /** Addresses from which it is taken; null for any. */
  networks: cidr('networks').array(),
  /** No use after this; null for a key without an end. */
  expiresAt: timestamp('expires_at', { withTimezone: true }),
  /** When it was taken back. */
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'api_keys_of_owner', columns: [table.tenantId, table.ownerId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type ApiKey = typeof apiKeys.$inferSelect;
export type NewApiKey = typeof apiKeys.$inferInsert;

/** When keys were last used: apart from the keys, since it changes with every minute and is not audited. */
export const apiKeyUses = pgTable('api_key_uses', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The key. */
  keyId: uuid('key_id').notNull().primaryKey(),
  /** To the minute. */
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }).notNull(),
  /** Where that use came from. */
  lastAddress: inet('last_address'),
}, (table) => [
  foreignKey({ name: 'api_key_uses_of_key', columns: [table.tenantId, table.keyId], foreignColumns: [apiKeys.tenantId, apiKeys.id] }).onDelete('cascade'),
]);
export type ApiKeyUse = typeof apiKeyUses.$inferSelect;
export type NewApiKeyUse = typeof apiKeyUses.$inferInsert;
