import { tags } from '@varve/db/schema';
import { inArray } from 'drizzle-orm';
import type { TenantDatabase } from './tenant-database.ts';

/**
 * Picks the tags that the tenant may see.
 *
 * Samples lie in tables without row-level security and are of the tenant of their tag: who asks for samples passes here first.
 */
export async function visibleTags(
  database: TenantDatabase,
  tagIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await database.transaction((transaction) =>
    transaction.select({ id: tags.id }).from(tags).where(inArray(tags.id, tagIds)),
  );
  return new Set(rows.map(({ id }) => id));
}
