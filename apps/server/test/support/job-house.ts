import type { JobRun } from '@varve/contract';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startJobRunner } from '../../src/kit/jobs/job-runner.ts';
import type { Job, JobContext } from '../../src/kit/jobs/job.ts';
import { requestJob } from '../../src/kit/jobs/request-job.ts';
import { startTwoTenants, type TestTenant, type TwoTenants } from './two-tenants.ts';

/** Two tenants, and a server that runs jobs for them: another one in each test. */
export interface JobHouse {
  house: TwoTenants;
  runner: AsyncDisposable;
  /** The work of the jobs. */
  work: (context: JobContext) => Promise<string>;
  /** Starts another server, with the jobs of all tests or with others. */
  startRunner(jobs?: readonly Job[]): Promise<AsyncDisposable>;
  request(tenant: TestTenant, name?: string): Promise<string>;
  runOf(id: string, tenant?: TestTenant): Promise<JobRun>;
}

/** Options that the jobs of tests have in common. */
export const testJob: Omit<Job, 'run'> = {
  name: 'tests.work',
  permission: 'system.manage',
  expirySeconds: 60,
  retries: 1,
};

/** Starts the two tenants before all tests of the file, and a server before each; a failure of the queue fails the test. */
export function useJobHouse(): JobHouse {
  const failures: string[] = [];
  const run: Job['run'] = (context) => used.work(context);
  const jobs: readonly Job[] = [
    { ...testJob, run },
    { ...testJob, run, name: 'tests.once', retries: 0 },
    { ...testJob, run, name: 'tests.late', retries: 0, expirySeconds: 1 },
    { ...testJob, run, name: 'tests.nightly', schedule: '30 2 * * *' },
  ];
  const used: JobHouse = {
    house: undefined as unknown as TwoTenants,
    runner: undefined as unknown as AsyncDisposable,
    work: () => Promise.resolve(''),
    startRunner: (others = jobs) =>
      startJobRunner({
        database: used.house.database.connectionString,
        directory: used.house.database.directory,
        jobs: others,
        onFailed: (reason) => failures.push(reason),
      }),
    request: async (tenant, name = 'tests.work') =>
      (await tenant.transaction((opened) => requestJob(opened, name))).id,
    runOf: (id, tenant = used.house.acme) => tenant.caller.jobs.get({ id }),
  };
  beforeAll(async () => {
    used.house = await startTwoTenants();
  });
  afterAll(async () => used.house?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    failures.length = 0;
    await used.house.database.query(
      `DELETE FROM deliveries; DELETE FROM notification_rules; DELETE FROM job_runs; UPDATE users SET enabled = true, deleted_at = NULL;
       DO $$ BEGIN IF to_regclass('jobs.job') IS NOT NULL THEN DELETE FROM jobs.job; END IF; END $$`,
    );
    used.runner = await used.startRunner();
  });
  afterEach(async () => {
    await used.runner[Symbol.asyncDispose]();
    if (failures.length > 0) throw new Error(failures.join('; '));
  });
  return used;
}

/** Rejects when the signal of a job comes. */
export function aborted({ signal }: JobContext): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
