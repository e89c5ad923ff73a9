import type { Client } from 'pg';
import { HistorianError } from '../historian-error.ts';
import type { RecordColumns, RecordColumnType } from './record-columns.ts';

/** A column as the catalogue has it. */
interface FoundColumn {
  readonly name: string;
  /** For a domain, its base type. */
  readonly type: string;
  readonly isEnum: boolean;
  /** A record must have it. */
  readonly isRequired: boolean;
  readonly isGenerated: boolean;
}

interface FoundTable {
  readonly kind: string;
  readonly isAllowed: boolean;
}

const KINDS: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  f: 'a foreign table',
};
/** Types whose binary form is that of text. */
const TEXTS = new Set(['text', 'varchar', 'bpchar', 'name', 'citext']);

/**
 * Compares the columns of a stream with those of its table.
 *
 * @param table - with its schema
 * @returns the names of the table's columns of which each record may have one, with their types
 * @throws HistorianError RECORD_TABLE_INVALID, RECORD_COLUMN_INVALID with table, columns, and what was expected and found
 */
export async function checkRecordTable(
  client: Client,
  table: string,
  columns: RecordColumns,
): Promise<ReadonlyMap<string, string>> {
  await refuseTable(client, table);
  const found = await readColumns(client, table);
  const byName = new Map(found.map((column) => [column.name, column]));
  const problems = Object.entries(columns).flatMap(([name, type]) =>
    problemOf(name, type, byName.get(name)),
  );
  for (const { name, type, isRequired } of found) {
    if (!isRequired || Object.hasOwn(columns, name)) continue;
    problems.push(
      `${name}: expected in the stream, since it is ${type} NOT NULL without a default, found nothing`,
    );
  }
  if (problems.length > 0) {
    throw new HistorianError(
      'RECORD_COLUMN_INVALID',
      `${table}, column ${problems.join('; column ')}`,
    );
  }
  return new Map(found.map(({ name, type }) => [name, type]));
}

function problemOf(name: string, type: RecordColumnType, found: FoundColumn | undefined): string[] {
  if (found === undefined) return [`${name}: expected ${type}, found no such column`];
  if (found.isGenerated) return [`${name}: expected ${type}, found a generated column`];
  const isSame =
    found.type === type || (type === 'text' && (TEXTS.has(found.type) || found.isEnum));
  return isSame ? [] : [`${name}: expected ${type}, found ${found.type}`];
}

async function refuseTable(client: Client, table: string): Promise<void> {
  const { rows } = await client.query<FoundTable>(
    `SELECT relkind AS kind, has_table_privilege(c.oid, 'INSERT') AS "isAllowed"
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname || '.' || relname = $1`,
    [table],
  );
  const found = rows[0];
  if (found?.isAllowed === true && 'rp'.includes(found.kind)) return;
  const what =
    found === undefined
      ? 'no such table'
      : (KINDS[found.kind] ?? `a table that this role may not insert into`);
  throw new HistorianError(
    'RECORD_TABLE_INVALID',
    `${table}: expected a table to write to, found ${what}`,
  );
}

async function readColumns(client: Client, table: string): Promise<FoundColumn[]> {
  const { rows } = await client.query<FoundColumn>(
    `WITH RECURSIVE typed AS (
       SELECT attname, attnum, atttypid AS type, attnotnull AND NOT atthasdef AND attidentity = '' AS required, attgenerated <> '' AS generated
       FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid =
         (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname || '.' || relname = $1)
       UNION ALL
       SELECT attname, attnum, typbasetype, required OR typnotnull, generated FROM typed JOIN pg_type t ON t.oid = type WHERE typtype = 'd')
     SELECT attname AS name, typname AS type, typtype = 'e' AS "isEnum", required AS "isRequired", generated AS "isGenerated"
     FROM typed JOIN pg_type t ON t.oid = type WHERE typtype <> 'd' ORDER BY attnum`,
    [table],
  );
  return rows;
}
