import type { Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Pool } from 'pg';

/** A job: work that no request waits for. A feature exports its jobs, and `jobs.ts` lists those of all features. */
export interface Job {
  /** Its area and what it does: `notifications.clean`. */
  readonly name: string;
  /** The right that whoever asks for it has to have, when he asks and when it runs. */
  readonly permission: Permission;
  /** Five fields of cron, by the clock of each tenant; without one it runs when it is asked for. */
  readonly schedule?: string;
  /** An attempt that takes longer is ended. */
  readonly expirySeconds: number;
  /** Attempts after the first, of one that failed or whose server was killed. */
  readonly retries: number;
  /** Does the work. What it did before it was cut off is done again. @returns a line for people */
  run(context: JobContext): Promise<string>;
}

/** The part of a job that is known to who may ask for it. */
export type JobOffer = Pick<Job, 'name' | 'permission' | 'schedule'>;

/** Asks for jobs whose time has come, for all tenants. It is called every half minute on each server, as a role that sees all tenants. */
export type JobPlanner = (pool: Pool) => Promise<void>;

/** Things that a job works with. */
export interface JobContext {
  /** Id of its run in `job_runs`. */
  readonly runId: string;
  readonly tenantId: string;
  /** Varve's own folder on this server. */
  readonly directory: string;
  /** Aborted when it is cancelled, takes too long, or its server stops. */
  readonly signal: AbortSignal;
  /** Works in a transaction of its tenant, for the user who asked for it. */
  readonly transaction: <Result>(
    work: (transaction: TenantTransaction) => Promise<Result>,
  ) => Promise<Result>;
  /** Tells how far it is. @param progress - from 0 to 1 */
  readonly report: (progress: number, message: string) => void;
}
