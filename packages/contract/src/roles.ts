import { z } from 'zod';
import { permission } from './permission.ts';
import { textLine } from './text-line.ts';
import { version } from './version.ts';

/** Most roles that a tenant has. */
export const MAX_ROLES = 500;
const MAX_PERMISSIONS = 1_000;

/** Id of a role. */
export const roleId = z.uuid().toLowerCase();

const roleName = textLine(100).min(1);
const roleDescription = textLine(500);
const rolePermissions = z
  .array(permission)
  .max(MAX_PERMISSIONS)
  .refine((codes) => new Set(codes).size === codes.length, 'expected each permission once');

/** A role, with what it allows. */
export const role = z.strictObject({
  id: roleId,
  name: z.string(),
  description: z.string(),
  /** Made with the tenant, and changed by nobody. */
  isBuiltIn: z.boolean(),
  permissions: z.array(permission).max(MAX_PERMISSIONS),
  /** Users that have it. */
  userCount: z.int().nonnegative(),
  version,
});
export type Role = z.infer<typeof role>;

/** Output of `roles.list`: all of them, the built-in ones first, by name. */
export const roleList = z.strictObject({ roles: z.array(role).max(MAX_ROLES) });
export type RoleList = z.infer<typeof roleList>;

/** Output of `permissions.list`: every right that a role may have, in the order of their codes. */
export const permissionList = z.strictObject({
  permissions: z.array(permission).max(MAX_PERMISSIONS),
});

/** Input of `roles.create`. */
export const createRoleInput = z.strictObject({
  name: roleName,
  description: roleDescription.default(''),
  permissions: rolePermissions,
});
export type CreateRoleInput = z.infer<typeof createRoleInput>;

/** Input of `roles.update`: what is not named stays. */
export const updateRoleInput = z.strictObject({
  roleId,
  expectedVersion: version,
  name: roleName.optional(),
  description: roleDescription.optional(),
  permissions: rolePermissions.optional(),
});
export type UpdateRoleInput = z.infer<typeof updateRoleInput>;

/** Input of `roles.remove`. */
export const removeRoleInput = z.strictObject({ roleId });
