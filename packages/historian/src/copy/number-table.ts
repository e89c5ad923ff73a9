import { EPOCH_2000_US, NULL_FIELD, TWO_TO_32 } from './copy-format.ts';
import type { TupleRun } from './tuple-run.ts';

/** A column of a question whose answer is numbers. */
interface NumberColumn {
  /** Expression that gives it, of exactly this type. */
  readonly sql: string;
  /** `timestamptz` becomes microseconds since 1970. */
  readonly type: 'timestamptz' | 'int8' | 'int4' | 'float8';
}

/** Columns of a question, by name. */
export type NumberShape<Name extends string> = Readonly<Record<Name, NumberColumn>>;

/** Rows of numbers in columns; NaN is NULL, or NaN. */
export interface NumberTable<Name extends string> {
  readonly columns: Record<Name, Float64Array<ArrayBuffer>>;
  length: number;
}

/** Makes a table without rows. */
export function createNumberTable<Name extends string>(
  shape: NumberShape<Name>,
): NumberTable<Name> {
  const columns = Object.keys(shape).map((name) => [name, new Float64Array(0)]);
  return { columns: Object.fromEntries(columns) as NumberTable<Name>['columns'], length: 0 };
}

/** Writes the select list that gives the columns in their order. */
export function selectList(shape: NumberShape<string>): string {
  return Object.values(shape)
    .map(({ sql }) => sql)
    .join(', ');
}

/**
 * Appends tuples of COPY's binary format.
 *
 * @throws Error when they have another number of fields
 */
export function decodeNumbers<Name extends string>(
  shape: NumberShape<Name>,
  { bytes, from, count, gapBytes }: TupleRun,
  into: NumberTable<Name>,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  reserveRows(into, into.length + count);
  const types = Object.values<NumberColumn>(shape).map(({ type }) => type);
  const columns = Object.values<Float64Array>(into.columns);
  let at = from - gapBytes;
  for (let tuple = 0; tuple < count; tuple++) {
    at += gapBytes;
    const fieldCount = view.getInt16(at);
    if (fieldCount !== types.length) {
      throw new Error(`a row of numbers: expected ${types.length} fields, got ${fieldCount}`);
    }
    at += 2;
    const row = into.length++;
    for (let field = 0; field < fieldCount; field++) {
      const length = view.getInt32(at);
      at += 4;
      columns[field]![row] = length === NULL_FIELD ? Number.NaN : numberAt(view, at, types[field]!);
      at += Math.max(0, length);
    }
  }
}

function numberAt(view: DataView, at: number, type: NumberColumn['type']): number {
  if (type === 'float8') return view.getFloat64(at);
  if (type === 'int4') return view.getInt32(at);
  const integer = view.getInt32(at) * TWO_TO_32 + view.getUint32(at + 4);
  return type === 'int8' ? integer : integer + EPOCH_2000_US;
}

function reserveRows(table: NumberTable<string>, rows: number): void {
  for (const [name, column] of Object.entries(table.columns)) {
    if (rows <= column.length) continue;
    const grown = new Float64Array(Math.max(rows, 2 * column.length));
    grown.set(column.subarray(0, table.length));
    table.columns[name] = grown;
  }
}
