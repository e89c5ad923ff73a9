import type { AuditPage, ListAuditInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import { entryPlace, readEntries } from './read-entries.ts';

/** Lists a page of the audit log, the newest entries first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listEntries(
  transaction: TenantTransaction,
  { cursor, limit, ...filter }: ListAuditInput,
): Promise<AuditPage> {
  const found = await readEntries(transaction, {
    filter,
    after: cursor === undefined ? undefined : decodeCursor(entryPlace, cursor),
    limit: limit + 1,
  });
  const placed = found.map(({ entry, place }) => ({ ...place, entry }));
  const { rows, nextCursor } = cutPage(entryPlace, placed, limit);
  return { entries: rows.map(({ entry }) => entry), nextCursor };
}
