import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import { failRun } from './run-attempt.ts';
import type { Attempt } from './attempt.ts';

/** A run that is not over, and what the queue says of it. */
interface OpenRun extends Attempt {
  readonly state: 'queued' | 'running';
  /** Null where the queue does not have it. */
  readonly queueState: 'failed' | 'completed' | 'cancelled' | null;
  /** Each of its attempts was cut off. */
  readonly isOver: boolean;
}

/** Data of a job in the queue. */
export interface QueuedJob {
  readonly tenantId: string;
}

// The queue has one run of a job and a tenant at a time, the oldest: it serves the tenants in turn, however many runs one of them asks for.
// A run that a person asked for is new; one whose server stopped is over in the queue; a restored database may lack the queue.
const UNATTENDED_SQL = `
  SELECT DISTINCT ON (r.name, r.tenant_id, "isOver") r.state = 'running' AND j.state IS NOT DISTINCT FROM 'failed' AS "isOver",
    r.id, r.tenant_id AS "tenantId", r.name, r.attempts AS number, r.requested_by AS "requestedBy", r.state, j.state AS "queueState"
  FROM job_runs r JOIN tenants t ON t.id = r.tenant_id AND t.deleted_at IS NULL LEFT JOIN jobs.job j ON j.name = r.name AND j.id = r.id
  WHERE r.state IN ('queued', 'running') AND r.name = ANY ($1) AND (j.id IS NULL OR j.state IN ('failed', 'completed', 'cancelled'))
    AND NOT EXISTS (SELECT FROM job_runs o JOIN jobs.job q ON q.name = o.name AND q.id = o.id
      WHERE o.name = r.name AND o.tenant_id = r.tenant_id AND o.state IN ('queued', 'running')
        AND (q.state IN ('created', 'active') OR q.state = 'retry' AND q.start_after <= now()))
  ORDER BY r.name, r.tenant_id, "isOver", r.created_at`;

const FORGET_SQL = `DELETE FROM jobs.job WHERE name = $1 AND id = $2 AND state IN ('failed', 'completed', 'cancelled')`;

/** Puts runs that the queue does not attend to into it, and ends those that it has given up. */
export async function sweepRuns(boss: PgBoss, pool: Pool, names: readonly string[]): Promise<void> {
  const { rows } = await pool.query<OpenRun>(UNATTENDED_SQL, [names]);
  for (const run of rows) {
    if (run.isOver) {
      await failRun(pool, run, 'each of its attempts was cut off');
      continue;
    }
    // Another server may have put it in again just now.
    await pool.query(FORGET_SQL, [run.name, run.id]);
    await boss.send(run.name, { tenantId: run.tenantId } satisfies QueuedJob, { id: run.id });
  }
}
