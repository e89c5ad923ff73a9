import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** A statement and what it costs. */
export interface SlowQuery {
  readonly query: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly rowCount: number;
  /** Part of the pages that were found in memory, 0 to 1. */
  readonly hitFraction: number | null;
}

/** Lists the statements that take longest on average; empty where pg_stat_statements is not installed and loaded. */
export async function slowQueries(database: ClientBase | Pool, limit = 20): Promise<SlowQuery[]> {
  return rowsOf<SlowQuery>(
    database,
    `SELECT query, calls::float8 AS calls, total_ms AS "totalMs", mean_ms AS "meanMs", max_ms AS "maxMs", row_count::float8 AS "rowCount",
            hit_fraction AS "hitFraction" FROM internal.slow_queries($1)`,
    [limit],
  );
}
