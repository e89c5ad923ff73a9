import type { Permission } from '@varve/contract';
import type { TenantTransactions } from '../tenant-database.ts';
import { ServerError } from '../server-error.ts';
import type { Access } from './access.ts';

/** Tags for which a right holds. */
export interface TagScope {
  has(tagId: number): boolean;
  /** Null where it holds for all tags, those to come too. */
  readonly ids: ReadonlySet<number> | null;
}

const EVERYWHERE: TagScope = { has: () => true, ids: null };
// A tag that is moved to another place is seen there, and no longer here, within this time.
const KEPT_MS = 5_000;

interface KeptScope {
  readonly scope: Promise<TagScope>;
  readonly untilMs: number;
}

/** By the signal of session or key: it is another one when rights have changed. */
const KEPT = new WeakMap<AbortSignal, Map<Permission, KeptScope>>();

/** Finds out for which tags somebody has a right. */
export function tagsInScope(
  access: Access,
  permission: Permission,
  tenant: TenantTransactions,
): Promise<TagScope> {
  if (!access.scoped.has(permission)) return Promise.resolve(EVERYWHERE);
  const scopes = KEPT.get(access.signal) ?? new Map<Permission, KeptScope>();
  KEPT.set(access.signal, scopes);
  const kept = scopes.get(permission);
  if (kept !== undefined && kept.untilMs > performance.now()) return kept.scope;
  const scope = readScope(access.userId, permission, tenant);
  scopes.set(permission, { scope, untilMs: performance.now() + KEPT_MS });
  // A failure is told to who waits, and the next one reads again.
  scope.catch(() => scopes.delete(permission));
  return scope;
}

async function readScope(
  userId: string,
  permission: Permission,
  tenant: TenantTransactions,
): Promise<TagScope> {
  const { rows } = await tenant.transaction(({ $client }) =>
    $client.query<{ id: number }>('SELECT internal.tags_in_scope($1, $2) AS id', [
      userId,
      permission,
    ]),
  );
  const ids = new Set(rows.map(({ id }) => id));
  return { has: (tagId) => ids.has(tagId), ids };
}

/** Refuses tags that are out of scope, as if they did not exist. @throws ServerError TAG_UNKNOWN */
export function requireTags(scope: TagScope, tagIds: readonly number[]): void {
  const unknown = tagIds.filter((tagId) => !scope.has(tagId));
  if (unknown.length > 0)
    throw new ServerError('TAG_UNKNOWN', `there is no tag ${unknown.join(', ')}`);
}
