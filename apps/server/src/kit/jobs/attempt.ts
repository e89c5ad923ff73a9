import type { Pool } from 'pg';

/** An attempt at a job. What an older attempt writes is ignored. */
export interface Attempt {
  /** Id of the run, and of its job in the queue. */
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** Number of this attempt, from 1. */
  readonly number: number;
  /** Whose rights it works with; null where a schedule began it. */
  readonly requestedBy: string | null;
}

/** Where an attempt is. */
export interface AttemptProgress {
  readonly progress: number;
  readonly message: string;
}

const MAX_TEXT_LENGTH = 1_000;

const BEGIN_SQL = `
  INSERT INTO job_runs AS r (id, tenant_id, name, state, attempts, started_at)
  SELECT $1::uuid, t.id, $3::text, 'running', 1, clock_timestamp() FROM tenants t WHERE t.id = $2 AND t.deleted_at IS NULL
  ON CONFLICT (id) DO UPDATE SET state = 'running', attempts = r.attempts + 1, started_at = clock_timestamp(), progress = 0, message = ''
  WHERE r.tenant_id = $2 AND r.state IN ('queued', 'running') AND r.cancel_requested_at IS NULL
  RETURNING r.attempts AS number, r.requested_by AS "requestedBy"`;

/** Begins an attempt at the run of a job in the queue; undefined where the run is over or cancelled, or its tenant closed. */
export async function beginAttempt(
  pool: Pool,
  { id, tenantId, name }: Pick<Attempt, 'id' | 'tenantId' | 'name'>,
): Promise<Attempt | undefined> {
  const { rows } = await pool.query<Pick<Attempt, 'number' | 'requestedBy'>>(BEGIN_SQL, [
    id,
    tenantId,
    name,
  ]);
  if (rows.length > 0) return { id, tenantId, name, ...rows[0]! };
  await pool.query(
    `UPDATE job_runs SET state = 'cancelled', ended_at = clock_timestamp()
     WHERE id = $1 AND state IN ('queued', 'running') AND cancel_requested_at IS NOT NULL`,
    [id],
  );
  return undefined;
}

/** Writes how far an attempt is. @returns what has come of it: `superseded` where another attempt has begun */
export async function writeProgress(
  pool: Pool,
  { id, number }: Attempt,
  { progress, message }: AttemptProgress,
): Promise<'goes on' | 'cancelled' | 'superseded'> {
  const { rows } = await pool.query<{ isCancelled: boolean }>(
    `UPDATE job_runs SET progress = $3, message = $4 WHERE id = $1 AND attempts = $2 AND state = 'running'
     RETURNING cancel_requested_at IS NOT NULL AS "isCancelled"`,
    [id, number, Math.min(1, Math.max(0, progress)), storable(message)],
  );
  if (rows.length === 0) return 'superseded';
  return rows[0]!.isCancelled ? 'cancelled' : 'goes on';
}

/** Ends an attempt that did its work, or was cancelled. */
export async function endAttempt(
  pool: Pool,
  { id, number }: Attempt,
  { state, message }: { readonly state: 'done' | 'cancelled'; readonly message: string },
): Promise<void> {
  await pool.query(
    `UPDATE job_runs SET state = $3, message = $4, error = NULL, ended_at = clock_timestamp(), progress = CASE $3 WHEN 'done' THEN 1 ELSE progress END
     WHERE id = $1 AND attempts = $2 AND state = 'running'`,
    [id, number, state, storable(message)],
  );
}

/** Puts a run back into the queue. @param error - why its attempt failed; null where its server stops */
export async function requeue(
  pool: Pool,
  { id, number }: Attempt,
  error: string | null,
): Promise<void> {
  await pool.query(
    `UPDATE job_runs SET state = 'queued', error = coalesce($3, error) WHERE id = $1 AND attempts = $2 AND state = 'running'`,
    [id, number, error === null ? null : storable(error)],
  );
}

/** Makes a text one that the database takes: no NUL, no half of a surrogate pair, and not endless. */
export function storable(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH).toWellFormed().replaceAll('\0', '\uFFFD');
}
