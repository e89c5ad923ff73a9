import type { RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh } from '../access/access.ts';
import { ServerError } from '../server-error.ts';
import type { ImportTask } from './preview-import.ts';

/** Takes all rows of an import back. @throws ServerError NOT_FOUND, REAUTHENTICATE; CONFLICT where something depends on one of them */
export async function undoImport<Row>(
  transaction: TenantTransaction,
  { kind, access, input: { id } }: ImportTask<Row, RowRef>,
): Promise<void> {
  if (kind.needsFresh) requireFresh(access);
  const { $client } = transaction;
  const { rowCount } = await $client.query(
    "UPDATE imports SET state = 'undone', undone_at = now() WHERE id = $1 AND kind = $2 AND state = 'done'",
    [id, kind.name],
  );
  if (rowCount === 0)
    throw new ServerError('NOT_FOUND', `there is no import ${id} that could be undone`);
  const { rows } = await $client.query<{ row_id: string }>(
    'DELETE FROM import_rows WHERE import_id = $1 RETURNING row_id',
    [id],
  );
  await kind.undo(
    transaction,
    access,
    rows.map((row) => row.row_id),
  );
}
