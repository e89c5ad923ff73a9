import type { ImportInfo, ImportPage, ListImportsInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../cursor.ts';

interface ImportRow {
  readonly id: string;
  readonly file_name: string;
  readonly state: ImportInfo['state'];
  readonly made: number;
  readonly left_out: number;
  readonly done_by: string | null;
  readonly done_at: Date;
  readonly undone_at: Date | null;
}

const place = z.strictObject({ doneAtMs: z.number(), id: z.uuid() });

/** Lists a page of the imports of a kind, those done last first. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listImports(
  { $client }: TenantTransaction,
  kind: string,
  { cursor, limit }: ListImportsInput,
): Promise<ImportPage> {
  const after = cursor === undefined ? undefined : decodeCursor(place, cursor);
  const { rows: found } = await $client.query<ImportRow>(
    `SELECT i.id, i.file_name, i.state, i.made, i.left_out, u.username AS done_by, i.done_at, i.undone_at
     FROM imports i LEFT JOIN users u ON u.id = i.created_by
     WHERE i.kind = $1 AND i.state <> 'waiting' AND i.deleted_at IS NULL
       AND ($2::bigint IS NULL OR (date_trunc('milliseconds', i.done_at), i.id) < (to_timestamp($2::bigint / 1000.0), $3::uuid))
     ORDER BY date_trunc('milliseconds', i.done_at) DESC, i.id DESC LIMIT $4`,
    [kind, after?.doneAtMs ?? null, after?.id ?? null, limit + 1],
  );
  const { rows, nextCursor } = cutPage(place, found.map(infoOf), limit);
  return { imports: rows, nextCursor };
}

function infoOf(row: ImportRow): ImportInfo {
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    made: row.made,
    leftOut: row.left_out,
    doneBy: row.done_by,
    doneAtMs: row.done_at.getTime(),
    undoneAtMs: row.undone_at?.getTime() ?? null,
  };
}
