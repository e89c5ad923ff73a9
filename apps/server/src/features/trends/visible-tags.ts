import { tags } from '@varve/db/schema';
import type { TenantTransaction } from '@varve/db/tenant';
import { inArray } from 'drizzle-orm';

/**
 * Picks the tags that the tenant may see.
 *
 * Samples lie in tables without row-level security, and a sample belongs to the tenant of its tag: each question for samples asks this first.
 */
export async function visibleTags(
  transaction: TenantTransaction,
  tagIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await transaction.select({ id: tags.id }).from(tags).where(inArray(tags.id, tagIds));
  return new Set(rows.map(({ id }) => id));
}
