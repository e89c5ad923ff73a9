import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** Rows that vacuum has still to remove. */
export interface TableBloat {
  readonly schema: string;
  readonly table: string;
  readonly liveRows: number;
  readonly deadRows: number;
  readonly deadFraction: number | null;
  readonly vacuumedAt: Date | null;
  readonly totalBytes: number;
}

/**
 * Lists tables whose dead rows make up a good part of them.
 *
 * @param minFraction - 0 to 1
 */
export async function tableBloat(
  database: ClientBase | Pool,
  minFraction = 0.2,
): Promise<TableBloat[]> {
  return rowsOf<TableBloat>(
    database,
    `SELECT schema_name AS schema, table_name AS table, live_rows::float8 AS "liveRows", dead_rows::float8 AS "deadRows",
            dead_fraction AS "deadFraction", vacuumed_at AS "vacuumedAt", total_bytes::float8 AS "totalBytes"
     FROM internal.bloat WHERE dead_fraction >= $1 ORDER BY dead_rows DESC`,
    [minFraction],
  );
}
