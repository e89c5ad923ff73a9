import { connectionOptions } from '@varve/db';
import { Pool } from 'pg';
import { HistorianError } from '../historian-error.ts';
import { readAggregates, type AggregateQuery, type Aggregates } from './aggregate.ts';
import { readRaw, type RawQuery, type RawSamples } from './raw.ts';
import { readTrend, type Trend, type TrendQuery } from './trend.ts';

/** Answers every question about what is stored. */
export interface Reader {
  /** What a chart of some pixels' width needs of one tag. */
  trend(query: TrendQuery): Promise<Trend>;
  /** Every sample of a tag and a range. @throws HistorianError QUERY_INVALID, RANGE_TOO_LARGE */
  raw(query: RawQuery): Promise<RawSamples>;
  /** Counts, extremes and means of a tag over equal buckets. @throws HistorianError QUERY_INVALID */
  aggregate(query: AggregateQuery): Promise<Aggregates>;
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
    async trend(query) {
      refuseBackwards(query);
      return readTrend(pool, query);
    },
    async raw(query) {
      refuseBackwards(query);
      return readRaw(pool, query);
    },
    async aggregate(query) {
      refuseBackwards(query);
      return readAggregates(pool, query);
    },
    ping: () =>
      pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
}

function refuseBackwards({
  fromUs,
  toUs,
}: {
  readonly fromUs: number;
  readonly toUs: number;
}): void {
  if (fromUs < toUs) return;
  throw new HistorianError('QUERY_INVALID', `from ${fromUs} is not before to ${toUs}`);
}
