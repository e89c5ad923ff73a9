import {
  MAX_SHOWN_ROWS,
  type Language,
  type ReadReportInput,
  type ReportView,
} from '@varve/contract';
import { readTenantCalendar } from '../../kit/calendars/read-tenant-calendar.ts';
import { findKind, readContent } from '../../kit/reports/find-kind.ts';
import { requireEverywhere } from '../../kit/reports/require-definer.ts';
import type { ReportCell, ReportRow } from '../../kit/reports/report-kind.ts';
import { reportSpan } from '../../kit/reports/report-span.ts';
import type { TenantTransactions } from '../../kit/tenant-database.ts';
import type { Viewer } from './run-row.ts';

/** Reads the first rows of a report for its page. @throws ServerError NOT_FOUND, PERMISSION_MISSING, QUERY_INVALID */
export async function readReport(
  tenant: TenantTransactions,
  { access, kinds }: Viewer,
  { parameters, language }: ReadReportInput,
): Promise<ReportView> {
  const kind = findKind(kinds, parameters.kind);
  requireEverywhere(access, kind.permission);
  const calendar = await tenant.transaction(readTenantCalendar);
  const span = reportSpan(parameters.period, Date.now(), calendar);
  const content = await readContent(
    kind,
    {
      ...span,
      transaction: (work) => tenant.transaction(work),
      userId: access.userId,
      isPage: true,
      signal: access.signal,
    },
    parameters,
  );
  const rows: ReportRow[] = [];
  for await (const row of content.rows) {
    rows.push(row);
    if (rows.length > MAX_SHOWN_ROWS) break;
  }
  return {
    ...span,
    title: kind.title[language],
    columns: kind.columns.map(({ key, label, kind: cells, unit }) => ({
      key,
      label: label[language],
      kind: cells === 'word' ? 'text' : cells,
      unit: unit ?? null,
    })),
    rows: rows.slice(0, MAX_SHOWN_ROWS).map((row) => row.map((cell) => shownCell(cell, language))),
    isCut: rows.length > MAX_SHOWN_ROWS,
    facts: content.facts.map(({ label, text }) => ({
      label: label[language],
      text: text[language],
    })),
  };
}

function shownCell(cell: ReportCell, language: Language): string | number | null {
  return cell !== null && typeof cell === 'object' ? cell.texts[language] : cell;
}
