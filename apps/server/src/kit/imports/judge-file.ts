import {
  MAX_LISTED_REFUSALS,
  type ImportLayout,
  type ImportMapping,
  type ImportRefusal,
} from '@varve/contract';
import type { CellFault, ImportCells, ImportKind, Verdict } from './import-kind.ts';
import { parseLocalNumber } from './parse-local-number.ts';
import { readRecords, type FileRecord } from './read-records.ts';
import { refuseFile } from './refuse-file.ts';

/** How a file is read, and as what. */
interface FileReading<Row> {
  readonly bytes: Uint8Array;
  readonly layout: ImportLayout;
  readonly mapping: ImportMapping;
  readonly kind: ImportKind<Row>;
  readonly judge: (cells: ImportCells) => Verdict<Row>;
}

/** A row that would be written. */
export interface AcceptedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

/** A file whose lines were judged, each of them. */
export interface JudgedFile<Row> {
  readonly accepted: readonly AcceptedRow<Row>[];
  readonly refusedCount: number;
  /** The first ones. */
  readonly refusals: readonly ImportRefusal[];
}

const MAX_SHOWN = 200;

/** Judges every line of a file. @throws ServerError INPUT_INVALID for a file that cannot be read, or has too many rows for its kind */
export async function judgeFile<Row>(reading: FileReading<Row>): Promise<JudgedFile<Row>> {
  const { bytes, layout, kind } = reading;
  const accepted: AcceptedRow<Row>[] = [];
  const refusals: ImportRefusal[] = [];
  let titles: readonly string[] | undefined;
  let refusedCount = 0;
  for await (const record of readRecords(bytes, layout)) {
    if (titles === undefined) {
      titles = titlesOf(record.cells, layout.hasHeader);
      if (layout.hasHeader) continue;
    }
    if (accepted.length + refusedCount >= kind.maxRows)
      throw refuseFile('too_many_rows', `expected ${kind.maxRows} rows of ${kind.name} at most`);
    const verdict = judgeRecord(reading, record, titles.length);
    if ('row' in verdict) {
      accepted.push({ line: record.line, row: verdict.row });
      continue;
    }
    refusedCount++;
    const room = MAX_LISTED_REFUSALS - refusals.length;
    const told = verdict.faults.map((fault) => refusalOf(fault, record, reading.mapping, titles!));
    refusals.push(...told.slice(0, room));
  }
  return { accepted, refusedCount, refusals };
}

/** Titles of the columns, or their numbers from 1 where they have none. */
export function titlesOf(first: readonly string[], hasHeader: boolean): string[] {
  return first.map((cell, index) => (hasHeader && cell.trim()) || String(index + 1));
}

function judgeRecord<Row>(
  { kind, mapping, layout, judge }: FileReading<Row>,
  { cells }: FileRecord,
  width: number,
): Verdict<Row> {
  if (cells.length > width) return { faults: [{ field: null, code: 'too_many_cells' }] };
  const read: Record<string, string | number | null> = {};
  const faults: CellFault[] = [];
  for (const { name, type, isRequired } of kind.fields) {
    const column = mapping[name];
    const text = column === undefined ? '' : (cells[column] ?? '').trim();
    const value = type === 'number' && text !== '' ? parseLocalNumber(text, layout.decimal) : text;
    read[name] = value === '' ? null : value;
    if (text === '' && isRequired) faults.push({ field: name, code: 'required' });
    if (value === null) faults.push({ field: name, code: 'invalid' });
  }
  return faults.length > 0 ? { faults } : judge(read);
}

function refusalOf(
  { field, code }: CellFault,
  { line, cells }: FileRecord,
  mapping: ImportMapping,
  titles: readonly string[],
): ImportRefusal {
  const column = field === null ? undefined : mapping[field];
  const value = column === undefined ? '' : (cells[column] ?? '');
  return {
    line,
    field,
    column: column === undefined ? null : (titles[column] ?? null),
    code,
    value: value.slice(0, MAX_SHOWN),
  };
}
