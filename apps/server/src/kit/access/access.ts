import type { Permission } from '@varve/contract';
import { ServerError } from '../server-error.ts';

/** Who asks, and what he may do: an argument of everything that reads, counts, exports or streams. */
export interface Access {
  readonly tenantId: string;
  readonly userId: string;
  readonly username: string;
  /** The session in which is asked; null where an API key is used. */
  readonly sessionId: string | null;
  /** The API key by which is asked; null where a session is used. */
  readonly keyId: string | null;
  /** Empty while something is due. */
  readonly permissions: ReadonlySet<Permission>;
  /** Permissions that hold at some places only: `tagsInScope` says for which tags. */
  readonly scoped: ReadonlySet<Permission>;
  /** Names of the sources whose samples it may write; null for all that programs write. */
  readonly sources: ReadonlySet<string> | null;
  /** A duty before anything else is allowed; null where there is none. */
  readonly due: 'factor' | null;
  /** When the user last showed a password in this session, in milliseconds since 1970; 0 for a key. */
  readonly authenticatedAtMs: number;
  /** Aborts when session or key ends, or when its rights change. */
  readonly signal: AbortSignal;
  /** Address that the request came from; null where it is not known. */
  readonly clientAddress: string | null;
  /** Names the request in answers and in the log. */
  readonly requestId: string;
}

const FRESH_MS = 5 * 60_000;

/** Rights over things that lie at no place: who has them at some places only does not have them. */
const WITHOUT_PLACES: ReadonlySet<Permission> = new Set([
  'audit.read',
  'identity.manage',
  'keys.manage',
  'metrics.read',
  'notifications.manage',
  'sessions.manage',
  'system.manage',
  'tenants.manage',
  'users.read',
  'users.write',
]);

/** Whether somebody has a right, at some places at least; over things that lie at no place he has it everywhere or not at all. */
export function hasPermission(
  { permissions, scoped }: Pick<Access, 'permissions' | 'scoped'>,
  permission: Permission,
): boolean {
  const isBound = scoped.has(permission) && WITHOUT_PLACES.has(permission);
  return permissions.has(permission) && !isBound;
}

/** @throws ServerError PERMISSION_MISSING, SECURITY_DUE */
export function requirePermission(access: Access, permission: Permission): void {
  if (access.due !== null) throw new ServerError('SECURITY_DUE', 'set up a second factor first');
  if (!hasPermission(access, permission)) throw permissionMissing(permission);
}

/** Whether a right over things that lie at no place is bound to places: then it is none. */
export function isBoundAway({ scoped }: Pick<Access, 'scoped'>, permission: Permission): boolean {
  return scoped.has(permission) && WITHOUT_PLACES.has(permission);
}

/** Makes the error of somebody who lacks a right. */
export function permissionMissing(permission: Permission): ServerError {
  const message = `this needs the permission ${permission}`;
  return new ServerError('PERMISSION_MISSING', message, { permission });
}

/** Refuses what a found open browser must not do, unless the password was shown within five minutes. @throws ServerError REAUTHENTICATE */
export function requireFresh(access: Access, nowMs = Date.now()): void {
  if (nowMs - access.authenticatedAtMs <= FRESH_MS) return;
  throw new ServerError('REAUTHENTICATE', 'this needs your password again');
}
