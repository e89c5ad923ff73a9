import {
  jobKinds,
  jobPage,
  jobRun,
  listJobsInput,
  noInput,
  rowRef,
  runJobInput,
} from '@varve/contract';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { cancelJob } from './cancel-job.ts';
import { getJob } from './get-job.ts';
import { listJobs } from './list-jobs.ts';
import { listKinds } from './list-kinds.ts';
import { runJob } from './run-job.ts';

export const jobsRouter = createRouter({
  /** Runs of jobs from the newest, a page at a time. */
  list: may('system.manage')
    .input(listJobsInput)
    .output(jobPage)
    .query(({ ctx, input }) => ctx.tenant.transaction((opened) => listJobs(opened, input))),
  /** One run. */
  get: may('system.manage')
    .input(rowRef)
    .output(jobRun)
    .query(({ ctx, input }) => ctx.tenant.transaction((opened) => getJob(opened, input))),
  /** Jobs that the caller may ask for. */
  kinds: may('system.manage')
    .input(noInput)
    .output(jobKinds)
    .query(({ ctx }) => listKinds(ctx)),
  /** Runs a job now. */
  run: may('system.manage')
    .input(runJobInput)
    .output(jobRun)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => runJob(opened, ctx, input))),
  /** Cancels a run. */
  cancel: may('system.manage')
    .input(rowRef)
    .output(jobRun)
    .mutation(({ ctx, input }) => ctx.tenant.transaction((opened) => cancelJob(opened, input))),
});
