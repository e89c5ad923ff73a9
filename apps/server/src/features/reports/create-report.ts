import { MAX_REPORTS, type CreateReportInput, type Report } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';
import { ServerError } from '../../kit/server-error.ts';
import { getReport } from './list-reports.ts';
import { requireDefinition, TAKEN } from './require-definition.ts';
import type { Viewer } from './run-row.ts';

/** Defines a report. @throws ServerError PERMISSION_MISSING, QUERY_INVALID; CONFLICT for a name that is taken, or one too many */
export async function createReport(
  transaction: TenantTransaction,
  viewer: Viewer,
  input: CreateReportInput,
): Promise<Report> {
  await requireDefinition(transaction, viewer, input);
  const { rows } = await refuseTaken(TAKEN, () =>
    transaction.$client.query<{ id: string }>(
      `INSERT INTO report_definitions (name, parameters, language, formats, schedule, enabled, channel_id, recipient_ids, defined_by)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
       WHERE (SELECT count(*) FROM report_definitions WHERE deleted_at IS NULL) < ${MAX_REPORTS} RETURNING id`,
      reportValues(input, viewer.access.userId),
    ),
  );
  if (rows.length === 0)
    throw new ServerError('CONFLICT', `there are ${MAX_REPORTS} reports: remove one first`);
  return getReport(transaction, viewer, rows[0]!.id);
}

/** Values of a report in the order of its columns. @param userId - who saves it */
export function reportValues(input: CreateReportInput, userId: string): unknown[] {
  const { name, parameters, language, formats, schedule, enabled, channelId, recipientIds } = input;
  return [
    name,
    JSON.stringify(parameters),
    language,
    formats,
    schedule === null ? null : JSON.stringify(schedule),
    enabled,
    channelId,
    recipientIds,
    userId,
  ];
}
