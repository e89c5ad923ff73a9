import type { Readable } from 'node:stream';
import type { ReportFormat } from '@varve/contract';
import { permissionMissing, requirePermission } from '../../kit/access/access.ts';
import { recordDenial } from '../../kit/access/record-denial.ts';
import { openReportFile } from '../../kit/reports/report-path.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import { getRun } from './list-runs.ts';
import type { Viewer } from './run-row.ts';

/** A file of a run, to be sent. */
export interface RunFile {
  /** Letters, digits and dashes. */
  readonly name: string;
  readonly bytes: number;
  readonly content: Readable;
}

/**
 * Opens a file of a run, and writes that to the audit log.
 *
 * @throws ServerError PERMISSION_MISSING; NOT_FOUND for a run or file that is not there, or lies on another server
 */
export async function openRunFile(
  tenant: TenantTransactions,
  viewer: Viewer & { readonly directory: string },
  { id, format }: { readonly id: string; readonly format: ReportFormat },
): Promise<RunFile> {
  const { access, directory } = viewer;
  try {
    requirePermission(access, 'reports.read');
    const run = await tenant.transaction((tx) => getRun(tx, viewer, { id }));
    if (!run.mayOpen) throw permissionMissing(run.permission);
    if (run.files.every((file) => file.format !== format))
      throw new ServerError(
        'NOT_FOUND',
        `the run of ${run.name} has no ${format} file: it is ${run.state}`,
      );
    const { tenantId } = access;
    const file = await openReportFile(directory, { tenantId, runId: id, format });
    if (file === undefined)
      throw new ServerError(
        'NOT_FOUND',
        'the file is not on this server: ask the server that made it, or run the report again',
      );
    const { size } = await file.stat();
    await tenant.transaction(({ $client }) =>
      $client.query("SELECT internal.record_event('download', 'report_runs', $1, $2)", [
        id,
        { name: run.name, format },
      ]),
    );
    const day = new Date(run.fromMs ?? run.createdAtMs).toISOString().slice(0, 10);
    const name = `varve-${run.parameters.kind}-${day}.${format}`;
    return { name, bytes: size, content: file.createReadStream() };
  } catch (error) {
    const permission = error instanceof ServerError ? error.permission : undefined;
    if (permission !== undefined)
      await recordDenial(tenant, { path: 'reports.download', permission });
    throw error;
  }
}
