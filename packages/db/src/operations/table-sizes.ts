import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** Bytes of a table with its indexes, partitions and chunks. */
export interface TableSize {
  readonly schema: string;
  readonly table: string;
  readonly kind: 'table' | 'partitioned';
  /** Partitions or chunks that it lies in, itself counted. */
  readonly partCount: number;
  readonly tableBytes: number;
  readonly indexBytes: number;
  readonly totalBytes: number;
  /** As of the last analyze. */
  readonly estimatedRows: number;
}

/** Lists tables by size, largest first. */
export async function tableSizes(database: ClientBase | Pool, limit = 50): Promise<TableSize[]> {
  return rowsOf<TableSize>(
    database,
    `SELECT schema_name AS schema, table_name AS table, kind, part_count::float8 AS "partCount", table_bytes::float8 AS "tableBytes",
            index_bytes::float8 AS "indexBytes", total_bytes::float8 AS "totalBytes", estimated_rows::float8 AS "estimatedRows"
     FROM internal.table_sizes ORDER BY total_bytes DESC, 1, 2 LIMIT $1`,
    [limit],
  );
}
