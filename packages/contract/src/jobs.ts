import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { rowId } from './row-id.ts';
import { timeMs } from './time-ms.ts';

export const jobsPermissions = ['system.manage'] as const;

/** Most runs that one answer lists. */
export const MAX_LISTED_JOBS = 200;

const MAX_JOB_NAME_LENGTH = 100;
const MAX_JOB_KINDS = 1_000;

const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

/** A run of a job. */
export const jobRun = z.strictObject({
  id: rowId,
  /** `notifications.clean` */
  name: z.string(),
  state: jobState,
  /** From 0 to 1. */
  progress: z.number().min(0).max(1),
  /** A line for people: where it is. */
  message: z.string(),
  /** Why the last attempt failed; null where none has. */
  error: z.string().nullable(),
  attempts: z.int().nonnegative(),
  /** A person has asked to cancel it, and it is not over yet. */
  isCancelling: z.boolean(),
  /** The user with whose rights it works; null where a schedule began it. */
  requestedBy: rowId.nullable(),
  /** His name; null with `requestedBy`. */
  requestedByName: z.string().nullable(),
  createdAtMs: timeMs,
  startedAtMs: timeMs.nullable(),
  endedAtMs: timeMs.nullable(),
});
export type JobRun = z.infer<typeof jobRun>;

/** Input of `jobs.list`: runs from the newest, or from the one after `cursor`. */
export const listJobsInput = z.strictObject({
  state: jobState.optional(),
  ...pageInput(MAX_LISTED_JOBS),
});
export type ListJobsInput = z.infer<typeof listJobsInput>;

/** Output of `jobs.list`. */
export const jobPage = z.strictObject({
  jobs: z.array(jobRun).max(MAX_LISTED_JOBS),
  nextCursor,
});
export type JobPage = z.infer<typeof jobPage>;

/** A job that can be asked for. */
export const jobKind = z.strictObject({
  /** `notifications.clean` */
  name: z.string(),
  /** Five fields of cron, by the clock of the tenant; null for one that runs only when it is asked for. */
  schedule: z.string().nullable(),
});

/** Output of `jobs.kinds`: the jobs that the caller may ask for, by name. */
export const jobKinds = z.strictObject({ kinds: z.array(jobKind).max(MAX_JOB_KINDS) });
export type JobKinds = z.infer<typeof jobKinds>;

/** Input of `jobs.run`. */
export const runJobInput = z.strictObject({ name: z.string().min(1).max(MAX_JOB_NAME_LENGTH) });
export type RunJobInput = z.infer<typeof runJobInput>;
