import type { ClientBase } from 'pg';
import type { RelationInfo } from '../catalogue/read-catalogue.ts';
import type { TableChecksum } from './backup-manifest.ts';

/** Tables of the migrations themselves, the template that is always empty, and what running collectors tell of themselves. */
const NOT_DATA = [
  'public.varve_migrations',
  'public.varve_capabilities',
  'internal.standard_columns',
  'timeseries.collectors',
  'timeseries.snapshots',
];

/** Makes rows read the same as text, on every server. */
export const TEXT_FORM_SQL = `
  SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1;
  SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET search_path = public`;

/**
 * The tables that hold data, each after those that it refers to.
 *
 * @param rollups - names in `timeseries`: where TimescaleDB keeps them they are views, with rows that their series may have lost
 */
export function dataTables(
  relations: readonly RelationInfo[],
  rollups: ReadonlySet<string>,
): RelationInfo[] {
  const tables = relations.filter(
    (relation) =>
      (relation.kind === 'table' ||
        (relation.schema === 'timeseries' && rollups.has(relation.name))) &&
      !NOT_DATA.includes(nameOf(relation)),
  );
  const ordered: RelationInfo[] = [];
  const add = (table: RelationInfo): void => {
    if (ordered.includes(table)) return;
    for (const key of table.foreignKeys) {
      const target = tables.find(({ schema, name }) => schema === key.schema && name === key.table);
      if (target !== undefined && target !== table) add(target);
    }
    ordered.push(table);
  };
  for (const table of tables) add(table);
  return ordered;
}

/** `public.wells` */
export function nameOf({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): string {
  return `${schema}.${name}`;
}

/** Columns that are stored, quoted. */
export function storedColumns(table: RelationInfo): string[] {
  return table.columns.filter(({ generated }) => !generated).map(({ name }) => name);
}

/** Column names for a statement. */
export function columnList(columns: readonly string[]): string {
  return columns.map((name) => `"${name}"`).join(', ');
}

/** Counts the rows of a table and sums their hashes, so that their order does not matter. */
export async function tableChecksum(
  client: ClientBase,
  table: string,
  columns: readonly string[],
): Promise<TableChecksum> {
  const { rows } = await client.query<{ count: string; checksum: string }>(
    `SELECT count(*) AS count, coalesce(sum(('x' || left(md5(r::text), 15))::bit(60)::bigint), 0)::text AS checksum
     FROM (SELECT ${columnList(columns)} FROM ${table}) AS r`,
  );
  const { count, checksum } = rows[0]!;
  return { table, columns, rowCount: Number(count), checksum };
}
