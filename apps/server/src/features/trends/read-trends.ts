import type { ReadTrendsInput, Trend } from '@varve/contract';
import type { Reader, StoredTrend } from '../../kit/reader.ts';
import { requireTags, type TagScope } from '../../kit/access/tags-in-scope.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { visibleTags } from './visible-tags.ts';

const US_PER_MS = 1_000;

/** Parts that `readTrends` needs. */
interface TrendParts {
  readonly reader: Pick<Reader, 'trend'>;
  readonly tenant: TenantTransactions;
  readonly scope: TagScope;
}

/**
 * Reads the trends of some tags over a range, for a chart of a given width.
 *
 * @returns a trend a tag, in the order of the question
 * @throws ServerError TAG_UNKNOWN for a tag that does not exist or belongs to another tenant, or is out of scope
 */
export async function readTrends(
  { reader, tenant, scope }: TrendParts,
  { tagIds, fromMs, toMs, widthPixels }: ReadTrendsInput,
): Promise<Trend[]> {
  const visible = await tenant.transaction((transaction) => visibleTags(transaction, tagIds));
  requireTags({ ids: visible, has: (tagId) => visible.has(tagId) && scope.has(tagId) }, tagIds);
  const range = { fromUs: fromMs * US_PER_MS, toUs: toMs * US_PER_MS, widthPixels };
  return Promise.all(
    tagIds.map(async (tagId) => trendOf(tagId, await reader.trend({ tagId, ...range }))),
  );
}

function trendOf(tagId: number, stored: StoredTrend): Trend {
  const { heldFromUs, sampleCount, method } = stored;
  return {
    tagId,
    timesMs: Array.from(stored.times, (us) => us / US_PER_MS),
    values: Array.from(stored.values, (value) => (Number.isFinite(value) ? value : null)),
    statuses: Array.from(stored.statuses),
    heldFromMs: heldFromUs === undefined ? null : heldFromUs / US_PER_MS,
    sampleCount,
    method,
  };
}
