import type { TenantTransaction } from '@varve/db/tenant';
import { conflict } from '../../kit/server-error.ts';

/** Runs that one user may have waiting. */
const MAX_WAITING_OF_USER = 5;
/** Runs that may wait in a tenant. */
const MAX_WAITING = 50;
/** Schedules leave this many places to people. */
const PLACES_OF_PEOPLE = 10;

const WAITING_SQL = `
  SELECT count(*)::int AS "all", count(*) FILTER (WHERE r.created_by = $1)::int AS own
  FROM report_runs r JOIN job_runs j ON j.id = r.job_run_id WHERE j.state = 'queued'`;

/**
 * Sees to it that a user's run may wait too. One transaction of a tenant at a time counts, until it ends.
 *
 * @throws ServerError CONFLICT: `runs_waiting`
 */
export async function requirePlaceInQueue(
  transaction: TenantTransaction,
  userId: string,
): Promise<void> {
  const { all, own } = await countWaiting(transaction, userId);
  if (own >= MAX_WAITING_OF_USER)
    throw conflict(
      'runs_waiting',
      `${own} runs that you asked for wait already: wait for one of them, or cancel one`,
    );
  if (all >= MAX_WAITING)
    throw conflict(
      'runs_waiting',
      `${all} runs wait already, as many as may: wait for one of them, or cancel one`,
    );
}

/** Whether a run of a schedule may wait too: else it is begun when there is room, and nothing is lost. */
export async function hasPlaceForSchedule(transaction: TenantTransaction): Promise<boolean> {
  return (await countWaiting(transaction, null)).all < MAX_WAITING - PLACES_OF_PEOPLE;
}

async function countWaiting(
  { $client }: TenantTransaction,
  userId: string | null,
): Promise<{ readonly all: number; readonly own: number }> {
  await $client.query(
    "SELECT pg_advisory_xact_lock(internal.lock_key('report runs', internal.current_tenant()::text))",
  );
  const { rows } = await $client.query<{ all: number; own: number }>(WAITING_SQL, [userId]);
  return rows[0]!;
}
