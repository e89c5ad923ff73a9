import type { RemoveReportInput, RowRef } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireVersion } from '../../kit/require-version.ts';
import { getReport } from './list-reports.ts';
import type { Viewer } from './run-row.ts';

/** Removes a report. Its runs stay until they are old. @throws ServerError NOT_FOUND, CONFLICT */
export async function removeReport(
  transaction: TenantTransaction,
  viewer: Viewer,
  { id, expectedVersion }: RemoveReportInput,
): Promise<RowRef> {
  const { $client } = transaction;
  await $client.query('SELECT FROM report_definitions WHERE id = $1 FOR UPDATE', [id]);
  requireVersion(await getReport(transaction, viewer, id), expectedVersion);
  await $client.query('UPDATE report_definitions SET deleted_at = now() WHERE id = $1', [id]);
  return { id };
}
