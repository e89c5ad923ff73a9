import type { CreateReportInput, ReportRun } from '@varve/contract';
import { expect } from 'vitest';
import { jobs } from '../../src/jobs.ts';
import { startJobRunner } from '../../src/kit/jobs/job-runner.ts';
import type { TestTenant, TwoTenants } from './two-tenants.ts';

/** A report of the audit log of the day before, in all formats. */
export function reportInput(more: Partial<CreateReportInput> = {}): CreateReportInput {
  return {
    name: 'Daily audit',
    parameters: { kind: 'audit', period: { unit: 'day' } },
    language: 'en',
    formats: ['pdf', 'xlsx', 'csv'],
    schedule: null,
    enabled: true,
    channelId: null,
    recipientIds: [],
    ...more,
  };
}

/** Starts a server that makes reports. */
export function startReportRunner({ database }: TwoTenants): Promise<AsyncDisposable> {
  return startJobRunner({
    database: database.connectionString,
    directory: database.directory,
    jobs,
    onFailed: (reason) => expect.unreachable(reason),
  });
}

/** Waits until a run is over. */
export async function endOf({ caller }: TestTenant, id: string): Promise<ReportRun> {
  await expect
    .poll(async () => (await caller.reports.runs.get({ id })).state)
    .toMatch(/done|failed|cancelled/);
  return caller.reports.runs.get({ id });
}

/** Removes all reports and their runs. */
export async function clearReports({ database }: TwoTenants): Promise<void> {
  await database.query(
    `DELETE FROM deliveries; DELETE FROM report_runs; DELETE FROM report_definitions; DELETE FROM job_runs;
     DELETE FROM calendars; UPDATE users SET enabled = true`,
  );
}
