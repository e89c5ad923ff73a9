// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { equipment, factories, machines } from './assets.gen.ts';
import { fields, wells } from './wells.gen.ts';

/** Rights that a role may have: the same for all tenants, changed only by migrations. */
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
  /** Typed at login; unique within the tenant, whatever the case. */
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
  /** Language of pages and messages; null takes the tenant's. */
  language: text('language', { enum: ['es', 'en'] }),
  /** When the last login succeeded. */
  lastLoginAt: timestamp('last_login_at', { withTimezone: true }),
  /** When the password was last set. */
  passwordChangedAt: timestamp('password_changed_at', { withTimezone: true }),
});
export type User = typeof users.$inferSelect;
export type NewUser = typeof users.$inferInsert;

/** Bundles of permissions that users are given. */
export const roles = pgTable('roles', {
  ...standardColumns,
  /** Unique within the tenant: admin, operator. */
  name: text('name').notNull(),
  /** For people. */
  description: text('description').notNull().default(sql`''::text`),
  /** Made with the tenant, the same everywhere. */
  builtIn: boolean('built_in').notNull().default(sql`false`),
});
export type Role = typeof roles.$inferSelect;
export type NewRole = typeof roles.$inferInsert;

/** Rights of roles. */
export const rolePermissions = pgTable('role_permissions', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The role. */
  roleId: uuid('role_id').notNull(),
  /** A right of the role. */
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

/** Places that a role of a user is bound to, with all that lies below them. A role without a row here holds everywhere. */
export const userRoleScopes = pgTable('user_role_scopes', {
  ...standardColumns,
  /** The user. */
  userId: uuid('user_id').notNull(),
  /** A role that the user has. */
  roleId: uuid('role_id').notNull(),
  /** The role holds in this field and its wells. */
  fieldId: uuid('field_id'),
  /** The role holds at this well. */
  wellId: uuid('well_id'),
  /** The role holds in this factory and at its machines. */
  factoryId: uuid('factory_id'),
  /** The role holds at this machine. */
  machineId: uuid('machine_id'),
  /** The role holds at this piece of equipment and its parts. */
  equipmentId: uuid('equipment_id'),
}, (table) => [
  foreignKey({ name: 'user_role_scopes_of_equipment', columns: [table.tenantId, table.equipmentId], foreignColumns: [equipment.tenantId, equipment.id] }).onDelete('restrict'),
  foreignKey({ name: 'user_role_scopes_of_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('restrict'),
  foreignKey({ name: 'user_role_scopes_of_field', columns: [table.tenantId, table.fieldId], foreignColumns: [fields.tenantId, fields.id] }).onDelete('restrict'),
  foreignKey({ name: 'user_role_scopes_of_machine', columns: [table.tenantId, table.machineId], foreignColumns: [machines.tenantId, machines.id] }).onDelete('restrict'),
  foreignKey({ name: 'user_role_scopes_of_user_role', columns: [table.tenantId, table.userId, table.roleId], foreignColumns: [userRoles.tenantId, userRoles.userId, userRoles.roleId] }).onDelete('cascade'),
  foreignKey({ name: 'user_role_scopes_of_well', columns: [table.tenantId, table.wellId], foreignColumns: [wells.tenantId, wells.id] }).onDelete('restrict'),
]);
export type UserRoleScope = typeof userRoleScopes.$inferSelect;
export type NewUserRoleScope = typeof userRoleScopes.$inferInsert;
