import { lastTime } from '@varve/calc/schedule';
import type { ReportSchedule } from '@varve/contract';
import { withTenant, type TenantTransaction } from '@varve/db/tenant';
import type { Pool } from 'pg';
import { productionCalendarOf } from '../../kit/calendars/production-calendar-of.ts';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { beginRun, type NewRun } from './begin-run.ts';
import { bySchedule } from './by-schedule.ts';
import { hasPlaceForSchedule } from './require-place-in-queue.ts';

/** A report with a schedule, and up to when it was followed. */
interface Planned {
  readonly id: string;
  readonly schedule: ReportSchedule;
  /** When it was changed, or ran by its schedule, last. */
  readonly sinceMs: number;
}

/** A time that was missed before is not made up for. */
const MADE_UP_MS = 62 * 86_400_000;

const PLANNED_SQL = `
  SELECT d.id, d.schedule, 
    round(extract(epoch FROM greatest(d.updated_at, (SELECT max(due_at) FROM report_runs WHERE definition_id = d.id))) * 1000)::float8 AS "sinceMs"
  FROM report_definitions d WHERE d.enabled AND d.deleted_at IS NULL AND d.schedule IS NOT NULL ORDER BY d.id`;

/**
 * Begins the runs whose time has come, for all tenants. The last time that passed while no server ran is made up for.
 *
 * @throws Error with the tenants whose runs could not be begun, and why, once those of the others are
 */
export async function planReports(pool: Pool, nowMs = Date.now()): Promise<void> {
  const { rows: tenants } = await pool.query<{ id: string; name: string }>(
    `SELECT id, name FROM tenants t WHERE deleted_at IS NULL
       AND EXISTS (SELECT FROM report_definitions d WHERE d.tenant_id = t.id AND d.enabled AND d.deleted_at IS NULL AND d.schedule IS NOT NULL)`,
  );
  const failures: string[] = [];
  for (const { id: tenantId, name } of tenants) {
    const failed = (error: unknown): void =>
      void failures.push(`${name}: ${(error as Error).message}`);
    const due = await withTenant(pool, tenantId, (tx) => findDue(tx, nowMs)).catch(failed);
    // Each by itself: one that fails takes back no other, and holds none up.
    for (const { id, dueAtMs } of due ?? [])
      await withTenant(pool, tenantId, (tx) => beginDue(tx, id, dueAtMs)).catch(failed);
  }
  if (failures.length > 0)
    throw new Error(`reports are not run by their schedules: ${failures.join('; ')}`);
}

async function findDue(
  transaction: TenantTransaction,
  nowMs: number,
): Promise<{ readonly id: string; readonly dueAtMs: number }[]> {
  const { rows } = await transaction.$client.query<Planned>(PLANNED_SQL);
  const calendar = productionCalendarOf(await readTenantCalendar(transaction));
  const lastOf = bySchedule((schedule) =>
    lastTime({ afterMs: nowMs - MADE_UP_MS, untilMs: nowMs }, schedule, calendar),
  );
  return rows.flatMap(({ id, schedule, sinceMs }) => {
    const dueAtMs = lastOf(schedule);
    return dueAtMs === undefined || dueAtMs <= sinceMs ? [] : [{ id, dueAtMs }];
  });
}

async function beginDue(
  transaction: TenantTransaction,
  id: string,
  dueAtMs: number,
): Promise<void> {
  const { $client } = transaction;
  if (!(await hasPlaceForSchedule(transaction))) return;
  // Two statements: the second sees what another server committed before it let the row go.
  const { rows } = await $client.query<Omit<NewRun, 'dueAtMs'>>(
    `SELECT id AS "definitionId", name, parameters, language, formats, defined_by AS "definedById"
     FROM report_definitions WHERE id = $1 AND enabled AND deleted_at IS NULL FOR UPDATE SKIP LOCKED`,
    [id],
  );
  const { rowCount } = await $client.query(
    'SELECT FROM report_runs WHERE definition_id = $1 AND due_at = to_timestamp($2::double precision / 1000)',
    [id, dueAtMs],
  );
  if (rows.length > 0 && rowCount === 0) await beginRun(transaction, { ...rows[0]!, dueAtMs });
}
