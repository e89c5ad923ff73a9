import { connectionOptions } from '@varve/db';
import { Pool } from 'pg';
import { HistorianError } from '../historian-error.ts';
import { readTrend, type Trend, type TrendQuery } from './trend.ts';

/** Answers every question about what is stored. */
export interface Reader {
  /** What a chart of some pixels' width needs of one tag. */
  trend(query: TrendQuery): Promise<Trend>;
  /** Whether the database answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

const CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 20_000;

/** Makes a reader with connections of its own: a slow question does not hold up the writers. */
export function createReader(connectionString: string): Reader {
  const pool = new Pool({
    ...connectionOptions(connectionString, 'reader'),
    max: CONNECTIONS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // A connection that breaks while idle leaves the pool by itself.
  pool.on('error', () => undefined);
  return {
    trend(query) {
      if (!(query.fromUs < query.toUs)) {
        throw new HistorianError(
          'QUERY_INVALID',
          `from ${query.fromUs} is not before to ${query.toUs}`,
        );
      }
      return readTrend(pool, query);
    },
    ping: () =>
      pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
}
