import { open } from 'node:fs/promises';
import { csvLine } from '../csv-line.ts';
import type { ReportHead, ReportWriter } from './report-head.ts';
import type { ReportColumn, ReportCell } from './report-kind.ts';
import { columnTitle, zonedIso } from './cell-texts.ts';

/** Spreadsheets take UTF-8 for what it is only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Writes a report as CSV, all rows of it: times with their distance from UTC, numbers with a point, words by their codes, nothing beside the table. */
export async function csvReport(path: string, head: ReportHead): Promise<ReportWriter> {
  const file = await open(path, 'wx', 0o600);
  await file.appendFile(
    BYTE_ORDER_MARK + csvLine(head.columns.map((column) => columnTitle(column, head))),
  );
  const textOf = (column: ReportColumn, value: ReportCell): string | number | null => {
    if (value === null) return null;
    if (typeof value === 'object') return value.code;
    return column.kind === 'time' ? zonedIso(value as number, head.timeZone) : value;
  };
  return {
    add: (rows) =>
      file.appendFile(
        rows
          .map((row) => csvLine(head.columns.map((column, at) => textOf(column, row[at] ?? null))))
          .join(''),
      ),
    async end(rowCount) {
      await file.sync();
      return rowCount;
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}
