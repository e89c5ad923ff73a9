import type { RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { noRule } from './list-rules.ts';

/** Removes a rule; what it has told already is sent. @throws ServerError NOT_FOUND */
export async function removeRule(transaction: TenantTransaction, { id }: RowRef): Promise<RowRef> {
  const { rowCount } = await transaction.$client.query(
    'UPDATE notification_rules SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL',
    [id],
  );
  if (rowCount === 0) throw noRule(id);
  return { id };
}
