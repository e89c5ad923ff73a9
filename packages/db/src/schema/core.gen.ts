// Written by scripts/write-schema.ts from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { bigint, boolean, foreignKey, inet, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea, xid8 } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';

/** Organisations that share a database without seeing each other. */
export const tenants = pgTable('tenants', {
  /** Names the tenant in every other table. */
  id: uuid('id').notNull().primaryKey().default(sql`gen_random_uuid()`),
  /** Short and unique: used in configuration files. */
  name: text('name').notNull(),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().default(sql`now()`),
  /** As pages and reports show it; the name where null. */
  displayName: text('display_name'),
  /** IANA name: its days begin and its tariffs hold by this clock. */
  timeZone: text('time_zone').notNull().default(sql`'UTC'::text`),
  /** What its costs are given in where nothing else is said. */
  currency: text('currency').notNull().default(sql`'USD'::text`),
  /** Of pages and messages, where a user chose none. */
  language: text('language', { enum: ['es', 'en'] }).notNull().default(sql`'es'::text`),
  /** When it left: set instead of removing what others refer to. */
  deletedAt: timestamp('deleted_at', { withTimezone: true }),
});
export type Tenant = typeof tenants.$inferSelect;
export type NewTenant = typeof tenants.$inferInsert;

/** Append-only record of every change of configuration and data by people and programs. */
export const auditLog = pgTable('audit_log', {
  /** Rises with time. */
  id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  /** Whose data were changed. */
  tenantId: uuid('tenant_id').notNull(),
  /** When, by the clock of the database. */
  occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  /** The user who asked for it; null where no person did. No foreign key: the record outlives the user. */
  actorId: uuid('actor_id'),
  /** The role that the connection logged in as. */
  databaseRole: text('database_role').notNull().default(sql`SESSION_USER`),
  /** insert, update, delete for rows; for events a word of the application: login, login_failed, export. */
  action: text('action').notNull(),
  /** Table of the row, or kind of thing of an event. */
  resourceType: text('resource_type').notNull(),
  /** Its id. */
  resourceId: text('resource_id'),
  /** The row before, secrets masked; null for an insert. */
  before: jsonb('before'),
  /** The row after, secrets masked; null for a delete. Details of an event. */
  after: jsonb('after'),
  /** What an update changed. */
  changedColumns: text('changed_columns').array().notNull().default(sql`'{}'::text[]`),
  /** Where the request came from. */
  clientAddress: inet('client_address'),
  /** Changes with one number were made together. */
  transactionId: xid8('transaction_id').notNull().default(sql`pg_current_xact_id()`),
}, (table) => [
  primaryKey({ columns: [table.id, table.occurredAt] }),
]);
export type AuditLog = typeof auditLog.$inferSelect;
export type NewAuditLog = typeof auditLog.$inferInsert;

/** What there is to be allowed: the same for all tenants, changed only by migrations. */
export const permissions = pgTable('permissions', {
  /** Area and right: production.read. */
  code: text('code').notNull().primaryKey(),
  /** For people. */
  description: text('description').notNull(),
});
export type Permission = typeof permissions.$inferSelect;
export type NewPermission = typeof permissions.$inferInsert;

/** People and programs that log in. */
export const users = pgTable('users', {
  ...standardColumns,
  /** What is typed at login: unique within the tenant, whatever the case. */
  username: text('username').notNull(),
  /** For people. */
  fullName: text('full_name').notNull().default(sql`''::text`),
  /** Where messages go. */
  email: text('email'),
  /** person, or service for an account that devices and programs use. */
  kind: text('kind', { enum: ['person', 'service'] }).notNull().default(sql`'person'::text`),
  /** Argon2id in PHC form; null for who may not log in by password. */
  passwordHash: text('password_hash'),
  /** False keeps the account and refuses its login. */
  enabled: boolean('enabled').notNull().default(sql`true`),
  /** Of pages and messages; null takes the tenant's. */
  language: text('language', { enum: ['es', 'en'] }),
  /** When the last login succeeded. */
  lastLoginAt: timestamp('last_login_at', { withTimezone: true }),
  /** Failed logins since the last one that succeeded. */
  failedLoginCount: integer('failed_login_count').notNull().default(sql`0`),
  /** No login before; null where none is due. */
  lockedUntil: timestamp('locked_until', { withTimezone: true }),
  /** When the password was last set. */
  passwordChangedAt: timestamp('password_changed_at', { withTimezone: true }),
});
export type User = typeof users.$inferSelect;
export type NewUser = typeof users.$inferInsert;

/** Sessions: what a browser shows to get a new access token. Never the token, only its hash. */
export const refreshTokens = pgTable('refresh_tokens', {
  ...standardColumns,
  /** Whose session. */
  userId: uuid('user_id').notNull(),
  /** The same for all tokens that follow from one login: one used twice ends them all. */
  familyId: uuid('family_id').notNull(),
  /** SHA-256 of the token. */
  tokenHash: bytea('token_hash').notNull(),
  /** No use after this. */
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  /** When it was exchanged for the next one. */
  usedAt: timestamp('used_at', { withTimezone: true }),
  /** When it was ended before its time. */
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
  /** Where the login came from. */
  clientAddress: inet('client_address'),
  /** What the browser called itself. */
  userAgent: text('user_agent').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'refresh_tokens_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type RefreshToken = typeof refreshTokens.$inferSelect;
export type NewRefreshToken = typeof refreshTokens.$inferInsert;

/** Bundles of permissions that users are given. */
export const roles = pgTable('roles', {
  ...standardColumns,
  /** Unique within the tenant: administrator, operator. */
  name: text('name').notNull(),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
  /** Made with the tenant, the same everywhere. */
  builtIn: boolean('built_in').notNull().default(sql`false`),
});
export type Role = typeof roles.$inferSelect;
export type NewRole = typeof roles.$inferInsert;

/** What a role allows. */
export const rolePermissions = pgTable('role_permissions', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The role. */
  roleId: uuid('role_id').notNull(),
  /** What it allows. */
  permissionCode: text('permission_code').notNull(),
}, (table) => [
  primaryKey({ columns: [table.roleId, table.permissionCode] }),
  foreignKey({ name: 'role_permissions_of_role', columns: [table.tenantId, table.roleId], foreignColumns: [roles.tenantId, roles.id] }).onDelete('cascade'),
  foreignKey({ name: 'role_permissions_permission_code_fkey', columns: [table.permissionCode], foreignColumns: [permissions.code] }).onDelete('cascade'),
]);
export type RolePermission = typeof rolePermissions.$inferSelect;
export type NewRolePermission = typeof rolePermissions.$inferInsert;

/** Which roles a user has. */
export const userRoles = pgTable('user_roles', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The user. */
  userId: uuid('user_id').notNull(),
  /** A role that the user has. */
  roleId: uuid('role_id').notNull(),
}, (table) => [
  primaryKey({ columns: [table.userId, table.roleId] }),
  foreignKey({ name: 'user_roles_of_role', columns: [table.tenantId, table.roleId], foreignColumns: [roles.tenantId, roles.id] }).onDelete('restrict'),
  foreignKey({ name: 'user_roles_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type UserRole = typeof userRoles.$inferSelect;
export type NewUserRole = typeof userRoles.$inferInsert;
