import type { Report, UpdateReportInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { requireVersion } from '../../kit/require-version.ts';
import { reportValues } from './create-report.ts';
import { getReport } from './list-reports.ts';
import { requireDefinition, TAKEN } from './require-definition.ts';
import type { Viewer } from './run-row.ts';

/**
 * Changes a report. It runs with the rights of whoever did so last: nobody uses those of another.
 *
 * @throws ServerError NOT_FOUND, PERMISSION_MISSING, QUERY_INVALID; CONFLICT where somebody has changed it since, or the name is taken
 */
export async function updateReport(
  transaction: TenantTransaction,
  viewer: Viewer,
  input: UpdateReportInput,
): Promise<Report> {
  const { $client } = transaction;
  await $client.query('SELECT FROM report_definitions WHERE id = $1 FOR UPDATE', [input.id]);
  requireVersion(await getReport(transaction, viewer, input.id), input.expectedVersion);
  await requireDefinition(transaction, viewer, input);
  await refuseTaken(TAKEN, () =>
    $client.query(
      `UPDATE report_definitions SET (name, parameters, language, formats, schedule, enabled, channel_id, recipient_ids, defined_by)
         = ($1, $2, $3, $4, $5, $6, $7, $8, $9) WHERE id = $10`,
      [...reportValues(input, viewer.access.userId), input.id],
    ),
  );
  return getReport(transaction, viewer, input.id);
}
