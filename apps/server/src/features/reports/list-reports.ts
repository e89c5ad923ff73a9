import type { ProductionCalendar } from '@varve/calc/production-calendar';
import { nextTimes } from '@varve/calc/schedule';
import {
  MAX_REPORTS,
  NEXT_RUNS,
  type Report,
  type ReportList,
  type ReportSchedule,
} from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { productionCalendarOf } from '../../kit/calendars/production-calendar-of.ts';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { findKind } from '../../kit/reports/find-kind.ts';
import { versionSql } from '../../kit/require-version.ts';
import { ServerError } from '../../kit/server-error.ts';
import { bySchedule } from './by-schedule.ts';
import { RUN_COLUMNS, RUN_TABLES, runOf, type RunRow, type Viewer } from './run-row.ts';

type ReportRow = Omit<Report, 'permission' | 'nextRunsAtMs' | 'lastRun'> & {
  readonly lastRun: RunRow | null;
};

const REPORT_SQL = `
  SELECT d.id, d.name, d.parameters, d.language, d.formats, d.schedule, d.enabled, d.channel_id AS "channelId",
    d.recipient_ids AS "recipientIds", d.defined_by AS "definedById", coalesce(nullif(o.full_name, ''), o.username) AS "definedBy",
    ${versionSql('d')} AS version, last.run AS "lastRun"
  FROM report_definitions d JOIN users o ON o.id = d.defined_by
    LEFT JOIN LATERAL (SELECT to_json(found) AS run FROM (
      SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES} WHERE r.definition_id = d.id ORDER BY r.created_at DESC, r.id DESC LIMIT 1) AS found) AS last ON true
  WHERE d.deleted_at IS NULL`;

/** Lists the reports of the tenant by name, each with its newest run and the next times of its schedule. */
export async function listReports(
  transaction: TenantTransaction,
  viewer: Viewer,
): Promise<ReportList> {
  const { rows } = await transaction.$client.query<ReportRow>(
    `${REPORT_SQL} ORDER BY lower(d.name), d.id LIMIT ${MAX_REPORTS}`,
  );
  const calendar = productionCalendarOf(await readTenantCalendar(transaction));
  const nextOf = nextRunsBy(calendar);
  return {
    reports: rows.map((row) => reportOf(row, viewer, nextOf)),
    timeZone: calendar.timeZone,
  };
}

/** Gets one report. @throws ServerError NOT_FOUND */
export async function getReport(
  transaction: TenantTransaction,
  viewer: Viewer,
  id: string,
): Promise<Report> {
  const { rows } = await transaction.$client.query<ReportRow>(`${REPORT_SQL} AND d.id = $1`, [id]);
  if (rows.length === 0) throw new ServerError('NOT_FOUND', `there is no report ${id}`);
  const calendar = productionCalendarOf(await readTenantCalendar(transaction));
  return reportOf(rows[0]!, viewer, nextRunsBy(calendar));
}

type NextRuns = (schedule: ReportSchedule) => readonly number[];

function nextRunsBy(calendar: ProductionCalendar): NextRuns {
  const nowMs = Date.now();
  return bySchedule((schedule) => nextTimes(nowMs, schedule, calendar, NEXT_RUNS));
}

function reportOf(row: ReportRow, viewer: Viewer, nextOf: NextRuns): Report {
  const { schedule, enabled, lastRun } = row;
  const isResting = schedule === null || !enabled;
  return {
    ...row,
    permission: findKind(viewer.kinds, row.parameters.kind).permission,
    nextRunsAtMs: isResting ? [] : [...nextOf(schedule)],
    lastRun: lastRun === null ? null : runOf(viewer, lastRun),
  };
}
