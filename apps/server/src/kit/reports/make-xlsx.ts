import { localTimeMs } from '@varve/calc/calendar-edges';
import writeExcelFile, { type Cell } from 'write-excel-file/node';
import type { DocumentOrder } from './document-order.ts';
import type { ReportHead } from './report-head.ts';
import type { ReportCell, ReportColumn } from './report-kind.ts';
import { columnTitle, factsOf } from './cell-texts.ts';
import { REPORT_WORDS } from './report-words.ts';

/** A cell of a spreadsheet takes no more. */
const MAX_CELL_LENGTH = 32_000;
const WIDTH_CHARACTERS = 12;
const LABEL_CHARACTERS = 28;
const TEXT_CHARACTERS = 90;
// What no XML may have in it.
// oxlint-disable-next-line no-control-regex -- these are what is taken out
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFD-\uFFFF]/gu;

/** Makes a workbook of a report: its rows, with times as dates of its clock, and a sheet that says what they are. */
export function makeXlsx({ head, rows, rowCount }: DocumentOrder): Promise<Buffer> {
  const header = head.columns.map((column) => ({
    ...textCell(columnTitle(column, head)),
    fontWeight: 'bold' as const,
  }));
  const data = rows.map((row) =>
    head.columns.map((column, at) => cellOf(column, row[at] ?? null, head)),
  );
  const about = [
    [{ ...textCell(head.title), fontWeight: 'bold' as const }],
    [textCell(head.tenant), textCell(head.name)],
    ...factsOf(head, { inFile: rows.length, found: rowCount }).map((fact) => fact.map(textCell)),
  ];
  return writeExcelFile([
    {
      data: [header, ...data],
      sheet: sheetName(head.title),
      stickyRowsCount: 1,
      columns: head.columns.map(({ width }) => ({ width: width * WIDTH_CHARACTERS })),
    },
    {
      data: about,
      sheet: REPORT_WORDS[head.language].about,
      columns: [{ width: LABEL_CHARACTERS }, { width: TEXT_CHARACTERS }],
    },
  ]).toBuffer();
}

function cellOf(
  { kind }: ReportColumn,
  value: ReportCell,
  { timeZone, language }: ReportHead,
): Cell {
  if (value === null) return null;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'object') return textCell(value.texts[language]);
  if (kind !== 'time') return { type: Number, value };
  // A spreadsheet knows no time zones: it is given what the clock showed.
  const date = new Date(localTimeMs(value, timeZone));
  return { type: Date, value: date, format: 'yyyy-mm-dd hh:mm:ss' };
}

/** A text, whatever it begins with: a formula is a cell of another type. */
function textCell(text: string): { readonly type: StringConstructor; readonly value: string } {
  const clean = text.toWellFormed().replaceAll(NOT_XML, '?');
  return { type: String, value: clean.slice(0, MAX_CELL_LENGTH) };
}

/** A sheet is called by 31 characters at most, and not by any. */
function sheetName(title: string): string {
  return title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);
}
