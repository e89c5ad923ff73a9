import type { ListShiftEntriesInput, ShiftEntryPage } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';

interface EntryRow {
  readonly id: string;
  readonly body: string;
  readonly author: string | null;
  readonly created_at: Date;
}

const place = z.strictObject({ writtenAtMs: z.number(), id: z.uuid() });

/** Lists a page of the shift log, the newest entries first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listEntries(
  { $client }: TenantTransaction,
  { cursor, limit }: ListShiftEntriesInput,
): Promise<ShiftEntryPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const { rows: found } = await $client.query<EntryRow>(
    `SELECT e.id, e.body, u.username AS author, date_trunc('milliseconds', e.created_at) AS created_at
     FROM shift_log_entries e LEFT JOIN users u ON u.id = e.created_by
     WHERE e.deleted_at IS NULL
       AND ($1::bigint IS NULL OR (date_trunc('milliseconds', e.created_at), e.id) < (to_timestamp($1::bigint / 1000.0), $2::uuid))
     ORDER BY date_trunc('milliseconds', e.created_at) DESC, e.id DESC LIMIT $3`,
    [after?.writtenAtMs ?? null, after?.id ?? null, limit + 1],
  );
  const entries = found.map(({ id, body, author, created_at: at }) => ({
    id,
    body,
    author,
    writtenAtMs: at.getTime(),
  }));
  const { rows, nextCursor } = cutPage(place, entries, limit);
  return { entries: rows, nextCursor };
}
