import type { CreateRunInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requestJob } from '../../kit/jobs/request-job.ts';

/** Name of the job that makes reports. */
export const RUN_JOB = 'reports.run';

/** A run to begin. */
export interface NewRun extends CreateRunInput {
  readonly name: string;
  /** Null where it is asked for once. */
  readonly definitionId: string | null;
  readonly definedById: string;
  /** The time of the schedule; null where somebody asks for it. */
  readonly dueAtMs: number | null;
}

/** Writes a run and asks for its job, which works with the rights of the definer. @returns its id */
export async function beginRun(transaction: TenantTransaction, run: NewRun): Promise<string> {
  const { id: jobRunId } = await requestJob(transaction, RUN_JOB, run.definedById);
  const { rows } = await transaction.$client.query<{ id: string }>(
    `INSERT INTO report_runs (definition_id, job_run_id, due_at, name, parameters, language, formats, defined_by)
     VALUES ($1, $2, to_timestamp($3::double precision / 1000), $4, $5, $6, $7, $8) RETURNING id`,
    [
      run.definitionId,
      jobRunId,
      run.dueAtMs,
      run.name,
      JSON.stringify(run.parameters),
      run.language,
      run.formats,
      run.definedById,
    ],
  );
  return rows[0]!.id;
}
