import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Job } from './job.ts';
import type { QueuedJob } from './sweep-runs.ts';

/** Brings the schedules of the queue in line with the jobs that have one, and the tenants and their clocks. */
export async function syncSchedules(boss: PgBoss, pool: Pool, jobs: readonly Job[]): Promise<void> {
  const { rows: tenants } = await pool.query<{ id: string; timeZone: string }>(
    'SELECT id, time_zone AS "timeZone" FROM tenants WHERE deleted_at IS NULL',
  );
  for (const { name, schedule } of jobs) {
    const kept = new Set<string>();
    const known = new Map((await boss.getSchedules(name)).map((found) => [found.key, found]));
    for (const { id, timeZone } of schedule === undefined ? [] : tenants) {
      kept.add(id);
      const found = known.get(id);
      // A schedule that is written anew waits for its next time anew.
      if (found?.cron === schedule && found?.timezone === timeZone) continue;
      const data: QueuedJob = { tenantId: id };
      await boss.schedule(name, schedule!, data, { tz: timeZone, key: id, missed: 'once' });
    }
    for (const key of known.keys()) if (!kept.has(key)) await boss.unschedule(name, key);
  }
}
