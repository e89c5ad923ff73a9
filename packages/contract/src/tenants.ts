import { z } from 'zod';
import { fullName, language, username } from './session.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';
import { timeZone } from './time-zone.ts';

/** Most tenants that an answer lists. */
export const MAX_LISTED_TENANTS = 1_000;

const tenantId = z.guid();

/** Name by which a tenant is meant at the login, in configuration files and in addresses. */
const tenantName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'expected small letters, digits and hyphens, a letter first, 63 at most',
  );

/** A tenant, as the operator sees it: what it measures is its own. */
export const tenantInfo = z.strictObject({
  id: tenantId,
  name: z.string(),
  /** As pages and reports show it; null where it is the name. */
  displayName: z.string().nullable(),
  /** IANA name. */
  timeZone: z.string(),
  /** Null where pages take the browser's. */
  language: language.nullable(),
  /** Its administrators manage the other tenants. */
  isOperator: z.boolean(),
  createdAtMs: timeMs,
  /** Since when nobody of it can log in; null while it is open. */
  closedAtMs: timeMs.nullable(),
  userCount: z.int().nonnegative(),
  tagCount: z.int().nonnegative(),
  lastLoginAtMs: timeMs.nullable(),
});
export type TenantInfo = z.infer<typeof tenantInfo>;

/** Output of `tenants.list`, by name. */
export const tenantList = z.strictObject({
  tenants: z.array(tenantInfo).max(MAX_LISTED_TENANTS),
  /** Whether there are more than an answer lists. */
  isCut: z.boolean(),
});
export type TenantList = z.infer<typeof tenantList>;

const administrator = {
  username,
  fullName: fullName.default(''),
  email: z.email().max(254).nullable().default(null),
};

/** Input of `tenants.create`. */
export const createTenantInput = z.strictObject({
  name: tenantName,
  displayName: textLine(200).default(''),
  timeZone,
  language,
  ...administrator,
});
export type CreateTenantInput = z.infer<typeof createTenantInput>;

/** Input of `tenants.invite`. */
export const inviteAdministratorInput = z.strictObject({ tenantId, ...administrator });
export type InviteAdministratorInput = z.infer<typeof inviteAdministratorInput>;

/** Output of `tenants.create` and `tenants.invite`. */
export const invitedAdministrator = z.strictObject({
  tenantId,
  /** The secret of the link by which the administrator sets his password. Shown once. */
  code: z.string(),
});
export type InvitedAdministrator = z.infer<typeof invitedAdministrator>;

/** Input of `tenants.close` and `tenants.reopen`. */
export const oneTenantInput = z.strictObject({ tenantId });
export type OneTenantInput = z.infer<typeof oneTenantInput>;
