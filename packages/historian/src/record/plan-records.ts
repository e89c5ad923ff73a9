import { HistorianError } from '../historian-error.ts';
import { STATUS_COLUMN, type RecordPlan } from './encode-records.ts';
import type { RecordColumns } from './record-columns.ts';
import { VALUE_CODECS } from './put-value.ts';

/** A stream of records into one table. */
export interface RecordStreamDefinition<Columns extends RecordColumns = RecordColumns> {
  /** With its schema: `timeseries.energy_readings`. @default the schema `public` */
  readonly table: string;
  /** Columns that every record has, and their types. Others get their defaults. */
  readonly columns: Columns;
  /** Column of the record's time. @default `time`, where the stream has such a column of type timestamptz */
  readonly time?: keyof Columns & string;
}

const SERIES_SCHEMA = 'timeseries.';
const DEFAULT_TIME = 'time';

/** The name of a table with its schema. */
export function qualified(table: string): string {
  return table.includes('.') ? table : `public.${table}`;
}

/**
 * Plans the encoding of a stream's records.
 *
 * @param found - types of the table's columns, by their names
 * @throws HistorianError RECORD_COLUMN_INVALID
 */
export function planRecords(
  { table, columns, time }: RecordStreamDefinition,
  found: ReadonlyMap<string, string>,
): RecordPlan {
  const name = qualified(table);
  const timeColumn = time ?? (columns[DEFAULT_TIME] === 'timestamptz' ? DEFAULT_TIME : undefined);
  if (timeColumn !== undefined && columns[timeColumn] !== 'timestamptz') {
    throw new HistorianError(
      'RECORD_COLUMN_INVALID',
      `${name}, column ${timeColumn}: expected timestamptz for the record's time, got ${columns[timeColumn] ?? 'no column'}`,
    );
  }
  // In tables of others the word may mean anything.
  const hasStatus = name.startsWith(SERIES_SCHEMA) && found.get(STATUS_COLUMN) === 'int4';
  const isGiven = Object.hasOwn(columns, STATUS_COLUMN);
  const status = hasStatus ? (isGiven ? 'given' : 'added') : undefined;
  const isOther = (column: string): boolean =>
    column !== timeColumn && !(hasStatus && column === STATUS_COLUMN);
  const others = Object.keys(columns).filter(isOther);
  const leading = [timeColumn, hasStatus ? STATUS_COLUMN : undefined].filter(
    (column) => column !== undefined,
  );
  return {
    target: { table: name, columns: [...leading, ...others] },
    columns,
    time: timeColumn,
    status,
    others,
  };
}

/** Refuses a definition that says nothing, or names a type that records cannot have. @throws HistorianError RECORD_COLUMN_INVALID */
export function refuseDefinition({ table, columns }: RecordStreamDefinition): void {
  const types = Object.keys(VALUE_CODECS);
  const entries = Object.entries(columns);
  for (const [column, type] of entries) {
    if (Object.hasOwn(VALUE_CODECS, type)) continue;
    throw new HistorianError(
      'RECORD_COLUMN_INVALID',
      `${qualified(table)}, column ${column}: expected a type of ${types.join(', ')}, got ${type as string}`,
    );
  }
  if (entries.length > 0) return;
  throw new HistorianError(
    'RECORD_COLUMN_INVALID',
    `${qualified(table)}: expected columns, got none`,
  );
}
